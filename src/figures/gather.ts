// Gathers what a report is made of from whoever reads GitHub: the incidents of a period, and the actions that are still to be done.
import { foldActions } from "../engine/actions-list/fold.ts";
import type { ActionsSnapshot } from "../engine/actions-list/snapshot.ts";
import { listValues } from "../engine/actions-list/values.ts";
import type { Instant } from "../engine/instant.ts";
import type { Ruling } from "../engine/policy/ruling.ts";
import type { IncidentSituation } from "../engine/situation.ts";
import { local, zoneName } from "../engine/time.ts";
import type { Renderer } from "../render/render.ts";
import type { Figures } from "./data.ts";
import { declaredBefore } from "./downtime.ts";
import { figuresOf } from "./figures.ts";
import { type Period, type PeriodSpan, spanOf } from "./period.ts";
import type { ListedActions, StillToDo } from "./service-review.ts";

/** Issues to be read: those with one of the labels that were opened before an instant, and are open or changed since another. */
export interface WantedIncidents {
  readonly labels: readonly string[];
  readonly changedSince: Instant;
  readonly createdBefore: Instant;
}

/** Whoever reads GitHub. Each throws where something could not be read. */
export interface FiguresSource {
  /** The incidents of a repository as they stand now; `undefined`: no policy rules it, or it is out of sight. */
  survey(
    repository: string,
    wanted: (ruling: Ruling) => WantedIncidents,
  ): Promise<
    | {
        readonly repository: string;
        readonly isPublic: boolean;
        readonly ruling: Ruling;
        readonly incidents: readonly IncidentSituation[];
      }
    | undefined
  >;
  actions(repository: string): Promise<ActionsSnapshot | undefined>;
}

/** What is asked for. `home` is the repository whose readers it is for; `begun` hears of the period in the policy's zone, and may throw. */
export interface FiguresAsked {
  readonly period: Period;
  readonly home: string;
  readonly now: Instant;
  readonly begun?: (span: PeriodSpan, zone: string) => void;
}

/** The figures of one repository with the ruling that they follow; `undefined`: no policy rules it. */
export async function gatherFigures(
  source: Pick<FiguresSource, "survey">,
  repository: string,
  { period, home, now, begun }: FiguresAsked,
): Promise<{ readonly figures: Figures; readonly ruling: Ruling } | undefined> {
  const survey = await source.survey(repository, (ruling) => {
    const { zone } = ruling.policy.incidents;
    begun?.(spanOf(period.months, zone), zone);
    return wantedIn(ruling, period);
  });
  if (survey === undefined) return undefined;
  const figures = figuresOf({
    ...{ repository: survey.repository, policy: survey.ruling.policy, period },
    ...{ incidents: survey.incidents, isPublic: survey.isPublic, readers: { home }, now },
  });
  return { figures, ruling: survey.ruling };
}

/**
 * What may have been declared in the period, or reach into it: it was opened before its end, or so long after it that its downtime may
 * have begun in it, and it is open or changed since its beginning. Whoever lost the label of an incident has one of a status still.
 */
function wantedIn({ policy }: Ruling, period: Period): WantedIncidents {
  const { from, to } = spanOf(period.months, policy.incidents.zone);
  const labels = [policy.labels.incident, ...policy.statuses.map(({ label }) => label)];
  return {
    labels: [...new Set(labels.flatMap(({ name, aliases }) => [name, ...aliases]))],
    changedSince: from,
    createdBefore: declaredBefore(policy.figures.availability, to),
  };
}

/**
 * The actions of one repository that are still to be done now, whatever the period, as the pinned list has them (H-29), and the lines of
 * the period's reviews that have no issue. `render` knows the messages.
 */
export async function gatherActions(
  source: Pick<FiguresSource, "actions">,
  { repository, hasTitles, unfiled }: Pick<Figures, "repository" | "hasTitles" | "unfiled">,
  { ruling, now, render }: { readonly ruling: Ruling; readonly now: Instant; readonly render: Renderer },
): Promise<StillToDo> {
  const { zone } = ruling.policy.incidents;
  const asOf = `${local(now, zone, "EEE d MMM yyyy HH:mm")} ${zoneName(now, zone)}`;
  if (ruling.policy.tasks.action === undefined) return { repository, asOf, kind: "none" };
  if (!hasTitles) return { repository, asOf, kind: "private" };
  const snapshot = await source.actions(repository);
  if (snapshot === undefined) throw new Error(`${repository} went out of sight while it was read; try again`);
  const list = foldActions(snapshot);
  const listed = (most: number): ListedActions => {
    const values = listValues(list, { snapshot, ruling, now }, most);
    const left = groups.reduce((sum, name) => sum + Number(values[`${name}More`]), 0);
    return { text: render("actions-groups", values), left, search: String(values.search) };
  };
  return { repository, asOf, kind: "listed", actions: { count: list.actions.length, listed }, unfiled };
}

/** What is listed apart. */
const groups = ["overdue", "open", "unverified", "lost"] as const;
