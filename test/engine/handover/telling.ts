// Builds handovers for tests, in the words of a duty: said Friday 17:30, acknowledged 17:34 by dan, looked at Saturday 07:00 …

import type { HandoverSnapshot } from "../../../src/engine/handover/snapshot.ts";
import type { Instant } from "../../../src/engine/instant.ts";
import type { Ledger } from "../../../src/engine/ledger.ts";
import { account } from "../../../src/engine/party.ts";
import type { Plan } from "../../../src/engine/plan.ts";
import type { Ruling } from "../../../src/engine/policy/ruling.ts";
import type { ListedIncident } from "../../../src/engine/rolling.ts";
import type { CommentItem } from "../../../src/engine/snapshot/timeline.ts";
import { repositoryKey } from "../../../src/engine/subject.ts";
import { rolesNeeded, think } from "../../../src/engine/subjects.ts";
import { marker } from "../../../src/engine/text/marker.ts";
import { createRenderer } from "../../../src/render/render.ts";
import { createRulings } from "../../../src/rulings/rulings.ts";
import { presets } from "../../../src/shipped/presets.ts";
import { templates } from "../../../src/shipped/templates.ts";
import { mapOf } from "../map-of.ts";
import { peoples } from "../peoples.ts";
import { provedRolling } from "../proved.ts";

const policy = `extends: hssi
rota: { edm: { people: [eve, fred], from: 2025-03-31, swaps: [{ from: "2025-04-05T19:00", to: "2025-04-06T07:00", who: fred }] } }
roles: { bridge: { duty: { core: [bea] } }, desk: { duty: [dan] } }
`;

const render = createRenderer(templates());
const rulings = createRulings({ presets: presets(), version: "test" });

/** `4 17:30` on Friday 4 April 2025 in London (BST), as an instant. */
export function time(text: string): Instant {
  const [, day = "", clock = ""] = /^(\d{1,2}) (\d{2}:\d{2}(?::\d{2})?)$/.exec(text) ?? [];
  const at = Date.parse(`2025-04-${day.padStart(2, "0")}T${clock.padEnd(8, ":00")}+01:00`);
  if (Number.isNaN(at)) throw new RangeError(`"${text}" is no time of these tests; write "4 17:30".`);
  return at;
}

/** The ruling of a policy file. Throws where it has problems. */
export function rulingOf(text: string = policy): Ruling {
  const sources = { policy: { path: ".github/tocsin.yml", oid: text, text }, forms: [] };
  const ruling = rulings.of("acme/incidents", sources);
  if (ruling === undefined)
    throw new Error(
      `This policy has problems: ${JSON.stringify(rulings.problems("acme/incidents", sources))}`,
    );
  return ruling;
}

/** An open incident that was declared at a time, with an update due. */
export function going(at: string, more: Partial<ListedIncident> = {}): ListedIncident {
  const declaredAt = time(at);
  const ledger: Ledger = {
    version: 1,
    id: "a",
    slug: "a",
    declaredAt,
    from: "acme/incidents#1",
    policies: [{ oid: policy, version: "test", since: declaredAt }],
    acts: [
      {
        item: "IC_0",
        at: declaredAt,
        by: "ana",
        verdict: "done",
        acts: [{ kind: "role", role: "manager", holders: [account("ana")] }],
      },
    ],
    clocks: mapOf({ update: { cause: "IC_1", startsAt: declaredAt, dueAt: declaredAt + 5_400_000 } }),
    ...{
      sent: new Map(),
      created: new Map(),
      mentions: new Map(),
      card: { hash: "", at: 0 },
      fingerprint: "",
    },
  };
  return {
    id: "I_1",
    ref: "acme/incidents#1",
    title: "Referrals can't be sent",
    createdAt: declaredAt,
    labels: ["incident", "severity: 1", "status: confirmed"],
    card: true,
    ledger,
    ...more,
  };
}

/** Of what is closed the report is due in a fortnight. */
function reporting(from: number) {
  return mapOf({ report: { cause: "IC_2", startsAt: from, dueAt: from + 14 * 86_400_000 } });
}

/** A repository's handover that grows by what people do and what Tocsin writes. */
export class Telling {
  seen: HandoverSnapshot;
  #policy: string;
  #count = 0;

  constructor(text: string = policy) {
    this.#policy = text;
    this.seen = {
      kind: "handover",
      key: repositoryKey("acme/incidents", "handover"),
      me: "tocsin",
      repository: { id: "R_1", name: "acme/incidents", public: false, archived: false, labels: [] },
      sources: { policy: { path: ".github/tocsin.yml", oid: text, text }, forms: [] },
      rolling: [],
      open: [],
      owing: [],
      roles: mapOf({ ana: "write", bea: "write", dan: "triage", mallory: "none" }),
      recent: new Map(),
      said: [],
      faults: [],
      mentioned: new Map(),
    };
  }

  /** There is a rolling issue since a time. */
  rolls(at: string): this {
    const createdAt = time(at);
    const issue = {
      id: "I_9",
      ref: "acme/incidents#9",
      createdAt,
      updatedAt: createdAt,
      url: "https://github.com/acme/incidents/issues/9",
      marks: [],
      pinned: false,
      comments: [],
      deleted: [],
    };
    this.seen = { ...this.seen, rolling: [issue] };
    return this;
  }

  /** These incidents are open from now on. */
  open(...open: readonly ListedIncident[]): this {
    this.seen = { ...this.seen, open: open.map((one) => ({ ...one, title: peoples.words(one.title) })) };
    return this;
  }

  /** These are closed and owe something. */
  owing(...owing: readonly ListedIncident[]): this {
    const labels = ["incident", "incident: follow-up", "severity: 1"];
    const told = owing.map(({ ledger, ...one }) => ({
      ...{ ...one, labels, title: peoples.words(one.title) },
      ledger: ledger && { ...ledger, clocks: reporting(ledger.declaredAt) },
    }));
    this.seen = { ...this.seen, owing: told };
    return this;
  }

  changed(change: Partial<HandoverSnapshot>): this {
    this.seen = { ...this.seen, ...change };
    return this;
  }

  comment(at: string, by: string, body: string): this {
    const item: CommentItem = {
      ...{
        kind: "comment",
        id: this.#id("IC"),
        at: time(at),
        body: by === "tocsin" ? body : peoples.words(body),
        minimized: false,
        reacted: [],
        edits: [],
      },
      by: { login: by, kind: by === "tocsin" ? "bot" : "user" },
    };
    return this.#comments((all) => [...all, item]);
  }

  plan(at: string): Plan {
    const ruling = rulingOf(this.#policy);
    const seen = provedRolling(this.seen);
    const needsRoles = rolesNeeded(seen, ruling);
    if (needsRoles.length > 0) throw new Error(`Give roles to ${needsRoles.join(", ")}.`);
    const { plan } = think(seen, ruling, time(at));
    peoples.planned(plan);
    return plan;
  }

  /** What is said at a time: templates and first lines. */
  says(at: string): readonly string[] {
    return this.plan(at).effects.flatMap((effect) =>
      "template" in effect ? [render(effect.template, effect.values).split("\n")[0] ?? ""] : [],
    );
  }

  /** Tocsin looked, and what it wanted was written. */
  looked(at: string): this {
    for (const effect of this.plan(at).effects) {
      if (effect.kind === "create-issue") this.rolls(at);
      if (effect.kind === "comment") {
        const hidden = effect.markers.map(([kind = "", ...words]) => marker(kind, ...words)).join("\n");
        this.comment(at, "tocsin", `${render(effect.template, effect.values)}\n\n${hidden}`);
      }
      if (effect.kind === "edit-comment") {
        const hidden = effect.markers.map(([kind = "", ...words]) => marker(kind, ...words)).join("\n");
        const body = `${render(effect.template, effect.values)}\n\n${hidden}`;
        this.#change(effect.commentId, { body });
      }
      if (effect.kind === "minimize") this.#change(effect.commentId, { minimized: true });
      if (effect.kind === "delete-comment")
        this.#comments((all) => all.filter(({ id }) => id !== effect.commentId));
      if (effect.kind === "react")
        this.#change(effect.commentId, { reacted: [effect.content === "THUMBS_UP" ? "+1" : "confused"] });
    }
    return this;
  }

  /** The text of the comment that begins with these words, as it stands. */
  text(words: string): string {
    const found = this.seen.rolling[0]?.comments.findLast(({ body }) => body.includes(words));
    if (found === undefined) throw new RangeError(`No comment says "${words}".`);
    return found.body;
  }

  #id(kind: string): string {
    this.#count += 1;
    return `${kind}_${this.#count}`;
  }

  #change(id: string, change: Partial<CommentItem>): void {
    this.#comments((all) => all.map((item) => (item.id === id ? { ...item, ...change } : item)));
  }

  #comments(change: (all: readonly CommentItem[]) => readonly CommentItem[]): this {
    const rolling = this.seen.rolling.map((issue, index) =>
      index === 0 ? { ...issue, comments: change(issue.comments) } : issue,
    );
    return this.changed({ rolling });
  }
}
