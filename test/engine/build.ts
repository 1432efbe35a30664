// Builds histories for tests of the engine, in the words of an incident: opened 09:00 by alice, labeled 09:05 by ana …
import { assess } from "../../src/engine/assess.ts";
import { decide } from "../../src/engine/decide.ts";
import type { Plan } from "../../src/engine/effect.ts";
import { fold } from "../../src/engine/fold.ts";
import { parseForm, renderBody } from "../../src/engine/form.ts";
import type { Instant } from "../../src/engine/instant.ts";
import type { Situation } from "../../src/engine/situation.ts";
import type { Actor, Child, Item, Role, Snapshot } from "../../src/engine/snapshot.ts";
import { presetForms, presets } from "../../src/presets.ts";
import { createRulings } from "../../src/rulings.ts";
import { applied } from "./applied.ts";

/** What an incident stands in; what is left out is a private repository under `sre` where everybody may write. */
export interface Setting {
  /** The text of `.github/tocsin.yml`. */
  readonly policy?: string;
  /** The preset whose forms are used. */
  readonly preset?: string;
  readonly public?: boolean;
  readonly title?: string;
  readonly roles?: Readonly<Record<string, Role>>;
}

type Answers = Readonly<Record<string, string | readonly string[]>>;
type Change = (snapshot: Snapshot) => Snapshot;

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
  /** Anything else: changes the snapshot as it stands. */
  changed(change: Change): History;
  /** A child as GitHub shows it, changed (closed, edited, commented). */
  child(title: string, change: Partial<Child>): History;
  snapshot(): Snapshot;
  /** What every rule is handed at an instant. Throws where rights would have to be looked up first. */
  situation(at: string): Situation;
  plan(at: string): Plan;
}

/** `09:00` on Friday 1 May 2026 in London, `4 09:00` on Monday 4 May; as an instant. */
export function time(text: string): Instant {
  const [, day = "1", clock = ""] = /^(?:(\d{1,2}) )?(\d{2}:\d{2}(?::\d{2})?)$/.exec(text) ?? [];
  const at = Date.parse(`2026-05-${day.padStart(2, "0")}T${clock.padEnd(8, ":00")}+01:00`);
  if (Number.isNaN(at))
    throw new RangeError(`"${text}" is no time of these tests; write 09:00 or "4 09:00".`);
  return at;
}

/** An empty history in a setting. */
export function incident(setting: Setting = {}): History {
  let now = blank(setting);
  let count = 0;
  const rulings = createRulings({ presets: presets(), version: "test" });
  const id = (kind: string): string => `${kind}_${++count}`;
  const issue = (change: Partial<Snapshot["issue"]>): History => {
    now = { ...now, issue: { ...now.issue, ...change } };
    return history;
  };
  const add = (item: Item): History => issue({ timeline: [...now.issue.timeline, item], updatedAt: item.at });
  const happened = (at: string, by: string, kind: string) => ({ id: id(kind), at: time(at), by: person(by) });

  const history: History = {
    opened: (at, by, form) => {
      const body = "body" in form && typeof form.body === "string" ? form.body : filled(setting, form);
      const version = { id: "I_1", at: time(at), by: person(by), body };
      return issue({
        author: person(by),
        body,
        createdAt: time(at),
        updatedAt: time(at),
        versions: [version],
      });
    },
    comment: (at, by, body) =>
      add({ kind: "comment", ...happened(at, by, "IC"), body, minimized: false, reacted: [], edits: [] }),
    labeled: (at, by, label) => {
      issue({ labels: [...now.issue.labels.filter((name) => name !== label), label] });
      return add({ kind: "labeled", ...happened(at, by, "LE"), label });
    },
    unlabeled: (at, by, label) => {
      issue({ labels: now.issue.labels.filter((name) => name !== label) });
      return add({ kind: "unlabeled", ...happened(at, by, "UE"), label });
    },
    assigned: (at, who) => {
      issue({ assignees: [...now.issue.assignees, who] });
      return add({ kind: "assigned", ...happened(at, who, "AE"), who });
    },
    closed: (at, by, reason = "completed", closer) => {
      issue({ state: "closed" });
      return add({ kind: "closed", ...happened(at, by, "CE"), reason, closer });
    },
    reopened: (at, by) => {
      issue({ state: "open" });
      return add({ kind: "reopened", ...happened(at, by, "RE") });
    },
    duplicateOf: (at, by, of) => {
      add({ kind: "marked-duplicate", ...happened(at, by, "DE"), of, ofId: `I_${of}` });
      return history.closed(at, by, "duplicate");
    },
    ticked: (at, by, box) => {
      const edit = { ...happened(at, by, "UCE"), body: `- [x] words <!-- tocsin:box ${box} -->` };
      const timeline = now.issue.timeline.map((item) =>
        item.kind === "comment" && item.body.includes("tocsin:card")
          ? { ...item, edits: [...item.edits, edit] }
          : item,
      );
      return issue({ timeline });
    },
    looked: (at) => {
      const here = history.situation(at);
      now = applied(now, decide(here), { at: here.now, id });
      return history;
    },
    changed: (change) => {
      now = change(now);
      return history;
    },
    child: (title, change) => {
      const children = now.children.map((child) => (child.title === title ? { ...child, ...change } : child));
      if (!now.children.some((child) => child.title === title))
        throw new RangeError(`There is no child "${title}".`);
      now = { ...now, children };
      return history;
    },
    snapshot: () => now,
    situation: (at) => {
      const ruling = rulings.of(now.repository.name, now.sources);
      if (ruling === undefined)
        throw new Error(`The policy of this test has problems: ${problems(rulings, now)}`);
      const found = fold(now, ruling);
      if (found.needsRoles.length > 0) throw new Error(`Give roles to ${found.needsRoles.join(", ")}.`);
      return {
        snapshot: now,
        ruling,
        incident: found,
        standing: assess(now, found, ruling, time(at)),
        now: time(at),
      };
    },
    plan: (at) => decide(history.situation(at)),
  };
  return history;
}

function problems(rulings: ReturnType<typeof createRulings>, snapshot: Snapshot): string {
  return JSON.stringify(rulings.problems(snapshot.repository.name, snapshot.sources));
}

function person(login: string): Actor {
  return { login, kind: login === "tocsin" ? "bot" : "user" };
}

function filled(setting: Setting, answers: Answers): string {
  const form = presetForms(setting.preset ?? "sre").find((one) => one.path.endsWith("/incident.yml"));
  const parsed = form && parseForm(form.text).form;
  if (parsed === undefined)
    throw new Error(`The preset ${setting.preset ?? "sre"} has no good form named incident.`);
  return renderBody(parsed, answers);
}

function blank(setting: Setting): Snapshot {
  const { policy = "extends: sre", preset = "sre" } = setting;
  const forms = presetForms(preset).map(({ path, text }) => ({ path, text, oid: path }));
  return {
    key: "acme/incidents#7",
    me: "tocsin",
    repository: {
      id: "R_1",
      name: "acme/incidents",
      public: setting.public ?? false,
      archived: false,
      labels: [],
    },
    sources: { policy: { path: ".github/tocsin.yml", oid: policy, text: policy }, forms },
    issue: {
      id: "I_1",
      ref: "acme/incidents#7",
      title: setting.title ?? "Payments down",
      body: "",
      url: "https://github.com/acme/incidents/issues/7",
      state: "open",
      createdAt: 0,
      updatedAt: 0,
      authorIsMember: false,
      versions: [],
      labels: [],
      assignees: [],
      timeline: [],
    },
    children: [],
    unseen: [],
    roles: setting.roles ?? { alice: "write", ana: "write", ben: "write" },
    trust: "none",
    recent: {},
    faults: [],
    mentioned: {},
  };
}
