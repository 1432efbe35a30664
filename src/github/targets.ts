// The repositories that new issues go to: looked up together, kept for ten minutes, given the labels that they lack.
import { type Duration, type Instant, MINUTE } from "../engine/instant.ts";
import type { Repository } from "../engine/snapshot/repository.ts";
import type { IssueRef } from "../engine/snapshot.ts";
import type { Clock } from "../world.ts";
import { type Installation, mayReach, ownerOf } from "./client.ts";
import { createLabels, LabelsRefused, type MadeLabels, type NewLabel, plainColor } from "./labels.ts";
import { barred, PartialAnswer } from "./partial.ts";

/** Where an issue can be filed, or why it can't. Labels by their name in lower case. */
export type FilingTarget =
  | {
      readonly kind: "fit";
      readonly id: string;
      readonly public: boolean;
      readonly labels: ReadonlyMap<string, string>;
    }
  | { readonly kind: "unfit"; readonly message: string };

/** An issue to be filed. */
export interface Filed {
  readonly id: string;
  readonly repository: string;
  readonly labels: readonly string[];
}

/** Repositories and labels to look up together. */
export interface Lookup {
  /** `owner/name`, other than the incident's own. */
  readonly repositories: readonly string[];
  readonly labels: readonly string[];
}

/** Repositories that new issues go to, remembered for ten minutes. */
export interface Targets {
  /**
   * The repositories of these issues by name. Labels that one lacks are made there, in the colour that `home` has for them.
   * No request for what the snapshot or an observation showed already, one for all else, one more where labels are made.
   */
  find(
    transport: Installation,
    issues: readonly Filed[],
    home: Repository,
  ): Promise<ReadonlyMap<string, FilingTarget>>;
  /** What was known of a repository for incidents of `home`. */
  forget(repository: string, home: string): void;
  /** Issues of a key may soon be filed there: the next observations of the key show it along. Nothing: no more. */
  expect(key: IssueRef, lookup: Lookup | undefined): void;
  /** What is expected of these keys and not known. */
  along(keys: readonly IssueRef[]): Lookup | undefined;
  /** Takes what an observation of `home` showed along. */
  learn(lookup: Lookup, data: RawTargets, home: string): void;
}

const kept: Duration = 10 * MINUTE;

interface Known {
  readonly at: Instant;
  readonly target: FilingTarget;
}

/** An empty store of targets. */
export function createTargets(clock: Pick<Clock, "now">): Targets {
  const targets = new Map<string, Known>();
  // What one account's installation may see says nothing of what another's may.
  const nameOf = (repository: string, home: string): string => `${ownerOf(home)} ${repository}`.toLowerCase();
  const expected = new Map<IssueRef, Lookup>();
  const isFresh = ({ repository, labels }: Omit<Filed, "id">, home: string): boolean => {
    const found = targets.get(nameOf(repository, home));
    if (found === undefined || found.at <= clock.now() - kept || found.target.kind === "unfit") return false;
    const there = found.target.labels;
    return labels.every((name) => there.has(name.toLowerCase()));
  };
  return {
    expect(key, lookup) {
      if (lookup === undefined || lookup.repositories.length === 0) expected.delete(key);
      else expected.set(key, lookup);
    },
    along(keys) {
      const lookups = keys.flatMap((key) => expected.get(key) ?? []);
      const labels = [...new Set(lookups.flatMap((lookup) => lookup.labels))];
      const all = [...new Set(lookups.flatMap((lookup) => lookup.repositories))];
      const [home = ""] = keys;
      const repositories = all.filter((repository) => !isFresh({ repository, labels: [] }, home));
      return repositories.length === 0 ? undefined : { repositories, labels };
    },
    learn({ repositories, labels }, data, home) {
      for (const [index, name] of repositories.entries()) {
        const raw = data[aliasOf(index)];
        if (raw === null || raw === undefined || unfitness(raw) !== undefined) continue;
        targets.set(nameOf(name, home), { at: clock.now(), target: suitable(raw, idsOf(raw, labels)) });
      }
    },
    async find(transport, issues, home) {
      targets.set(nameOf(home.name, home.name), { at: clock.now(), target: homeTarget(home) });
      const asked = issues.filter((issue) => !isFresh(issue, home.name));
      if (asked.length > 0) {
        const reached = asked.filter(({ repository }) => mayReach(transport, repository));
        const found = reached.length === 0 ? [] : await lookUp(transport, reached, home.name);
        for (const [name, target] of found) targets.set(nameOf(name, home.name), { at: clock.now(), target });
      }
      return new Map(
        issues.flatMap(({ repository }) => {
          if (!mayReach(transport, repository)) return [[repository, foreign(repository, home.name)]];
          const found = targets.get(nameOf(repository, home.name));
          return found === undefined ? [] : [[repository, found.target]];
        }),
      );
    },
    forget: (repository, home) => void targets.delete(nameOf(repository, home)),
  };
}

interface RawLabel {
  readonly id: string;
  readonly name: string;
  readonly color: string;
  readonly description: string | null;
}

type RawTarget = {
  readonly id: string;
  readonly nameWithOwner: string;
  readonly visibility: string;
  readonly isArchived: boolean;
  readonly hasIssuesEnabled: boolean;
} & Readonly<Record<`l${number}`, RawLabel | null>>;

/** By alias, as `targetFields` gives them. */
export type RawTargets = Readonly<Record<string, RawTarget | null | undefined>>;

function homeTarget(home: Repository): FilingTarget {
  const labels = new Map(home.labels.map(({ id, name }) => [name.toLowerCase(), id]));
  return { kind: "fit", id: home.id, public: home.public, labels };
}

function suitable(raw: RawTarget, labels: ReadonlyMap<string, string>): FilingTarget {
  return { kind: "fit", id: raw.id, public: raw.visibility === "PUBLIC", labels };
}

/** Of the labels that were asked for those that are there. */
function idsOf(raw: RawTarget, labels: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    labels.flatMap((name, index) => {
      const there = raw[`l${index}`];
      return there ? [[name.toLowerCase(), there.id] as const] : [];
    }),
  );
}

async function lookUp(
  transport: Installation,
  issues: readonly Filed[],
  home: string,
): Promise<ReadonlyMap<string, FilingTarget>> {
  const repositories = [...new Set(issues.map(({ repository }) => repository))];
  const labels = [...new Set(issues.flatMap((issue) => issue.labels))];
  const { document, variables } = targetsDocument([home, ...repositories], labels);
  const answer = await transport.graphql<RawTargets>(document, variables);
  const unexpected = answer.errors.filter(({ type, path }) => type !== "NOT_FOUND" || path?.length !== 1);
  const { data } = answer;
  if (data === null || data === undefined || unexpected.length > 0)
    throw new PartialAnswer("FindTargets", unexpected);
  const found = repositories.map((name, index) => ({ name, raw: data[aliasOf(index + 1)] ?? undefined }));
  const lacking = found.flatMap(({ name, raw }) => {
    if (raw === undefined || unfitness(raw) !== undefined) return [];
    const wanted = labels.filter((label) =>
      issues.some((issue) => issue.repository === name && issue.labels.includes(label)),
    );
    return lackingLabels({ raw, home: data[aliasOf(0)] ?? undefined, labels }, wanted);
  });
  const created = await createLabels(transport, lacking);
  return new Map(found.map(({ name, raw }) => [name, targetOf(name, { raw, labels, created, home })]));
}

interface Outlook {
  readonly raw: RawTarget | undefined;
  readonly labels: readonly string[];
  readonly created: MadeLabels;
  /** The incident's repository. */
  readonly home: string;
}

function targetOf(name: string, { raw, labels, created, home }: Outlook): FilingTarget {
  if (raw === undefined) return { kind: "unfit", message: outOfSight(name) };
  const message = unfitness(raw);
  if (message !== undefined) return { kind: "unfit", message };
  const refused = created.refused.filter(({ repositoryId }) => repositoryId === raw.id);
  if (refused.length > 0 && created.reason === barred) return { kind: "unfit", message: closed(name, home) };
  if (refused.length > 0) {
    const error = new LabelsRefused(
      refused.map((label) => label.name),
      created.reason,
    );
    return { kind: "unfit", message: `${raw.nameWithOwner}: ${error.message}` };
  }
  const made = created.made.filter(({ repositoryId }) => repositoryId === raw.id);
  const ids = made.map((label) => [label.name.toLowerCase(), label.id] as const);
  return suitable(raw, new Map([...idsOf(raw, labels), ...ids]));
}

function foreign(name: string, home: string): Extract<FilingTarget, { readonly kind: "unfit" }> {
  const message = `${name} belongs to another account than ${home}, so no issue can be filed there: name a repository of ${home.split("/")[0]}`;
  return { kind: "unfit", message };
}

/** It can be read, since it is public, and nothing can be written there. */
function closed(name: string, home: string): string {
  if (ownerOf(name).toLowerCase() !== ownerOf(home).toLowerCase()) return foreign(name, home).message;
  return `the app may write nothing in ${name}: install it there, or name another repository`;
}

function outOfSight(name: string): string {
  return `${name} is out of sight, so no issue can be filed there: the app must be installed on it`;
}

function unfitness({ nameWithOwner, isArchived, hasIssuesEnabled }: RawTarget): string | undefined {
  if (isArchived)
    return `${nameWithOwner} is archived, so no issue can be filed there: name another repository for this team`;
  if (!hasIssuesEnabled)
    return `${nameWithOwner} has its issues switched off: switch them on, or name another repository for this team`;
  return undefined;
}

interface Found {
  readonly raw: RawTarget;
  readonly home: RawTarget | undefined;
  /** In the order of the aliases. */
  readonly labels: readonly string[];
}

/** The labels that a repository lacks, in the colour and words that the incident's repository has for them. */
function lackingLabels({ raw, home, labels }: Found, wanted: readonly string[]): readonly NewLabel[] {
  const ids = idsOf(raw, labels);
  return wanted.flatMap((name) => {
    const model = home?.[`l${labels.indexOf(name)}`];
    if (ids.has(name.toLowerCase())) return [];
    const color = model?.color ?? plainColor;
    return [{ repositoryId: raw.id, name, color, description: model?.description ?? "" }];
  });
}

/** Looks several repositories up at once, each with the labels in question; the first is home. */
export function targetsDocument(
  repositories: readonly string[],
  labels: readonly string[],
): { document: string; variables: Record<string, string> } {
  const { declared, fields, variables } = targetFields({ repositories, labels });
  return { document: `query FindTargets(${declared}) {\n${fields}\n}`, variables };
}

/** The fields of a lookup, to stand in a document of their own or in an observation. */
export interface TargetFields {
  readonly declared: string;
  readonly fields: string;
  readonly variables: Record<string, string>;
}

/** One field a repository, each with the labels in question. */
export function targetFields({ repositories, labels }: Lookup): TargetFields {
  const variables: Record<string, string> = {};
  for (const [index, repository] of repositories.entries()) {
    const [owner = "", name = ""] = repository.split("/");
    variables[`to${index}`] = owner;
    variables[`tn${index}`] = name;
  }
  for (const [index, name] of labels.entries()) variables[`tl${index}`] = name;
  const declared = Object.keys(variables).map((name) => `$${name}: String!`);
  const wanted = labels.map(
    (_, index) => `l${index}: label(name: $tl${index}) { id name color description }`,
  );
  const facts = `id nameWithOwner visibility isArchived hasIssuesEnabled ${wanted.join(" ")}`;
  const fields = repositories.map(
    (_, index) => `  ${aliasOf(index)}: repository(owner: $to${index}, name: $tn${index}) { ${facts} }`,
  );
  return { declared: declared.join(", "), fields: fields.join("\n"), variables };
}

/** The alias of a repository in a lookup. */
export function aliasOf(index: number): string {
  return `t${index}`;
}
