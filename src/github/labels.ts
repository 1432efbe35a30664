// The labels of a repository: those that a policy names are made when it comes into force there.
import { cut } from "../engine/text/safe.ts";
import type { Client } from "./client.ts";
import { mostDescription } from "./mutation.ts";
import { labelsOf } from "./pages.ts";
import { completeData, saidIn } from "./partial.ts";
import type { RawRepository } from "./shape.ts";
import type { Transport } from "./transport.ts";

/** A label as a policy wants it; where an alias exists the label counts as present. */
export interface WantedLabel {
  readonly name: string;
  readonly color: string;
  readonly description: string;
  readonly aliases?: readonly string[];
}

/** GitHub's own grey, for labels that nobody gave a colour. */
export const plainColor = "ededed";

const labelsDocument = `query LabelsOf($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) {
    id nameWithOwner isArchived
    labels(first: 100) { totalCount pageInfo { hasNextPage endCursor } nodes { id name } }
    lastLabels: labels(last: 100) { nodes { id name } }
  }
}`;

/**
 * Makes the labels that a repository lacks and answers their names. One request where nothing is missing, two where
 * something is. Throws where the repository can't be read or a label can't be made.
 */
export async function ensureLabels(
  client: Client,
  repository: string,
  labels: readonly WantedLabel[],
): Promise<readonly string[]> {
  const transport = await client.installationOf(repository);
  const [owner, name] = repository.split("/");
  const answer = await transport.graphql<{ repository: RawRepository }>(labelsDocument, { owner, name });
  const raw = completeData(`the labels of ${repository}`, answer).repository;
  if (raw.isArchived) return [];
  const present = new Set((await labelsOf(transport, raw)).map((label) => label.name.toLowerCase()));
  const isThere = ({ name: own, aliases = [] }: WantedLabel): boolean =>
    [own, ...aliases].some((one) => present.has(one.toLowerCase()));
  const unique = new Map(
    labels.filter((label) => !isThere(label)).map((label) => [label.name.toLowerCase(), label]),
  );
  const wanted = [...unique.values()].map((label) => ({ ...label, repositoryId: raw.id }));
  const { made, refused, reason } = await createLabels(transport, wanted);
  if (refused.length > 0) throw new LabelsRefused(namesOf(refused), reason);
  return namesOf(made);
}

function namesOf(labels: readonly { readonly name: string }[]): readonly string[] {
  return labels.map(({ name }) => name);
}

/** GitHub did not make a label that is needed. */
export class LabelsRefused extends Error {
  constructor(names: readonly string[], reason: string) {
    super(`the labels ${names.map((name) => JSON.stringify(name)).join(", ")} could not be made: ${reason}`);
    this.name = "LabelsRefused";
  }
}

type Answered = Readonly<Record<string, { readonly label: { readonly id: string } } | null>>;

/** A label to be made, and where. */
export interface NewLabel extends WantedLabel {
  readonly repositoryId: string;
}

/** What became of labels: those that were made with their ids, and why the others were not. */
export interface MadeLabels {
  readonly made: readonly { readonly repositoryId: string; readonly name: string; readonly id: string }[];
  readonly refused: readonly NewLabel[];
  /** What GitHub said of those that it refused; empty where it refused none. */
  readonly reason: string;
}

/** Makes labels, also of several repositories, in one document; none, no request. */
export async function createLabels(transport: Transport, labels: readonly NewLabel[]): Promise<MadeLabels> {
  if (labels.length === 0) return { made: [], refused: [], reason: "" };
  const declared = labels.map((_, index) => `$i${index}: CreateLabelInput!`).join(", ");
  const fields = labels.map((_, index) => `  m${index}: createLabel(input: $i${index}) { label { id } }`);
  const inputs = labels.map(({ repositoryId, name, color, description }, index) => [
    `i${index}`,
    {
      repositoryId,
      name,
      color: color.replace(/^#/, ""),
      description: cut(description, mostDescription),
    },
  ]);
  const document = `mutation CreateLabels(${declared}) {\n${fields.join("\n")}\n}`;
  const turn = { priority: "urgent", creates: 0 } as const;
  const { data, errors } = await transport.graphql<Answered>(document, Object.fromEntries(inputs), turn);
  const idOf = (index: number): string | undefined => data?.[`m${index}`]?.label.id;
  const made = labels.flatMap(({ repositoryId, name }, index) => {
    const id = idOf(index);
    return id === undefined ? [] : [{ repositoryId, name, id }];
  });
  const refused = labels.filter((_, index) => idOf(index) === undefined);
  return { made, refused, reason: [...new Set(errors.map(saidIn))].join("; ") };
}
