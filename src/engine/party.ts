// Who holds a role, is on duty or is asked: an account, a team, or somebody of whom only a name is known.
import { loginPattern } from "./text/words.ts";

/** An account of a person, a team as the policy names it (`owner/team`), or somebody without an account. */
export type Party =
  | { readonly kind: "account"; readonly login: string }
  | { readonly kind: "team"; readonly team: string }
  | { readonly kind: "contact"; readonly name: string };

/** Somebody by their login, without the `@` that people write. */
export function account(login: string): Party {
  return { kind: "account", login: login.replace(/^@/, "") };
}

/** Somebody by a name, as the policy's contacts have it or as a person wrote it: never mentioned, whatever it looks like. */
export function contact(name: string): Party {
  return { kind: "contact", name };
}

/** The party that a policy means by a login or `owner/team`. */
export function accountOrTeam(name: string): Party {
  return name.includes("/") ? { kind: "team", team: name.replace(/^@/, "") } : account(name);
}

/** What a mention of them says after the `@`; absent for those whom none can reach. */
export function handleOf(party: Party): string | undefined {
  if (party.kind === "contact") return undefined;
  return party.kind === "team" ? party.team : party.login;
}

/** Can a mention reach them? */
export function hasAccount(party: Party): boolean {
  return party.kind !== "contact";
}

/** Login, team or name, for telling them apart; people's words, not yet harmless. */
export function nameOf(party: Party): string {
  return party.kind === "contact" ? party.name : (handleOf(party) ?? "");
}

const accountShape = new RegExp(`^@(${loginPattern})$`, "i");

/** As the ledger keeps it: `@login` for an account; whatever else has no `@` in front, so that it is never read as one. */
export function partyText(party: Party): string {
  return party.kind === "account" ? `@${party.login}` : nameOf(party).replace(/^@+/, "");
}

/** The party that a ledger means. Older ones have names of people's own choice behind an `@`, too: those are no accounts. */
export function readParty(text: string): Party {
  const login = accountShape.exec(text)?.[1];
  return login === undefined ? contact(text.replace(/^@+/, "")) : account(login);
}
