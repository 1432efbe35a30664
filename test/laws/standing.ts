// What an incident asked for at an instant, worked out from what people had done by then and nothing else.
import { assess, type Prompt } from "../../src/engine/assess.ts";
import { onlyGithub, type Reach } from "../../src/engine/delivery.ts";
import { isOpen } from "../../src/engine/escalation/step.ts";
import { fold } from "../../src/engine/fold.ts";
import type { Incident } from "../../src/engine/incident.ts";
import type { Instant } from "../../src/engine/instant.ts";
import { isPerson } from "../../src/engine/own.ts";
import type { Ruling } from "../../src/engine/policy/ruling.ts";
import { ringOf } from "../../src/engine/rules/remind.ts";
import type { IncidentSituation } from "../../src/engine/situation.ts";
import type { Item } from "../../src/engine/snapshot/timeline.ts";
import type { IncidentSnapshot, Role } from "../../src/engine/snapshot.ts";
import { createRulings } from "../../src/rulings/rulings.ts";
import { presets } from "../../src/shipped/presets.ts";
import { marksOf } from "./marks.ts";
import type { Played } from "./play.ts";

/** The history of one incident that can be asked about any instant. Ids are those of the world that it was read in. */
export interface Past {
  /** When people did something, in order. */
  readonly acts: readonly Instant[];
  /** What its clocks say by what people had done until `seen`, sent or not. */
  readonly all: (seen: Instant) => readonly Prompt[];
  /** The same, while it is quiet at `now` only of the regulatory ones: what quiet can't silence. */
  readonly prompts: (seen: Instant, now: Instant) => readonly Prompt[];
  /**
   * Ids of the askings of levels, and of those to ring them, that were due at `now` and not made before: by what people had done until `seen`, and by what
   * Tocsin had said by then, since a level's time runs from when it was asked.
   */
  readonly askings: (seen: Instant, now: Instant) => readonly string[];
  /** Is a review due by what people had done until then? */
  readonly reviewDue: (seen: Instant) => boolean;
  /** Is it under management by what people had done until then? */
  readonly managed: (seen: Instant) => boolean;
  /** Where it stood at `now`: by what people had done until `seen`, and by what Tocsin had said and assigned before `now`. */
  readonly situation: (seen: Instant, now: Instant) => IncidentSituation;
}

const rulings = createRulings({ presets: presets(), version: "laws" });

/** The past of an incident by its alias, as the end of a world shows it. */
export function pastOf({ stage, looks }: Played, alias: string): Past {
  const snapshot = looks[alias]?.snapshot;
  if (snapshot === undefined) throw new Error(`${alias} was not looked at`);
  const ruling = rulings.of(snapshot.repository.name, snapshot.sources);
  if (ruling === undefined) throw new Error(`${snapshot.repository.name} has no policy`);
  const roles = new Map(
    stage.github
      .people()
      .map((login): [string, Role] => [login, stage.github.role(login, snapshot.repository.name)]),
  );
  const bare = ofPeople({ ...snapshot, roles }, ruling);
  const asked = withOurs(bare, snapshot, (item) => isSaid(item, "reminder"));
  const spoken = withOurs(bare, snapshot, (item) => !isSaid(item, "card"));
  const reach: Reach = {
    ...onlyGithub,
    can: new Set(["github", ...stage.scenario.channels.map(({ name }) => `channel:${name}`)]),
  };
  const known = new Map<Instant, ReturnType<typeof standing>>();
  const acts = [
    ...bare.issue.timeline.map((item) => item.at),
    ...bare.issue.versions.map((version) => version.at),
  ].toSorted((one, other) => one - other);
  // Between two acts nothing changes, so that each stretch is worked out once.
  const at = (seen: Instant) => {
    const last = acts.findLast((act) => act <= seen) ?? acts[0] ?? seen;
    const found = known.get(last) ?? standing(until(bare, last), ruling);
    known.set(last, found);
    return found;
  };
  return {
    acts,
    all: (seen) => (seen < bare.issue.createdAt ? [] : at(seen).prompts),
    prompts: (seen, now) => {
      if (seen < bare.issue.createdAt) return [];
      const { incident, prompts } = at(seen);
      return isQuiet(incident, now) ? prompts.filter(({ clock }) => clock.regulatory) : prompts;
    },
    askings: (seen, now) => {
      if (seen < asked.issue.createdAt) return [];
      const there = until(asked, seen, now);
      const incident = fold(there, ruling);
      const { rings, unsaid } = assess(there, incident, ruling, now).escalation;
      const rung = rings.filter((one) => one.at <= now).map(({ step }) => ringOf(step));
      return [...unsaid.filter(isOpen).map(({ id }) => id), ...rung];
    },
    reviewDue: (seen) => at(seen).review === "due" && at(seen).incident.management === "managed",
    managed: (seen) => at(seen).incident.management === "managed",
    situation: situations(spoken, { issue: snapshot.issue, ruling, reach }),
  };
}

interface Around {
  /** The issue as it is at the end. */
  readonly issue: IncidentSnapshot["issue"];
  readonly ruling: Ruling;
  readonly reach: Reach;
}

/** Where it stood at any instant. What it means is worked out once for all at which there is the same to be read. */
function situations(spoken: IncidentSnapshot, { issue, ruling, reach }: Around): Past["situation"] {
  const folded = new Map<string, Pick<IncidentSituation, "snapshot" | "incident">>();
  const known = new Map<string, IncidentSituation>();
  return (seen, now) => {
    const key = `${seen} ${now}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const there = until(spoken, seen, now);
    const assignees = assignedAt(issue, spoken.me, now);
    const text = [seen, there.issue.timeline.length, ...assignees].join(" ");
    const snapshot: IncidentSnapshot = { ...there, issue: { ...there.issue, assignees } };
    const meant = folded.get(text) ?? { snapshot, incident: fold(snapshot, ruling) };
    folded.set(text, meant);
    const standing = assess(meant.snapshot, meant.incident, ruling, now);
    const here = { ...meant, ruling, standing, now, reach };
    known.set(key, here);
    return here;
  };
}

/** Who had it at an instant, whoever gave it to them; what Tocsin does then comes after it. */
function assignedAt({ timeline }: IncidentSnapshot["issue"], me: string, now: Instant): readonly string[] {
  const found = new Set<string>();
  for (const item of timeline.filter(({ at, by }) => (by?.login === me ? at < now : at <= now))) {
    if (item.kind === "assigned") found.add(item.who);
    if (item.kind === "unassigned") found.delete(item.who);
  }
  return [...found];
}

const isQuiet = ({ quietUntil }: Incident, now: Instant): boolean =>
  quietUntil !== undefined && quietUntil > now;

function standing(snapshot: IncidentSnapshot, ruling: Ruling) {
  const incident = fold(snapshot, ruling);
  const { prompts, review } = assess(snapshot, incident, ruling, snapshot.issue.updatedAt);
  return { incident, prompts, review };
}

/** Without anything that Tocsin did, wrote or remembers. */
function ofPeople(snapshot: IncidentSnapshot, ruling: Ruling): IncidentSnapshot {
  const timeline = snapshot.issue.timeline.filter((item) => isPerson(item.by, ruling.policy, snapshot.me));
  const issue = { ...snapshot.issue, timeline, labels: [], assignees: [], state: "open" } as const;
  const nothing = { children: [], unseen: [], recent: new Map(), faults: [], mentioned: new Map() };
  return { ...snapshot, ...nothing, issue, ledger: undefined, trust: "none" };
}

/** With those of the comments that Tocsin wrote: they set going how long a level has to answer, and a draft is one. */
function withOurs(
  bare: IncidentSnapshot,
  { issue }: IncidentSnapshot,
  isWanted: (item: Item & { readonly kind: "comment" }) => boolean,
): IncidentSnapshot {
  const people = new Set(bare.issue.timeline);
  const timeline = issue.timeline.filter(
    (item) => people.has(item) || (item.kind === "comment" && item.by?.login === bare.me && isWanted(item)),
  );
  return { ...bare, issue: { ...bare.issue, timeline } };
}

function isSaid({ body }: { readonly body: string }, what: string): boolean {
  return marksOf(body).some(({ kind }) => kind === what);
}

/** As it was at an instant; of what is ours in it, only what was there before `now`. */
function until(snapshot: IncidentSnapshot, at: Instant, now: Instant = at): IncidentSnapshot {
  const { issue, me } = snapshot;
  const [first, ...later] = issue.versions;
  const versions = [...(first === undefined ? [] : [first]), ...later.filter((version) => version.at <= at)];
  const isThere = (item: Item): boolean => (item.by?.login === me ? item.at < now : item.at <= at);
  const timeline = issue.timeline.filter(isThere);
  return { ...snapshot, issue: { ...issue, versions, body: versions.at(-1)?.body ?? "", timeline } };
}
