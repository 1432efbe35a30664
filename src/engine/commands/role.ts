// `/role`: who holds a role of the process; people offer themselves or others, and a contact needs no account.
import type { ActOf } from "../act.ts";
import type { Draft } from "../fold/draft.ts";
import type { ActSource } from "../fold/status.ts";
import { done, type JudgingResult, type JudgingSituation, refuse } from "../judge/situation.ts";
import { account, contact, type Party, partyText } from "../party.ts";
import { roleOf } from "../policy/names.ts";
import type { CommentItem } from "../snapshot.ts";
import type { CommandOf } from "../text/command.ts";
import { type Holder, readHolders } from "../text/holders.ts";
import { spoken } from "../text/spoken.ts";
import type { CommandDefinition } from "./definition.ts";

declare module "../text/command.ts" {
  interface Commands {
    /** `holders` empty: nobody. */
    role: { readonly role: string; readonly holders: readonly Holder[] };
  }
}

declare module "../act.ts" {
  interface Acts {
    /** Accounts and contacts; empty: nobody holds it any more. */
    role: { readonly role: string; readonly holders: readonly Party[] };
  }
}

/** `/role`; the same act is made by a tick. */
export const role: CommandDefinition<"role", "role"> = {
  name: "role",
  usage: "<role> <@name …, “a contact”, me or nobody>",
  meaning: "Says who holds a role; a contact needs no GitHub account.",
  example: "lead @name",
  read: (line) => {
    const given = readHolders(line.args);
    return typeof given === "string" ? given : { kind: "role", ...given, ...spoken(line) };
  },
  judge,
  acts: { role: change },
};

function judge(command: CommandOf<"role">, item: CommentItem, here: JudgingSituation): JudgingResult {
  const { policy } = here.ruling;
  const wanted = roleOf(policy, command.role);
  if (wanted === undefined)
    return refuse("role", { text: command.role, names: Object.keys(policy.roles).join(", ") });
  const holders = command.holders.map((holder) => {
    if (holder.kind === "me") return account(item.by?.login ?? "");
    if (holder.kind === "account") return account(holder.login);
    const known = Object.entries(policy.contacts).find(([key]) => key === holder.name.toLowerCase());
    return contact(known?.[1].title ?? holder.name);
  });
  return done({ kind: "role", role: wanted.key, holders });
}

function change(draft: Draft, act: ActOf<"role">, source: ActSource): void {
  draft.roles.set(act.role, { holders: act.holders, since: source.at, by: source.by });
  draft.history.push({
    at: source.at,
    by: source.by,
    what: act.holders.length === 0 ? "role-left" : "role",
    values: { role: act.role, holders: act.holders.map(partyText).join(", ") },
  });
}
