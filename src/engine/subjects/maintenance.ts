// The kind of subject that announces work: an issue of its own, read as an incident is, with one comment that says what the page shows.
import { assess } from "../assess.ts";
import { decide } from "../decide.ts";
import { fold } from "../fold.ts";
import type { Incident } from "../incident.ts";
import { maintenanceRuling } from "../maintenance/ruling.ts";
import { type Work, workOf } from "../maintenance/work.ts";
import type { Plan } from "../plan.ts";
import type { Ruling } from "../policy/ruling.ts";
import { hashOfWords, lastQuoted, quoteTopic } from "../quoted.ts";
import type { Rule } from "../rule.ts";
import { rule as answers } from "../rules/answers.ts";
import { keptCard } from "../rules/card.ts";
import { rule as heal } from "../rules/heal.ts";
import { missingLabels } from "../rules/labels.ts";
import { quoteValues, receiptOf } from "../rules/maintenance-values.ts";
import { rule as stranger } from "../rules/stranger.ts";
import { type IncidentSituation, together } from "../situation.ts";
import type { IncidentSnapshot } from "../snapshot.ts";
import type { Subject } from "../subject.ts";
import type { Message } from "../voice/message.ts";
import { floorOf, incident } from "./incident.ts";

/** A maintenance where it stands: as an incident does, under the ruling of maintenance, and what it comes to. */
export interface MaintenanceSituation extends IncidentSituation {
  readonly work: Work;
}

/**
 * What waits to be accepted is given to whom an incident's report is, and is answered by what acceptance makes public; again whenever
 * that changes.
 */
const waiting: Rule = {
  ...stranger,
  wish: (here) => {
    const given = stranger.wish(here).wants.filter((want) => !("say" in want));
    return { wants: [...quoteIn(here as MaintenanceSituation), ...given] };
  },
};

function quoteIn(here: MaintenanceSituation): readonly Message[] {
  const { snapshot, incident: folded, ruling, work } = here;
  const { issue, repository } = snapshot;
  const words = hashOfWords(folded, ruling.policy);
  // What is taken back is quoted again, for whoever takes it back to read.
  if (issue.state === "closed" || lastQuoted(snapshot, { since: folded.declaredAt }) === words) return [];
  const cause = issue.timeline.findLast(({ kind }) => kind === "renamed" || kind === "comment-deleted")?.id;
  const version = issue.versions.at(-1)?.id ?? issue.id;
  const said = {
    because: "Somebody who may not announce it opened it; it waits until it is accepted.",
    rule: "maintenance",
    template: "maintenance-waiting",
    values: { ...quoteValues(work, folded, ruling.policy), isPublic: repository.public },
  };
  return [
    {
      id: `${quoteTopic}/${folded.declaredBy}/${version}/${cause ?? issue.id}/${words}`,
      topic: quoteTopic,
      details: [words],
      on: issue.id,
      asks: [],
      silenced: false,
      counts: true,
      replaces: { topic: quoteTopic, because: "What it quotes was changed." },
      say: () => said,
    },
  ];
}

/** Its own label, by which the status page finds it: GitHub drops from a form one that the repository does not have. */
const labels: Rule = {
  name: "labels",
  place: 10,
  when: ["managed"],
  wish: (here) => {
    const { ruling, incident: folded } = here;
    const label = ruling.policy.labels.incident;
    const because = "The issue is a maintenance.";
    return { wants: missingLabels([{ label, cause: folded.declaredBy, because }], here) };
  },
};

/** Those that are the same for both: what is said to strangers, how commands are answered, and that nothing stands twice; and its label. */
const rules: readonly Rule[] = [labels, answers, waiting, heal];

/** Throws where the policy has none: then nothing is one. */
function rulingFor(ruling: Ruling): Ruling {
  const derived = maintenanceRuling(ruling);
  if (derived === undefined)
    throw new RangeError("The policy has no maintenance; expected a section of that name.");
  return derived;
}

/** A maintenance. What is seen of one is seen as of an incident, so that its kind is told by the policy. */
export const maintenance: Subject<IncidentSnapshot, Incident, MaintenanceSituation> = {
  kind: "incident",
  newest: incident.newest,
  fold: (seen, ruling) => fold(seen, rulingFor(ruling)),
  assess: (snapshot, folded, { ruling: whole, now, reach }) => {
    const ruling = rulingFor(whole);
    const standing = assess(snapshot, folded, ruling, now);
    const work = workOf(snapshot, folded, ruling.policy);
    return { snapshot, ruling, incident: folded, standing, now, reach, work };
  },
  decide: decideMaintenance,
};

function decideMaintenance(here: MaintenanceSituation): Plan {
  const { incident: folded, work, ruling, snapshot } = here;
  const its = rules.filter(({ when }) => when.includes(folded.management));
  const isKept =
    folded.management === "managed" || (folded.management === "withdrawn" && folded.card !== undefined);
  return decide({
    wish: together(...its.map(({ wish }) => wish(here))),
    floor: { ...floorOf(here), isDone: () => undefined },
    of: snapshot.issue.id,
    keep: isKept
      ? (planned) =>
          keptCard(here, planned, receiptOf({ work, management: folded.management, policy: ruling.policy }))
      : undefined,
    reach: here.reach,
    deliveries: snapshot.ledger?.deliveries ?? new Map(),
  });
}
