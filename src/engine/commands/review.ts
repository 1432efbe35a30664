// `/review`: a person opens the review, says who runs it and when, or records why there is none (D-10, H-28).
import type { ActOf } from "../act.ts";
import type { Draft } from "../fold/draft.ts";
import { resettleSeverity } from "../fold/settle.ts";
import type { ActSource } from "../fold/status.ts";
import type { Instant } from "../instant.ts";
import { dayAhead } from "../judge/day.ts";
import { done, type JudgingResult, type JudgingSituation, refuse } from "../judge/situation.ts";
import { isMandatory } from "../review.ts";
import { atLeast } from "../rights.ts";
import type { Child } from "../snapshot/child.ts";
import type { CommentItem } from "../snapshot/timeline.ts";
import type { CommandLine, CommandOf } from "../text/command.ts";
import { readPlan } from "../text/plan.ts";
import { withReason } from "../text/spoken.ts";
import { local, zoneName } from "../time.ts";
import type { CommandDefinition } from "./definition.ts";

declare module "../text/command.ts" {
  interface Commands {
    /** `owners`: logins, `me` for whoever writes; `isDay`: `when` is a day without a time. */
    review: {
      readonly wanted: boolean;
      readonly owners?: readonly string[];
      readonly when?: string;
      readonly isDay?: boolean;
    };
  }
}

declare module "../act.ts" {
  interface Acts {
    review: {
      readonly wanted: boolean;
      readonly because?: string | undefined;
      /** Logins of who runs it. */
      readonly owners?: readonly string[];
      /** When it is held. */
      readonly heldAt?: Instant;
    };
  }
}

/** `/review`. */
export const review: CommandDefinition<"review", "review"> = {
  name: "review",
  text: "below",
  usage: "[@name …] [on <day and time>] or [no because …]",
  meaning: "Opens the review, says who runs it and when, or records why there is none.",
  example: "@name on 12 May 14:00",
  readOn: ["review"],
  read,
  judge,
  acts: { review: change },
};

function read(line: CommandLine): CommandOf<"review"> | string {
  const [, no, others = ""] = /^(no|none|yes)(?![\w-])[,:]?\s*(.*)$/i.exec(line.args) ?? [];
  if (no === undefined || /^yes$/i.test(no)) {
    const plan = readPlan(no === undefined ? line.args : others);
    if (typeof plan === "string") return plan;
    const { who, when, isDay } = plan;
    return {
      ...{ kind: "review", wanted: true },
      ...(who.length > 0 && { owners: who }),
      ...(when !== undefined && { when, isDay: isDay === true }),
      ...withReason(line, plan.others),
    };
  }
  const reasoned = withReason(line, others === "" ? line.rest : others);
  if (reasoned.because === undefined) return "It does not say why there is to be no review.";
  return { kind: "review", wanted: false, ...reasoned };
}

function judge(command: CommandOf<"review">, item: CommentItem, here: JudgingSituation): JudgingResult {
  const { wanted, because, when, isDay } = command;
  const { policy } = here.ruling;
  const there = reviewThere(here);
  // It is opened already: what becomes of it is said by closing it, and of one that is closed by opening it again.
  if (there !== undefined && (!wanted || (there.state === "closed" && command.owners !== undefined)))
    return refuse("review-there", { ref: there.ref, state: there.state });
  if (!wanted)
    return isMandatory(here, policy) ? refuse("mandatory-review") : done({ kind: "review", wanted, because });
  const owners = ownersOf(command, item, here);
  if ("needs" in owners || "acts" in owners) return owners;
  if (when === undefined) return done({ kind: "review", wanted, because, ...named(owners.logins) });
  if (policy.retro.date === undefined) return refuse("review-undated");
  const heldAt = dayAhead({ when, isDay }, item.at, here);
  if (typeof heldAt === "string") return refuse("review-date", { text: when, why: heldAt });
  return done({ kind: "review", wanted, because, ...named(owners.logins), heldAt });
}

/** The issue of the review, where there is one. */
function reviewThere({ tasks }: JudgingSituation): Child | undefined {
  return tasks.find(({ became, task }) => became === "filed" && task.key === "review")?.child;
}

const named = (logins: readonly string[]) => (logins.length === 0 ? {} : { owners: logins });

type Owners = { readonly logins: readonly string[] } | { readonly needs: string } | ReturnType<typeof refuse>;

/** Who is named, of those who may read the repository: nobody else hears of it. */
function ownersOf({ owners = [] }: CommandOf<"review">, item: CommentItem, here: JudgingSituation): Owners {
  const logins = owners.flatMap((one) => (one === "me" ? (item.by?.login ?? []) : one));
  for (const login of logins) {
    const role = here.snapshot.roles.get(login);
    if (role === undefined) return { needs: login };
    if (!atLeast(role, "read")) return refuse("reviewer", { text: `@${login}` });
  }
  return { logins: [...new Set(logins)] };
}

function change(draft: Draft, act: ActOf<"review">, source: ActSource): void {
  const { wanted, because, owners = draft.review?.owners, heldAt } = act;
  draft.review = {
    ...{ wanted, by: source.by, because, cause: source.cause, at: source.at },
    ...(wanted && owners !== undefined && { owners }),
  };
  const tell = (what: string, values: Readonly<Record<string, string>> = {}): void => {
    draft.history.push({ at: source.at, by: source.by, what, values: { because: because ?? "", ...values } });
  };
  if (!wanted) tell("no-review");
  else if (act.owners === undefined && heldAt === undefined) tell("review");
  if (act.owners !== undefined) tell("review-owner", { owners: act.owners.join(", ") });
  if (heldAt === undefined) return;
  tell("review-date", { dueAt: String(heldAt) });
  setDate(draft, heldAt, source);
}

/** When it is held is a fact like any other, on which clocks may go (D-10). */
function setDate(draft: Draft, heldAt: Instant, source: ActSource): void {
  const { policy } = draft.ruling;
  const field = policy.fields[policy.retro.date ?? ""];
  if (field === undefined) return;
  const { zone } = policy.incidents;
  const text = `${local(heldAt, zone, "EEE d MMM yyyy HH:mm")} ${zoneName(heldAt, zone)}`;
  draft.said.set(field.id, { field: field.id, text, words: [text], at: heldAt });
  resettleSeverity(draft, source);
}
