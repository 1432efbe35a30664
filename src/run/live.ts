// The world as it is: joins the readers, the rulings, the words and the writer into what the loop is handed.
import { datedActions } from "../engine/action-dates.ts";
import type { GithubEffect } from "../engine/effect.ts";
import type { Instant } from "../engine/instant.ts";
import { repositoryOf } from "../engine/issue-ref.ts";
import type { Plan } from "../engine/plan.ts";
import type { Policy } from "../engine/policy/model.ts";
import { earlier } from "../engine/situation.ts";
import type { Feed, Sources } from "../engine/snapshot/repository.ts";
import type { IncidentSnapshot, IssueRef } from "../engine/snapshot.ts";
import { woken, wokenByProblems } from "../engine/subjects/woken.ts";
import { isCompared, rolesNeeded } from "../engine/subjects.ts";
import { reviewIn } from "../engine/task.ts";
import { createKeptCases } from "../github/cases.ts";
import type { FeedsOf } from "../github/feeds.ts";
import { createMemory, type Memory } from "../github/memory.ts";
import { watchRights } from "../github/rights.ts";
import { createRoles } from "../github/roles.ts";
import { createTargetDates } from "../github/target-date.ts";
import { createTargets, type Lookup } from "../github/targets.ts";
import { createWriter } from "../github/write.ts";
import { type Outcome, reconcile } from "../reconcile.ts";
import type { Renderer } from "../render/render.ts";
import type { Rulings } from "../rulings/rulings.ts";
import type { Applied, Carrier, Clock, World } from "../world.ts";
import { type BorderOptions, createBorder, type LiveBorder } from "./border.ts";
import { createCarriers } from "./carriers.ts";
import { commitCarrier } from "./commits.ts";
import { documentCarrier } from "./documents.ts";
import type { Pass } from "./queue/pass.ts";
import { caseLabels, createReaders, printOf, type Readers } from "./readers.ts";
import { type Left, secondLook } from "./second-look.ts";
import { createSurvey, type Surveying } from "./survey.ts";
import { worded } from "./words.ts";

/** What a Tocsin over a GitHub needs besides. Nothing may be left out by forgetting: what is not wanted is said. */
export interface LiveOptions extends BorderOptions {
  readonly render: Renderer;
  /** Finds what rules a repository; several in one process may share it. */
  readonly rulings: Rulings;
  /** Reads the iCalendar texts that rotas have at an address; `undefined`: they are not read, and a problem says so. */
  readonly feeds: ((policy: Policy) => Promise<readonly Feed[]>) | undefined;
  /** Keys of a repository that wait for their pass: they are read along, ten to a request (`service.waiting`). */
  readonly waiting: (repository: string, most: number) => readonly IssueRef[];
  readonly clock: Pick<Clock, "now" | "sleep" | "after">;
  /**
   * A key is to be looked at that nobody told of: a carrier answered late, what another key lists has changed, or an incident was
   * moved. `hint`: as a pass has it.
   */
  readonly later: (key: IssueRef, hint?: Instant) => void;
  /** The channels that this host has set up; commits are carried by its own rights. */
  readonly carriers: readonly Carrier[];
  readonly hears: Hears;
}

/** Who hears of what a running Tocsin does; `undefined`: nobody. */
export interface Hears {
  /** Every plan, written or only watched, and what became of it. */
  readonly planned: ((key: IssueRef, plan: Plan, applied: Applied) => void) | undefined;
  /** Every plan that was not written, because the policy only watches. */
  readonly watched: ((key: IssueRef, plan: Plan) => void) | undefined;
  /** Every pass that came to its end. */
  readonly passed: ((outcome: Outcome) => void) | undefined;
}

/** A Tocsin over a GitHub: passes for the queue, a border for the service. */
export interface Live {
  readonly pass: Pass;
  readonly border: LiveBorder;
  readonly world: World;
  /** One pass that writes nothing, for `explain`, at the address where the issue is now. */
  readonly look: (key: IssueRef) => Promise<Outcome>;
  /** The actions of all incidents of a repository; writes nothing. `undefined`: no policy rules it. */
  readonly actions: Readers["actions"];
  /** Where all incidents of a time stand, for figures. */
  readonly survey: Surveying;
}

/** Builds it. Nothing is asked of GitHub before the first pass. */
export function createLive(options: LiveOptions): Live {
  const { client, clock, proof, hears, render, rulings } = options;
  const memory = createMemory(clock);
  const roles = createRoles(clock);
  const targets = createTargets(clock);
  const writer = createWriter({ client, clock, memory, roles, targets, proof });
  const feeds: FeedsOf = (sources, repository) => {
    const policy = rulings.of(repository, sources)?.policy;
    const named = Object.values(policy?.rotas ?? {}).some(({ ical }) => ical?.url !== undefined);
    return policy !== undefined && named ? options.feeds?.(policy) : undefined;
  };
  const questions = {
    authorsOf: (sources: Sources, repository: string) =>
      rulings.of(repository, sources)?.policy.incidents.authors ?? [],
    policyIsGood: (sources: Sources, repository: string) =>
      rulings.problems(repository, sources).length === 0,
    rolesNeeded: (seen: Parameters<typeof rolesNeeded>[0]) => {
      const ruling = rulings.of(seen.repository.name, seen.sources);
      return ruling === undefined ? [] : rolesNeeded(seen, ruling);
    },
    caseLabels: (seen: IncidentSnapshot) => {
      const ruling = rulings.of(seen.repository.name, seen.sources);
      return ruling && caseLabels(ruling);
    },
    datesWanted: (seen: IncidentSnapshot) => {
      const ruling = rulings.of(seen.repository.name, seen.sources);
      return ruling === undefined ? [] : datedActions(seen, ruling.policy);
    },
    casesWanted: (seen: IncidentSnapshot) => {
      const ruling = rulings.of(seen.repository.name, seen.sources);
      return ruling !== undefined && isCompared(seen, ruling) ? caseLabels(ruling) : undefined;
    },
  };
  const cases = createKeptCases(clock);
  const targetDates = createTargetDates({ clock, warn: (fields, words) => options.log.warn(fields, words) });
  const readers = createReaders({
    reading: { client, clock, memory, roles, questions, feeds, proof, targetDates },
    targets,
    rulings,
    cases,
    waiting: options.waiting,
  });
  const rights = watchRights({ client, clock, memory });
  const lookAgainAt = secondLook(clock);
  const beyond = [
    ...options.carriers,
    commitCarrier({ client, clock, render }),
    documentCarrier({ client, clock, render, proof }),
  ];
  const carriers = createCarriers({ clock, render, beyond, late: options.later });
  const world: World = {
    reachOf: (key) => carriers.reachOf(repositoryOf(key)),
    now: () => clock.now(),
    async observe(key, hint) {
      await rights.ask(key);
      const seen = await readers.observe(key, hint);
      const ruling = seen && rulings.of(seen.repository.name, seen.sources);
      return seen && { seen, ruling, reports: carriers.reports(seen.key) };
    },
    async apply({ seen, ruling }, plan) {
      const watching = ruling?.policy.incidents.mode !== "on" || seen.repository.archived;
      memory.waits(seen.key, watching ? [] : turnsOf(plan));
      const write = (effects: readonly GithubEffect[]) => {
        const { writes, failed } = worded(effects, render, () => printOf(seen));
        return writer.write(seen, writes, failed);
      };
      const applied = watching ? nothing : lookingAgain(await carriers.carry(seen.key, plan, write));
      hears.planned?.(seen.key, plan, applied);
      if (watching) hears.watched?.(seen.key, plan);
      return applied;
    },
  };
  const movedTo = ({ key, observed }: Outcome): IssueRef | undefined =>
    observed === undefined ? memory.movedTo(key) : undefined;
  const look = async (key: IssueRef): Promise<Outcome> => {
    const outcome = await reconcile({ ...world, apply: async () => nothing }, key);
    const moved = movedTo(outcome);
    return moved === undefined ? outcome : look(moved);
  };
  return {
    world,
    pass: async (key, hint) => {
      const outcome = await reconcile(world, key, hint);
      const moved = movedTo(outcome);
      if (moved !== undefined) options.later(moved, hint);
      targets.expect(key, expectedTargets(outcome));
      for (const woken of wokenBy(outcome)) options.later(woken);
      // A problem may be among what was opened.
      if (outcome.applied?.written.some(({ kind }) => kind === "create-issue")) cases.drop(repositoryOf(key));
      hears.passed?.(outcome);
      const fingerprint = outcome.observed && printOf(outcome.observed.seen);
      const wakeAt = earlier(rights.wakeAt(key, outcome.wakeAt), lookAgainAt(leftBy(outcome)));
      return { ...outcome, wakeAt, stranger: strangerOf(outcome), fingerprint };
    },
    actions: readers.actions,
    look,
    // Made when it is asked for: a release of the Action has it in a file of its own.
    survey: (...given) => createSurvey(readers, rulings, clock)(...given),
    border: {
      ...createBorder(options, rulings, {
        mentioned: memory.mentioned,
        forgive: memory.forgive,
        canFor: (repository) => carriers.reachOf(repository).can,
        isInsider: roles.isInsider,
      }),
      news: (key) => readers.drop(key),
    },
  };
}

/** Is it of an issue that people opened? */
function isOfIssue(
  thought: Outcome["thought"],
): thought is Extract<NonNullable<Outcome["thought"]>, { readonly kind: "incident" | "maintenance" }> {
  return thought?.kind === "incident" || thought?.kind === "maintenance";
}

function leftBy({ key, thought, applied }: Outcome): Left {
  const issueId = isOfIssue(thought) ? thought.here.snapshot.issue.id : undefined;
  return { key, issueId, written: applied?.written ?? [] };
}

/** Whose turns a plan waits for. */
function turnsOf({ unsaid }: Plan): Parameters<Memory["waits"]>[1] {
  return unsaid.flatMap(({ turn, until }) =>
    turn === undefined || until === undefined
      ? []
      : turn.who.map((who) => ({ who, rank: turn.rank, thread: turn.thread, until })),
  );
}

/** Whose report it is, where it comes from outside and waits to be accepted. */
function strangerOf({ thought }: Outcome): string | undefined {
  if (!isOfIssue(thought) || thought.here.incident.management !== "waiting") return undefined;
  return thought.here.snapshot.issue.author?.login;
}

/** What else of the repository has to be looked at after this pass. */
function wokenBy({ thought, applied }: Outcome): readonly IssueRef[] {
  if (thought?.kind === "problems") return wokenByProblems(thought.here);
  return thought?.kind === "incident" ? woken(thought.here, applied?.written ?? []) : [];
}

/** While a review is open, issues may be filed in any repository that the policy names. */
function expectedTargets({ thought }: Outcome): Lookup | undefined {
  if (thought?.kind !== "incident") return undefined;
  const { snapshot, incident, ruling } = thought.here;
  if (reviewIn(incident)?.child.state !== "open") return undefined;
  const { policy } = ruling;
  const teams = Object.values(policy.teams);
  const named = [...teams.flatMap((team) => team.repository ?? []), ...policy.actions.repositories];
  const repositories = [...new Set(named)].filter((name) => name !== snapshot.repository.name);
  const labels = [
    ...new Set([
      ...Object.values(policy.tasks).map(({ label }) => label.name),
      ...teams.flatMap((team) => team.labels),
    ]),
  ];
  return { repositories: repositories.slice(0, mostTargets), labels: labels.slice(0, mostTargets) };
}

/** More would make the observation expensive. */
const mostTargets = 20;

const nothing: Applied = { written: [], again: false, failed: [] };

/**
 * What was made must be looked at again at once: its number or its closing is not known before, and what was said on another
 * incident has yet to be recorded here.
 */
function lookingAgain(applied: Applied): Applied {
  const makes = (effect: Applied["written"][number]): boolean =>
    effect.kind === "create-issue" ||
    effect.kind === "create-label" ||
    effect.kind === "close" ||
    (effect.kind === "comment" && effect.template === "duplicate");
  // What failed is shown on the card by the next look; a run of the Action ends before a later one.
  // Where nothing at all could be written the card can't be either.
  const failed = applied.failed.length > 0 && applied.written.length > 0;
  return { ...applied, again: applied.again || failed || applied.written.some(makes) };
}
