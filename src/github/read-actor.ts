// Who did something, in the engine's words, and whether it was us.
import type { Actor } from "../engine/snapshot/timeline.ts";
import { withoutBot } from "./client.ts";
import type { RawActor } from "./shape.ts";

/** Is this actor one of ours: a bot that the policy lists as an author, or this app? */
export type IsOurs = (actor: Actor | undefined) => boolean;

/** An actor as GraphQL shows it; `undefined` for a deleted account. */
export function readActor(raw: RawActor | null | undefined): Actor | undefined {
  if (raw === null || raw === undefined) return undefined;
  const kind = raw.__typename === "User" ? "user" : raw.__typename === "Bot" ? "bot" : "other";
  return { login: withoutBot(raw.login), kind };
}

/** Ours is what a bot did whose login is `me` or among `authors` (with or without `[bot]`); a person never is. */
export function oursBy(me: string, authors: readonly string[]): IsOurs {
  const logins = new Set([me, ...authors].map((login) => withoutBot(login).toLowerCase()));
  return (actor) => actor?.kind === "bot" && logins.has(actor.login.toLowerCase());
}
