// The repositories that new issues go to: looked up together, kept for ten minutes, given the labels that they lack.
import { type Duration, type Instant, MINUTE } from "../engine/instant.ts";
import type { Clock } from "../world.ts";
import { createLabels, LabelsRefused, plainColor } from "./labels.ts";
import { PartialAnswer } from "./partial.ts";
import type { Transport } from "./transport.ts";

/** Where an issue can be filed, or why it can't. Labels by their name in lower case. */
export type Target =
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

export interface Targets {
  /**
   * The repositories of these issues by name. Labels that one lacks are made there, in the colour that `home` has for them.
   * One request for all that is not known, and one more where labels are made.
   */
  find(transport: Transport, issues: readonly Filed[], home: string): Promise<ReadonlyMap<string, Target>>;
  forget(repository: string): void;
}

const kept: Duration = 10 * MINUTE;

interface Known {
  readonly at: Instant;
  readonly target: Target;
}

/** An empty store of targets. */
export function createTargets(clock: Pick<Clock, "now">): Targets {
  const known = new Map<string, Known>();
  const fresh = (issue: Filed): boolean => {
    const found = known.get(issue.repository.toLowerCase());
    if (found === undefined || found.at <= clock.now() - kept || found.target.kind === "unfit") return false;
    const { labels } = found.target;
    return issue.labels.every((name) => labels.has(name.toLowerCase()));
  };
  return {
    async find(transport, issues, home) {
      const asked = issues.filter((issue) => !fresh(issue));
      if (asked.length > 0) {
        const found = await lookUp(transport, asked, home);
        for (const [name, target] of found) known.set(name.toLowerCase(), { at: clock.now(), target });
      }
      return new Map(
        issues.flatMap(({ repository }) => {
          const found = known.get(repository.toLowerCase());
          return found === undefined ? [] : [[repository, found.target]];
        }),
      );
    },
    forget: (repository) => void known.delete(repository.toLowerCase()),
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

type RawTargets = Readonly<Record<string, RawTarget | null>>;

async function lookUp(
  transport: Transport,
  issues: readonly Filed[],
  home: string,
): Promise<ReadonlyMap<string, Target>> {
  const repositories = [...new Set(issues.map(({ repository }) => repository))];
  const labels = [...new Set(issues.flatMap((issue) => issue.labels))];
  const { document, variables } = targetsDocument([home, ...repositories], labels);
  const answer = await transport.graphql<RawTargets>(document, variables);
  const unexpected = answer.errors.filter(({ type, path }) => type !== "NOT_FOUND" || path?.length !== 1);
  const { data } = answer;
  if (data === null || data === undefined || unexpected.length > 0)
    throw new PartialAnswer("FindTargets", unexpected);
  const targets = new Map<string, Target>();
  for (const [index, name] of repositories.entries()) {
    const wanted = labels.filter((label) =>
      issues.some((issue) => issue.repository === name && issue.labels.includes(label)),
    );
    const raw = data[`r${index + 1}`] ?? undefined;
    const unfit = raw === undefined ? outOfSight(name) : unfitness(raw);
    if (raw === undefined || unfit !== undefined)
      targets.set(name, { kind: "unfit", message: unfit ?? outOfSight(name) });
    else targets.set(name, await fitted({ transport, raw, home: data.r0 ?? undefined, labels }, wanted));
  }
  return targets;
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
  readonly transport: Transport;
  readonly raw: RawTarget;
  readonly home: RawTarget | undefined;
  /** In the order of the aliases. */
  readonly labels: readonly string[];
}

async function fitted({ transport, raw, home, labels }: Found, wanted: readonly string[]): Promise<Target> {
  const ids = new Map<string, string>();
  const lacking = wanted.flatMap((name) => {
    const alias = `l${labels.indexOf(name)}` as const;
    const there = raw[alias];
    if (there !== null && there !== undefined) ids.set(name.toLowerCase(), there.id);
    const model = home?.[alias];
    return there ? [] : [{ name, color: model?.color ?? plainColor, description: model?.description ?? "" }];
  });
  try {
    for (const { name, id } of await createLabels(transport, raw.id, lacking))
      ids.set(name.toLowerCase(), id);
  } catch (error) {
    if (error instanceof LabelsRefused)
      return { kind: "unfit", message: `${raw.nameWithOwner}: ${error.message}` };
    throw error;
  }
  return { kind: "fit", id: raw.id, public: raw.visibility === "PUBLIC", labels: ids };
}

/** Looks several repositories up at once, each with the labels in question; the first is home. */
export function targetsDocument(
  repositories: readonly string[],
  labels: readonly string[],
): { document: string; variables: Record<string, string> } {
  const variables: Record<string, string> = {};
  for (const [index, name] of repositories.entries()) {
    [variables[`o${index}`], variables[`n${index}`]] = name.split("/") as [string, string];
  }
  for (const [index, name] of labels.entries()) variables[`w${index}`] = name;
  const declared = Object.keys(variables)
    .map((name) => `$${name}: String!`)
    .join(", ");
  const wanted = labels
    .map((_, index) => `l${index}: label(name: $w${index}) { id name color description }`)
    .join(" ");
  const fields = repositories.map(
    (_, index) =>
      `  r${index}: repository(owner: $o${index}, name: $n${index}) { id nameWithOwner visibility isArchived hasIssuesEnabled ${wanted} }`,
  );
  return { document: `query FindTargets(${declared}) {\n${fields.join("\n")}\n}`, variables };
}
