// `/review`: a person opens the review, or records why there is none.
import type { ActOf } from "../act.ts";
import type { Draft } from "../fold/draft.ts";
import type { ActSource } from "../fold/status.ts";
import { done, refuse } from "../judge/situation.ts";
import { isMandatory } from "../review.ts";
import type { CommandLine, CommandOf } from "../text/command.ts";
import { withReason } from "../text/spoken.ts";
import type { CommandDefinition } from "./definition.ts";

declare module "../text/command.ts" {
  interface Commands {
    review: { readonly wanted: boolean };
  }
}

declare module "../act.ts" {
  interface Acts {
    review: { readonly wanted: boolean; readonly because?: string | undefined };
  }
}

/** `/review`. */
export const review: CommandDefinition<"review", "review"> = {
  name: "review",
  text: "prose",
  usage: "[no because …]",
  meaning: "Opens the review, or records why there is none.",
  example: "no because it was a false alarm",
  read,
  judge: ({ wanted, because }, _, { facts, ruling }) =>
    !wanted && isMandatory(facts, ruling.policy)
      ? refuse("mandatory-review")
      : done({ kind: "review", wanted, because }),
  acts: { review: change },
};

function read(line: CommandLine): CommandOf<"review"> | string {
  const [, no, others = ""] = /^(no|none|yes)(?![\w-])[,:]?\s*(.*)$/i.exec(line.args) ?? [];
  if (no === undefined || /^yes$/i.test(no)) {
    return { kind: "review", wanted: true, ...withReason(line, no === undefined ? line.args : others) };
  }
  const reasoned = withReason(line, others === "" ? line.rest : others);
  if (reasoned.because === undefined) return "It does not say why there is to be no review.";
  return { kind: "review", wanted: false, ...reasoned };
}

function change(draft: Draft, act: ActOf<"review">, source: ActSource): void {
  draft.review = { wanted: act.wanted, by: source.by, because: act.because, cause: source.cause };
  const what = act.wanted ? "review" : "no-review";
  draft.history.push({ at: source.at, by: source.by, what, values: { because: act.because ?? "" } });
}
