// Builds what the voice is handed, for tests of its steps: a floor, what was said on it by minutes, and messages.
import type { AddComment, Effect } from "../../../src/engine/effect.ts";
import type { OwnComment } from "../../../src/engine/incident.ts";
import { type Instant, MINUTE } from "../../../src/engine/instant.ts";
import { accountOrTeam, contact, type Party } from "../../../src/engine/party.ts";
import type { Ruling } from "../../../src/engine/policy/ruling.ts";
import type { Snapshot } from "../../../src/engine/snapshot.ts";
import type { Floor } from "../../../src/engine/voice/floor.ts";
import { type Ask, asksOf, type Joining, type Message } from "../../../src/engine/voice/message.ts";
import { type Spoken, speak } from "../../../src/engine/voice/speak.ts";
import { createRulings } from "../../../src/rulings/rulings.ts";
import { presets } from "../../../src/shipped/presets.ts";

const rulings = createRulings({ presets: presets(), version: "test" });

/** The issue that the floor is of, and another. */
export const home = "I_1";
export const elsewhere = "I_2";

/** So many minutes after 09:00 UTC, which is 10:00 in London; may be negative. */
export function minute(count: number): Instant {
  return Date.parse("2026-05-01T09:00:00Z") + count * MINUTE;
}

/** The ruling of `sre` with an `attention` section; `extra` are further lines of the policy. */
export function ruling(attention: Readonly<Record<string, string | number>> = {}, extra = ""): Ruling {
  const ceilings = { "per-hour": 6, "per-day": 20, ...attention };
  const text = `extends: sre\nattention: ${JSON.stringify(ceilings)}\n${extra}`;
  const sources = { policy: { path: ".github/tocsin.yml", oid: text, text }, forms: [] };
  const found = rulings.of("acme/incidents", sources);
  if (found === undefined)
    throw new Error(
      `This policy has problems: ${JSON.stringify(rulings.problems("acme/incidents", sources))}`,
    );
  return found;
}

/** What GitHub shows of a key on which nothing failed and of which nothing is remembered. */
export function seen(more: Partial<Snapshot> = {}): Snapshot {
  return {
    kind: "incident",
    key: "acme/incidents#1",
    me: "tocsin",
    repository: { id: "R_1", name: "acme/incidents", public: false, archived: false, labels: [] },
    sources: { forms: [] },
    ...{ roles: new Map(), recent: new Map(), said: [], faults: [], mentioned: new Map() },
    ...more,
  };
}

/** A floor at minute 0 on which nothing was said; what differs is given. */
export function floor(more: Partial<Floor> = {}): Floor {
  return {
    ...{ own: [], sent: new Map(), twins: [], mentions: new Map(), home, hasLine: true },
    seen: seen(),
    ruling: ruling(),
    now: minute(0),
    isGone: () => false,
    isDone: () => undefined,
    ...more,
  };
}

let count = 0;

/** A comment of ours, written at a minute, with its hidden marks. */
export function own(at: number, ...markers: readonly (readonly string[])[]): OwnComment {
  count += 1;
  const id = `IC_${count}`;
  return {
    item: {
      ...{ kind: "comment", id, at: minute(at), by: { login: "tocsin", kind: "bot" }, body: "" },
      ...{ minimized: false, reacted: [], edits: [] },
    },
    markers: markers.map(([kind = "", ...words]) => ({ kind, words })),
  };
}

/** The same comment, folded away. */
export function folded(one: OwnComment): OwnComment {
  return { ...one, item: { ...one.item, minimized: true } };
}

/** So many comments of ours that count, one a minute, the last of them at a minute. */
export function spoken(many: number, last = -1): readonly OwnComment[] {
  return Array.from({ length: many }, (_none, index) => {
    const at = last - many + 1 + index;
    return own(at, ["reminder", `update/IC_0/overdue/${at}`]);
  });
}

/** People by login; a name with a space is a contact without an account. */
export function parties(...names: readonly string[]): readonly Party[] {
  return names.map((name) => (name.includes(" ") ? contact(name) : accountOrTeam(name)));
}

/** The same as asked; in a matter, or in none. */
export function asking(names: readonly string[], matter?: string): readonly Ask[] {
  return asksOf(parties(...names), matter);
}

/** A message about nothing in particular, which counts and names whom it asks; what differs is given. */
export function message(id: string, more: Partial<Message> = {}): Message {
  const asks = more.asks ?? [];
  return {
    ...{ id, topic: id.split("/")[0] ?? "", on: home, silenced: false, counts: true },
    say: ({ ids, since, replacedAt, address }) => ({
      because: `${id} is to be said.`,
      rule: "test",
      template: id,
      values: { ids, since, replacedAt, called: address(asks.flatMap(({ who }) => who ?? [])) },
    }),
    ...more,
    asks,
  };
}

/** How a message joins those named `reminder`. */
export function joining(thread: string, more: Partial<Joining> = {}): Joining {
  return { as: "reminder", thread, leads: false, early: false, ...more };
}

/** The new comments of what was said. */
export function comments({ effects }: Spoken): readonly AddComment[] {
  return effects.filter((effect: Effect): effect is AddComment => effect.kind === "comment");
}

/** What is said of these on a floor, by ids in the words of their comments, and what is not: `id step`. */
export function says(messages: readonly Message[], on: Floor): readonly string[] {
  const found = speak(messages, on);
  return [...comments(found).map(({ id }) => id), ...found.unsaid.map(({ id, step }) => `${id}: ${step}`)];
}
