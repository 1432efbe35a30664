// What a service needs of GitHub besides its passes: what an event touches, which repositories there are, their heads, their labels.
import type { Reach } from "../engine/delivery.ts";
import { type Instant, MINUTE } from "../engine/instant.ts";
import { repositoryOf } from "../engine/issue-ref.ts";
import { isOpenedByForm } from "../engine/judge.ts";
import { maintenanceRuling } from "../engine/maintenance/ruling.ts";
import { named } from "../engine/named.ts";
import type { Label, Problem } from "../engine/policy/model.ts";
import { labelsOf } from "../engine/policy/names.ts";
import type { Ruling } from "../engine/policy/ruling.ts";
import type { Sources } from "../engine/snapshot/repository.ts";
import { repositoryKey } from "../engine/subject.ts";
import { repositorySubjects } from "../engine/subjects.ts";
import { hash } from "../engine/text/hash.ts";
import type { Client } from "../github/client.ts";
import { createGoverning } from "../github/governed.ts";
import type { Head } from "../github/head.ts";
import { type HeadLabels, readHeads, type Unlabelled } from "../github/heads.ts";
import { installationIn, type Keys, keysOf } from "../github/keys.ts";
import { ensureLabels } from "../github/labels.ts";
import type { Memory } from "../github/memory.ts";
import type { Proof } from "../github/proof.ts";
import type { Roles } from "../github/roles.ts";
import { type Ruled, readRuled } from "../github/sources.ts";
import type { Rulings } from "../rulings/rulings.ts";
import type { Clock } from "../world.ts";
import { type Log, reasonOf } from "./log.ts";
import type { Border } from "./service.ts";

/** What the border of a service needs. */
export interface BorderOptions {
  readonly client: Client;
  readonly clock: Pick<Clock, "now" | "sleep">;
  readonly log: Pick<Log, "warn">;
  /** The login that we act as, without `[bot]`. */
  readonly me: string;
  /** Proves what is ours. */
  readonly proof: Proof;
  /** The repositories to go through, where the token can't list them (the Action). */
  readonly repositories: readonly string[] | undefined;
  /** Hears of policies that are broken, and of words of a repository's own. */
  readonly broken: Broken | undefined;
}

/** Hears what is wrong with the policy of a repository, or with its words. */
export type Broken = (repository: string, problems: readonly Problem[], what: "policy" | "words") => void;

/** The border of a service over a GitHub. */
export interface LiveBorder extends Border {
  /** Names of the repositories that a policy ruled when they were last listed; asks for nothing. */
  readonly governed: () => readonly string[];
}

/** Builds the border. Policies are read once for all that asks for them, and anew when a delivery or a sweep says so. */
export function createBorder(
  options: BorderOptions,
  rulings: Rulings,
  {
    mentioned,
    forgive,
    canFor,
    isInsider,
  }: Pick<Memory, "mentioned" | "forgive"> &
    Pick<Roles, "isInsider"> & { readonly canFor: (repository: string) => Reach["can"] },
): LiveBorder {
  const { client, me, proof } = options;
  const unread = (owner: string, error: unknown): void =>
    options.log.warn(
      { step: "sweep", owner, reason: reasonOf(error) },
      "this installation could not be read; it is swept as it was last known, and read again by the next sweep",
    );
  const governing = createGoverning({ client, clock: options.clock, unread });
  const known = new Map<string, Ruled>();
  /** The version of the policy that each repository was seen with. */
  const versions = new Map<string, string>();
  /** What ruled before a file broke: its labels find the incidents, which know the last good policy themselves. */
  const good = new Map<string, Ruling>();
  /** From when on what is opened in each repository is not yet looked at. */
  const listed = new Map<string, Instant>();
  /** Where an account may have given rights, whatever was refused there is looked at, and sent under a new token. */
  const withRefused = (touched: Keys, owner: string | undefined): Keys => {
    if (!touched.rights || owner === undefined) return touched;
    client.renew(owner);
    return { ...touched, keys: [...touched.keys, ...forgive(owner).map((key) => ({ key }))] };
  };
  const read = async (repository: string): Promise<Ruled | undefined> => {
    const ruled = await readRuled(client, repository);
    if (ruled === undefined) known.delete(repository);
    else known.set(repository, ruled);
    if (ruled !== undefined) {
      const { name, sources } = ruled;
      const found = { policy: rulings.problems(name, sources), words: rulings.ofMessages(name, sources) };
      for (const what of ["policy", "words"] as const)
        if (found[what].length > 0) options.broken?.(repository, found[what], what);
    }
    return ruled;
  };
  const ruling = async (repository: string) => {
    const ruled = known.get(repository) ?? (await read(repository));
    return ruled && { ruled, ruling: rulings.of(ruled.name, ruled.sources) };
  };
  const ruledAmong = async (names: readonly string[]) => {
    const found = await Promise.all(names.map(read));
    return found.flatMap((ruled) => {
      if (ruled === undefined) return [];
      // A policy that is broken still rules by the last good one, which the incidents know.
      const policy = rulings.of(ruled.name, ruled.sources)?.oid ?? ruled.sources.policy?.oid;
      return policy === undefined ? [] : [{ name: ruled.name, policy }];
    });
  };
  return {
    governed: () => [...versions.keys()],
    touched(event, payload) {
      if (event.startsWith("installation") || event === "repository") governing.forget();
      const installation = installationIn(payload);
      if (installation) client.hear(installation.owner, installation.id);
      const told = keysOf(event, payload, { me, marksOfIssue: proof.marksOfIssue });
      const touched = withRefused(told, installation?.owner);
      for (const repository of touched.repositories) known.delete(repository);
      const { stranger, keys } = touched;
      // GitHub doesn't show everybody's membership: who was seen to have rights here is none.
      const isKnown =
        stranger !== undefined && keys.every(({ key }) => isInsider(repositoryOf(key), stranger));
      return isKnown ? { ...touched, stranger: undefined } : touched;
    },
    async repositories() {
      if (options.repositories !== undefined) return ruledAmong(options.repositories);
      const governed = await governing.now();
      for (const { name, policy } of governed) {
        if (versions.get(name) !== policy) known.delete(name);
        versions.set(name, policy);
      }
      const names = new Set(governed.map(({ name }) => name));
      for (const name of versions.keys()) if (!names.has(name)) versions.delete(name);
      return governed;
    },
    async heads(repository) {
      const found = await ruling(repository);
      if (found === undefined) return [];
      const rules = found.ruling ?? good.get(repository) ?? rulings.of(repository, standard);
      if (found.ruling !== undefined) good.set(repository, found.ruling);
      if (rules === undefined) return [];
      const now = options.clock.now();
      const around = { client, clock: options.clock, proof, mentioned, can: canFor(repository) };
      const unlabelled: Unlabelled = {
        isIncident: (body) => [rules, ...worksOf(rules)].some((one) => isOpenedByForm(body, one)),
        since: listed.get(repository),
      };
      const named = headLabels(rules);
      const hasForm = [rules, ...worksOf(rules)].some(({ forms }) => forms.length > 0);
      const byForm = hasForm ? unlabelled : undefined;
      const heads = await readHeads(around, repository, named, byForm);
      listed.set(repository, now - latest);
      const abouts = hash(
        heads
          .flatMap(({ key, about }) => (about === undefined ? [] : [`${key} ${about}`]))
          .toSorted()
          .join(" "),
      );
      return heads.map((head) => byCalendar(head, rules, { repository, now, abouts }));
    },
    async ensureLabels(repository) {
      const found = await ruling(repository);
      if (found?.ruling?.policy.incidents.mode !== "on" || found.ruled.archived) return;
      await ensureLabels(client, repository, labelsOf(found.ruling.policy));
    },
    requests: () => ({ ...client.requests }),
    left: (owner) => client.spare(owner),
  };
}

/** What a sweep may have missed of the time before it, by a replica that lagged. */
const latest = 5 * MINUTE;

/** By which labels the incidents of a repository are listed, and its own subjects. */
function headLabels(rules: Ruling): HeadLabels {
  const { labels, statuses } = rules.policy;
  return {
    // Maintenance is read as incidents are.
    incident: [labels.incident, ...worksOf(rules).map(({ policy }) => policy.labels.incident)].flatMap(
      namesOf,
    ),
    followUp: namesOf(labels.followUp),
    // Without their aliases: an existing repository may have those on any number of issues.
    unfinished: statuses.flatMap(({ phase, label }) => (phase === "closed" ? [] : [label.name])),
    finished: statuses.flatMap(({ phase, label }) => (phase === "closed" ? [label.name] : [])),
    subjects: subjectLabels(rules),
  };
}

/** Where a policy is broken and none is known that was good: the labels that most have. */
const standard: Sources = {
  policy: { path: ".github/tocsin.yml", oid: "standard", text: "extends: sre\n" },
  forms: [],
};

/** The ruling of maintenance, where there is one. */
function worksOf(rules: Ruling): readonly Ruling[] {
  const derived = maintenanceRuling(rules);
  return derived === undefined ? [] : [derived];
}

function namesOf(label: Label): readonly string[] {
  return [label.name, ...label.aliases];
}

/** The labels of the subjects that a repository has of its own, by their names. */
function subjectLabels(ruling: Ruling): Readonly<Record<string, readonly string[]>> {
  return named(
    repositorySubjects.flatMap((subject) => {
      const labels = subject.labels(ruling);
      return labels === undefined ? [] : [[subject.name, labels] as const];
    }),
  );
}

/**
 * A subject of the repository itself is looked at again at each instant of its calendar, whatever became of its timer; one that goes by
 * the incidents also where those are about something else.
 */
function byCalendar(
  head: Head,
  ruling: Ruling,
  { repository, now, abouts }: { readonly repository: string; readonly now: number; readonly abouts: string },
): Head {
  const subject = repositorySubjects.find(({ name }) => head.key === repositoryKey(repository, name));
  if (subject === undefined) return head;
  const dueAt = subject.dueAt(ruling, now) ?? 0;
  return {
    ...head,
    newsAt: Math.max(dueAt, head.newsAt ?? 0),
    fingerprint: `${head.fingerprint}|${dueAt}${subject.readsIncidents ? `|${abouts}` : ""}`,
  };
}
