// `/role`: who holds a role of the process; people offer themselves or others, and a contact needs no account.
import type { ActOf } from "../act.ts";
import type { Draft } from "../fold/draft.ts";
import type { ActSource } from "../fold/status.ts";
import { isPresent } from "../judge/gate.ts";
import { done, type JudgingResult, type JudgingSituation, refuse } from "../judge/situation.ts";
import { account, contact, type Party, partyText } from "../party.ts";
import { roleOf } from "../policy/names.ts";
import { atLeast } from "../rights.ts";
import type { CommentItem } from "../snapshot/timeline.ts";
import { mostAssignees } from "../text/bounds.ts";
import type { CommandOf } from "../text/command.ts";
import { type Holder, readHolders } from "../text/holders.ts";
import { spoken } from "../text/spoken.ts";
import { loginOf } from "../text/words.ts";
import type { CommandDefinition } from "./definition.ts";

declare module "../text/command.ts" {
  interface Commands {
    /** `holders` empty: nobody. */
    role: {
      readonly role: string;
      readonly holders: readonly Holder[];
      readonly text?: string;
      /** All of it, to be read again where it is known which roles there are. */
      readonly line: string;
    };
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
    if (typeof given === "string") return given;
    return given.holders.length > mostAssignees
      ? `It names more than ${mostAssignees} people.`
      : { kind: "role", ...given, line: line.args, ...spoken(line) };
  },
  judge,
  acts: { role: change },
};

function judge(command: CommandOf<"role">, item: CommentItem, here: JudgingSituation): JudgingResult {
  const { policy } = here.ruling;
  const given = readHolders(command.line, (name) => roleOf(policy, name) !== undefined);
  if (typeof given === "string") return unreadable(given);
  const wanted = roleOf(policy, given.role);
  if (wanted === undefined)
    return refuse("role", { text: given.role, names: Object.keys(policy.roles).join(", ") });
  // "lead ben, comms ana": the second is no contact of that name.
  const second = given.holders.find(
    (one) => one.kind === "name" && !one.quoted && roleOf(policy, one.name.split(" ")[0] ?? "") !== undefined,
  );
  if (second?.kind === "name" && second.name.includes(" "))
    return unreadable(`It names a second role, which stands in a line of its own: /role ${second.name}.`);
  const holders: Party[] = [];
  for (const holder of given.holders) {
    const party = partyOf(holder, item.by?.login ?? "", here);
    if ("needs" in party) return party;
    if ("unknown" in party) return refuse("holder", { text: `@${party.unknown}`, role: wanted.key });
    holders.push(party);
  }
  const { text } = given;
  return done({ kind: "role", role: wanted.key, holders, ...(text !== undefined && { words: text }) });
}

function unreadable(problem: string): JudgingResult {
  const { usage, example } = role;
  return refuse("unreadable", {
    command: "role",
    problem,
    expected: `/role ${usage}`,
    example: `/role ${example}`,
  });
}

/**
 * Who is meant: a login only where it may read the repository, since nobody else hears a mention there. A name without an `@` is
 * a contact of the policy, else somebody of the repository, else a contact that the policy does not have.
 */
function partyOf(
  holder: Holder,
  by: string,
  here: JudgingSituation,
): Party | { readonly needs: string } | { readonly unknown: string } {
  if (holder.kind === "me") return account(by);
  if (holder.kind === "name") {
    const known = here.ruling.policy.contacts[holder.name.toLowerCase()];
    const isLogin = !holder.quoted && loginOf(`@${holder.name}`) === holder.name;
    if (known !== undefined || !isLogin) return contact(known?.title ?? holder.name);
    const present = isPresent(holder.name, here);
    if (present === "unknown") return { needs: holder.name };
    return present === "yes" ? account(holder.name) : contact(holder.name);
  }
  const role = here.snapshot.roles.get(holder.login);
  if (role === undefined) return { needs: holder.login };
  return atLeast(role, "read") ? account(holder.login) : { unknown: holder.login };
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
