// `/send`: somebody lets a notice go, exactly as it stands; its code says which words and audience those are.
import type { ActOf } from "../act.ts";
import type { Draft } from "../fold/draft.ts";
import { approve, change as changed } from "../fold/notices.ts";
import type { ActSource } from "../fold/status.ts";
import type { Instant } from "../instant.ts";
import { atTime } from "../judge/meant.ts";
import { judgeSend, noticeNumbered, openOnes } from "../judge/notice.ts";
import { done, refuse } from "../judge/situation.ts";
import type { CommandLine, CommandOf } from "../text/command.ts";
import { spoken } from "../text/spoken.ts";
import type { CommandDefinition } from "./definition.ts";

declare module "../text/command.ts" {
  interface Commands {
    /** `what` is the code of the words, `again` or `arrived`. */
    send: { readonly n: number; readonly what: string; readonly when?: string };
  }
}

declare module "../act.ts" {
  interface Acts {
    send: { readonly notice: string; readonly n: number; readonly hash: string };
    "send-again": { readonly notice: string; readonly n: number };
    arrived: { readonly notice: string; readonly n: number; readonly when: Instant };
  }
}

/** `/send`. */
export const send: CommandDefinition<"send", "send" | "send-again" | "arrived"> = {
  name: "send",
  usage: "<number> <code, again, or arrived>",
  meaning:
    "Sends a notice exactly as its draft stands; `again` and `arrived` settle what may not have arrived.",
  example: "3 7f2a",
  read,
  judge: (command, item, here) => {
    const notice = noticeNumbered(command.n, here);
    if (notice === undefined) return refuse("notice", { text: String(command.n), names: openOnes(here) });
    const { id, n, approved } = notice;
    const kind = command.what === "again" ? ("send-again" as const) : ("arrived" as const);
    const login = item.by?.login ?? "";
    if (command.what !== "again" && command.what !== "arrived")
      return judgeSend({ n: command.n, what: command.what, login }, item.at, here);
    if (approved === undefined) return refuse("not-sent", { text: String(n) });
    if (kind === "send-again") return done({ kind, notice: id, n });
    return atTime(command.when, item, here, (when) => ({ kind, notice: id, n, when }));
  },
  acts: {
    send: (draft, { notice, hash }, source) => approve(draft, { notice, hash }, source),
    "send-again": again,
    arrived: (draft, { notice, n, when }, { at, by }) => {
      changed(draft, notice, { arrived: { at: when, by } });
      draft.history.push({ at: when, saidAt: at, by, what: "notice-arrived", values: { notice: String(n) } });
    },
  },
};

function read(line: CommandLine): CommandOf<"send"> | string {
  const [, n, what, when = ""] =
    /^#?(\d{1,4})(?:[\s,:]+`?([a-z0-9]{1,12})`?)?(?:\s+(.*))?$/i.exec(line.args.trim()) ?? [];
  if (n === undefined) return "It does not say which notice: its number, and the code of its draft.";
  return {
    kind: "send",
    n: Number(n),
    what: (what ?? "").toLowerCase(),
    ...(when === "" ? {} : { when }),
    ...spoken(line),
  };
}

function again(draft: Draft, { notice: id, n }: ActOf<"send-again">, { at, by, cause }: ActSource): void {
  const notice = draft.notices.get(id);
  if (notice === undefined) return;
  changed(draft, id, { again: [...notice.again, cause] });
  draft.history.push({ at, by, what: "notice-again", values: { notice: String(n) } });
}
