// Builds histories for tests of the engine, in the words of an incident: opened 09:00 by alice, labeled 09:05 by ana …
import { type Delivery, onlyGithub } from "../../src/engine/delivery.ts";
import { fold } from "../../src/engine/fold.ts";
import type { Plan } from "../../src/engine/plan.ts";
import type { IncidentSituation } from "../../src/engine/situation.ts";
import type { Child } from "../../src/engine/snapshot/child.ts";
import type { ClosedItem, CommentItem, Item } from "../../src/engine/snapshot/timeline.ts";
import type { IncidentSnapshot, Role } from "../../src/engine/snapshot.ts";
import { decideIncident, incident as subject } from "../../src/engine/subjects/incident.ts";
import { readOwnMessages } from "../../src/render/own/read.ts";
import { createRulings } from "../../src/rulings/rulings.ts";
import { presets } from "../../src/shipped/presets.ts";
import { applied } from "./applied.ts";
import { mapOf } from "./map-of.ts";
import { peoples } from "./peoples.ts";
import { proved } from "./proved.ts";
import { type Answers, blank, bodyOf, person, type Setting, time } from "./setting.ts";

export { person, type Setting, time } from "./setting.ts";

type Change = (snapshot: IncidentSnapshot) => IncidentSnapshot;

/** A history that grows by what people do. Each step gives the same history back; times are local to London, in May 2026. */
export interface History {
  opened(at: string, by: string, form: Answers | { readonly body: string }): History;
  comment(at: string, by: string, body: string): History;
  labeled(at: string, by: string, label: string): History;
  unlabeled(at: string, by: string, label: string): History;
  assigned(at: string, who: string): History;
  closed(
    at: string,
    by: string,
    reason?: "completed" | "not_planned" | "duplicate",
    closer?: string,
  ): History;
  reopened(at: string, by: string): History;
  duplicateOf(at: string, by: string, of: string): History;
  /** Somebody ticked a box of the card, by the word of its marker. */
  ticked(at: string, by: string, box: string): History;
  /** Tocsin looked, and what it wanted was written. */
  looked(at: string): History;
  /** Carriers said of all that was under way what became of it. */
  carried(at: string, said: Pick<Delivery, "state" | "because">): History;
  /** Somebody changed the text of the issue itself. */
  rewrote(at: string, by: string, form: Answers | { readonly body: string }): History;
  renamed(at: string, by: string, to: string): History;
  /** The comment that holds these words reads otherwise from now on. */
  reworded(words: string, body: string, when?: string): History;
  /** The comment that holds these words is gone from now on. */
  deleted(words: string): History;
  /** Roles on the repository, as they are from now on. */
  rights(roles: Readonly<Record<string, Role>>): History;
  /** The policy file, as it is from now on. */
  policy(text: string): History;
  /** The files of words of the repository's own, by name without ending, as they are from now on. */
  messages(files: Readonly<Record<string, string>>): History;
  /** Anything else: changes the snapshot as it stands. */
  changed(change: Change): History;
  /** A child as GitHub shows it, changed (closed, edited, commented). */
  child(title: string, change: Partial<Child>): History;
  snapshot(): IncidentSnapshot;
  /** What every rule is handed at an instant. Throws where rights would have to be looked up first. */
  situation(at: string): IncidentSituation;
  plan(at: string): Plan;
}

/** An empty history in a setting. */
export function incident(setting: Setting = {}): History {
  return new Telling(setting);
}

/** A policy is parsed once for all histories: a file's oid here is its text. */
const rulings = createRulings({ presets: presets(), version: "test", messages: readOwnMessages });

class Telling implements History {
  readonly #setting: Setting;
  #now: IncidentSnapshot;
  #count = 0;

  constructor(setting: Setting) {
    this.#setting = setting;
    this.#now = blank(setting);
  }

  opened(at: string, by: string, form: Answers | { readonly body: string }): History {
    const body = bodyOf(this.#setting, form);
    const [author, createdAt] = [person(by), time(at)];
    const versions = [{ id: "I_1", at: createdAt, by: author, body }];
    return this.#issue({ author, body, createdAt, updatedAt: createdAt, versions });
  }

  comment(at: string, by: string, body: string): History {
    return this.#add({
      ...this.#happened(at, by, "IC"),
      kind: "comment",
      body: peoples.words(body),
      minimized: false,
      reacted: [],
      edits: [],
    });
  }

  labeled(at: string, by: string, label: string): History {
    this.#issue({ labels: [...this.#now.issue.labels.filter((name) => name !== label), label] });
    return this.#add({ ...this.#happened(at, by, "LE"), kind: "labeled", label });
  }

  unlabeled(at: string, by: string, label: string): History {
    this.#issue({ labels: this.#now.issue.labels.filter((name) => name !== label) });
    return this.#add({ ...this.#happened(at, by, "UE"), kind: "unlabeled", label });
  }

  assigned(at: string, who: string): History {
    this.#issue({ assignees: [...this.#now.issue.assignees, who] });
    return this.#add({ ...this.#happened(at, who, "AE"), kind: "assigned", who });
  }

  closed(at: string, by: string, reason: ClosedItem["reason"] = "completed", closer?: string): History {
    this.#issue({ state: "closed" });
    return this.#add({ ...this.#happened(at, by, "CE"), kind: "closed", reason, closer });
  }

  reopened(at: string, by: string): History {
    this.#issue({ state: "open" });
    return this.#add({ ...this.#happened(at, by, "RE"), kind: "reopened" });
  }

  duplicateOf(at: string, by: string, of: string): History {
    this.#add({ ...this.#happened(at, by, "DE"), kind: "marked-duplicate", of, ofId: `I_${of}` });
    return this.closed(at, by, "duplicate");
  }

  ticked(at: string, by: string, box: string): History {
    const edit = { ...this.#happened(at, by, "UCE"), body: `- [x] words <!-- tocsin:box ${box} -->` };
    const isCard = (item: Item): item is CommentItem =>
      item.kind === "comment" && item.body.includes("tocsin:card");
    const timeline = this.#now.issue.timeline.map((item) =>
      isCard(item) ? { ...item, edits: [...item.edits, edit] } : item,
    );
    return this.#issue({ timeline });
  }

  looked(at: string): History {
    const writing = { at: time(at), id: (kind: string) => this.#id(kind) };
    return this.changed((snapshot) => applied(snapshot, this.plan(at), writing));
  }

  carried(at: string, said: Pick<Delivery, "state" | "because">): History {
    return this.changed((snapshot) => {
      const { ledger } = snapshot;
      const deliveries = Array.from(ledger?.deliveries ?? [], ([id, delivery]) => {
        const isUnderWay = delivery.state === "sending";
        return [id, isUnderWay ? { ...delivery, ...said, at: time(at) } : delivery] as const;
      });
      return ledger === undefined
        ? snapshot
        : { ...snapshot, ledger: { ...ledger, deliveries: new Map(deliveries) } };
    });
  }

  rewrote(at: string, by: string, form: Answers | { readonly body: string }): History {
    const body = bodyOf(this.#setting, form);
    const version = { ...this.#happened(at, by, "UCE"), body };
    const versions = [...this.#now.issue.versions, version];
    return this.#issue({ body, versions, editedAt: version.at, updatedAt: version.at });
  }

  renamed(at: string, by: string, to: string): History {
    const from = this.#now.issue.title;
    const title = peoples.words(to);
    this.#issue({ title });
    return this.#add({ ...this.#happened(at, by, "RN"), kind: "renamed", from, to: title });
  }

  reworded(words: string, body: string, when?: string): History {
    const edit = (by: CommentItem["by"]) => (when === undefined ? {} : { editedAt: time(when), editor: by });
    return this.#retold(words, (item) => [{ ...item, body, ...edit(item.by) }]);
  }

  deleted(words: string): History {
    return this.#retold(words, () => []);
  }

  rights(roles: Readonly<Record<string, Role>>): History {
    return this.changed((snapshot) => ({ ...snapshot, roles: mapOf(roles) }));
  }

  policy(text: string): History {
    const policy = { path: ".github/tocsin.yml", oid: text, text };
    return this.changed((snapshot) => ({ ...snapshot, sources: { ...snapshot.sources, policy } }));
  }

  messages(files: Readonly<Record<string, string>>): History {
    const messages = Object.entries(files).map(([name, text]) => ({
      path: `.github/tocsin/messages/${name}.md`,
      oid: peoples.words(text),
      text: peoples.words(text),
    }));
    return this.changed((snapshot) => ({ ...snapshot, sources: { ...snapshot.sources, messages } }));
  }

  changed(change: Change): History {
    this.#now = change(this.#now);
    return this;
  }

  child(title: string, change: Partial<Child>): History {
    // What people wrote into its title may have got more words from a law.
    const found =
      this.#now.children.find((child) => child.title === title) ??
      this.#now.children.find((child) => child.title.startsWith(title));
    if (found === undefined) throw new RangeError(`There is no child "${title}".`);
    const body = change.body?.replace(/^- \[.*$/gm, (line) => peoples.words(line));
    const changed = { ...change, ...(body !== undefined && { body }) };
    const children = this.#now.children.map((child) => (child === found ? { ...child, ...changed } : child));
    return this.changed((snapshot) => ({ ...snapshot, children }));
  }

  snapshot(): IncidentSnapshot {
    const { sources, repository } = this.#now;
    return proved(this.#now, rulings.of(repository.name, sources)?.policy.incidents.authors);
  }

  situation(at: string): IncidentSituation {
    const snapshot = this.snapshot();
    const ruling = rulings.of(snapshot.repository.name, snapshot.sources);
    if (ruling === undefined) throw new Error(`The policy of this test has problems: ${problems(snapshot)}`);
    const found = fold(snapshot, ruling);
    if (found.needsRoles.length > 0) throw new Error(`Give roles to ${found.needsRoles.join(", ")}.`);
    const now = time(at);
    const { channels = [], commits = false, heads = {} } = this.#setting;
    const can = new Set([
      "github",
      ...(commits ? ["commit"] : []),
      ...channels.map((name) => `channel:${name}`),
    ]);
    return subject.assess(snapshot, found, {
      ruling,
      now,
      reach: { ...onlyGithub, can, heads: mapOf(heads) },
    });
  }

  plan(at: string): Plan {
    const plan = decideIncident(this.situation(at));
    peoples.planned(plan);
    return plan;
  }

  #retold(words: string, change: (item: CommentItem) => readonly Item[]): History {
    const { timeline } = this.#now.issue;
    const found = timeline.find((item) => item.kind === "comment" && item.body.includes(words));
    if (found?.kind !== "comment") throw new RangeError(`No comment says "${words}".`);
    return this.#issue({ timeline: timeline.flatMap((item) => (item === found ? change(found) : [item])) });
  }

  #id(kind: string): string {
    this.#count += 1;
    return `${kind}_${this.#count}`;
  }

  #happened(at: string, by: string, kind: string) {
    return { id: this.#id(kind), at: time(at), by: person(by) };
  }

  #issue(change: Partial<IncidentSnapshot["issue"]>): History {
    return this.changed((snapshot) => ({ ...snapshot, issue: { ...snapshot.issue, ...change } }));
  }

  #add(item: Item): History {
    return this.#issue({ timeline: [...this.#now.issue.timeline, item], updatedAt: item.at });
  }
}

function problems(snapshot: IncidentSnapshot): string {
  return JSON.stringify(rulings.problems(snapshot.repository.name, snapshot.sources));
}
