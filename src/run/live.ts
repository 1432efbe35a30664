// The world as it is: joins the border, the rulings and the words into what the loop and a running service are handed.

import type { Effect, Plan } from "../engine/effect.ts";
import { fold } from "../engine/fold.ts";
import { type HandoverSight, handoverRoles, isHandover, isHandoverKey } from "../engine/handover.ts";
import type { HolidaySource } from "../engine/holidays.ts";
import type { Policy } from "../engine/policy/model.ts";
import type { Ruling } from "../engine/policy/ruling.ts";
import type { Feed, IssueRef, Snapshot, Sources } from "../engine/snapshot.ts";
import type { FeedsOf } from "../github/feeds.ts";
import { fingerprintOf } from "../github/fingerprint.ts";
import { type HandoverOptions, observeHandover } from "../github/handover.ts";
import { createMemory } from "../github/memory.ts";
import { createObserver, repositoryOf } from "../github/observe.ts";
import { createRoles } from "../github/roles.ts";
import { createTargets, type Lookup } from "../github/targets.ts";
import { createWriter, type Write } from "../github/write.ts";
import { type Outcome, reconcile } from "../reconcile.ts";
import type { Renderer } from "../render/render.ts";
import { createRulings } from "../rulings/rulings.ts";
import type { Applied, World } from "../world.ts";
import { type BorderOptions, createBorder, handoverLabels } from "./border.ts";
import type { Pass } from "./queue/pass.ts";
import { createTogether } from "./queue/together.ts";
import type { Border } from "./service.ts";

/** What a Tocsin over a GitHub needs besides. */
export interface LiveOptions extends BorderOptions {
  readonly presets: Readonly<Record<string, string>>;
  readonly render: Renderer;
  readonly version: string;
  /** Public holidays of regions that the engine's own table does not have. */
  readonly holidays?: HolidaySource | undefined;
  /** Reads the iCalendar texts that rotas have at an address; absent: they are not read, and a problem says so. */
  readonly feeds?: ((policy: Policy) => Promise<readonly Feed[]>) | undefined;
  /** Keys of a repository that wait for their pass: they are read along, ten to a request (`service.waiting`). */
  readonly waiting?: ((repository: string, most: number) => readonly IssueRef[]) | undefined;
  /** Hears of every plan, written or only watched, and of what became of it. */
  readonly planned?: ((key: IssueRef, plan: Plan, applied: Applied) => void) | undefined;
  /** Hears of every plan that was not written, because the policy only watches. */
  readonly watched?: ((key: IssueRef, plan: Plan) => void) | undefined;
}

/** A Tocsin over a GitHub: passes for the queue, a border for the service. */
export interface Live {
  readonly pass: Pass;
  readonly border: Border;
  readonly world: World;
  /** One pass that writes nothing, for `explain`. */
  readonly look: (key: IssueRef) => Promise<Outcome>;
}

/** Builds it. Nothing is asked of GitHub before the first pass. */
export function createLive(options: LiveOptions): Live {
  const { client, clock, ledgerSecret: secret } = options;
  const memory = createMemory(clock);
  const roles = createRoles(clock);
  const rulings = createRulings(options);
  const targets = createTargets(clock);
  const writer = createWriter({ client, clock, memory, roles, targets, secret });
  const rulingOf = (seen: Snapshot | HandoverSight) => rulings.of(seen.repository.name, seen.sources);
  const authorsOf = (sources: Sources, repository: string) =>
    rulings.of(repository, sources)?.policy.incidents.authors ?? [];
  const feeds: FeedsOf = (sources, repository) => {
    const policy = rulings.of(repository, sources)?.policy;
    const named = Object.values(policy?.rotas ?? {}).some(({ ical }) => ical?.url !== undefined);
    return policy !== undefined && named ? options.feeds?.(policy) : undefined;
  };
  const reading = { client, clock, memory, roles, feeds, secret };
  const observer = createObserver({
    ...reading,
    targets,
    judgement: {
      authorsOf,
      policyIsGood: (sources: Sources, repository: string) =>
        rulings.problems(repository, sources).length === 0,
      rolesNeeded: (snapshot: Snapshot) => {
        const ruling = rulingOf(snapshot);
        return ruling === undefined ? [] : fold(snapshot, ruling).needsRoles;
      },
    },
  });
  const together = createTogether({ clock, reader: observer, waiting: incidentsAmong(options.waiting) });
  const handovers: HandoverOptions = {
    ...reading,
    judgement: {
      authorsOf,
      labelsOf: (sources, repository) => handoverLabels(rulings.of(repository, sources)),
      rolesNeeded: (sight) => {
        const ruling = rulingOf(sight);
        return ruling === undefined ? [] : handoverRoles(sight, ruling);
      },
    },
  };
  const world: World = {
    now: () => clock.now(),
    observe: (key, hint) =>
      isHandoverKey(key)
        ? observeHandover(handovers, repositoryOf(key), { hint })
        : together.observe(key, hint),
    policyFor: rulingOf,
    async apply(seen, plan) {
      const watching = rulingOf(seen)?.policy.incidents.mode !== "on" || seen.repository.archived;
      const scene = isHandover(seen) ? { ...seen, children: [] } : seen;
      const applied = watching
        ? nothing
        : written(await writer.write(scene, worded(plan, seen, options.render)));
      options.planned?.(seen.key, plan, applied);
      if (watching) options.watched?.(seen.key, plan);
      return applied;
    },
  };
  return {
    world,
    pass: async (key, hint) => {
      const outcome = await reconcile(world, key, hint);
      targets.expect(key, expectedTargets(outcome, rulingOf));
      return outcome;
    },
    look: (key) => reconcile({ ...world, apply: async () => nothing }, key),
    border: { ...createBorder(options, rulings, memory), news: (key) => together.drop(key) },
  };
}

/** What is read along with other incidents: a handover is no incident. */
function incidentsAmong(waiting: LiveOptions["waiting"]): NonNullable<LiveOptions["waiting"]> {
  return (repository, most) => waiting?.(repository, most).filter((key) => !isHandoverKey(key)) ?? [];
}

/** While a review is open, issues may be filed in any repository that the policy names. */
function expectedTargets(
  { snapshot, incident }: Outcome,
  rulingOf: (snapshot: Snapshot) => Ruling | undefined,
): Lookup | undefined {
  if (snapshot === undefined || incident?.retro?.state !== "open") return undefined;
  const policy = rulingOf(snapshot)?.policy;
  if (policy === undefined) return undefined;
  const teams = Object.values(policy.teams);
  const named = [...teams.flatMap((team) => team.repository ?? []), ...policy.actions.repositories];
  const repositories = [...new Set(named)].filter((name) => name !== snapshot.repository.name);
  const labels = [...new Set([policy.labels.action.name, ...teams.flatMap((team) => team.labels)])];
  return { repositories: repositories.slice(0, mostTargets), labels: labels.slice(0, mostTargets) };
}

/** More would make the observation dear. */
const mostTargets = 20;

const nothing: Applied = { written: [], waiting: false, failed: [] };

/**
 * What was made must be looked at again at once: its number or its closing is not known before, and what was said on another
 * incident has yet to be recorded here.
 */
function written(applied: Applied): Applied {
  const makes = (effect: Effect): boolean =>
    effect.kind === "create-issue" ||
    effect.kind === "create-label" ||
    effect.kind === "close" ||
    (effect.kind === "comment" && effect.template === "duplicate");
  // What failed is shown on the card by the next look; a run of the Action ends before a later one.
  // Where nothing at all could be written the card can't be either.
  const failed = applied.failed.length > 0 && applied.written.length > 0;
  return { ...applied, waiting: applied.waiting || failed || applied.written.some(makes) };
}

const comesLast = (effect: Effect): boolean => effect.kind === "remove-label" && effect.last === true;

/** Is part of the plan written after its card: a label that goes last, or what a second comment on one issue waits for? */
function isWrittenLater({ effects }: Plan, card: Extract<Effect, { readonly kind: "card" }>): boolean {
  const comments = effects.filter(
    (effect) => effect.kind === "comment" && effect.issueId === card.issueId,
  ).length;
  return effects.some(comesLast) || comments + (card.commentId === undefined ? 1 : 0) > 1;
}

/** The effects with their words. */
function worded(plan: Plan, seen: Snapshot | HandoverSight, render: Renderer): readonly Write[] {
  return plan.effects.map((effect): Write => {
    switch (effect.kind) {
      case "card": {
        // What comes after the card is not done yet: until it is, the sweep has to find the incident changed.
        const fingerprint = isHandover(seen) || isWrittenLater(plan, effect) ? "" : fingerprintOf(seen);
        return {
          ...effect,
          ledger: { ...effect.ledger, fingerprint },
          text: render(effect.template, effect.values),
        };
      }
      case "comment":
      case "edit-comment":
      case "create-issue":
        return { ...effect, text: render(effect.template, effect.values) };
      default:
        return effect;
    }
  });
}
