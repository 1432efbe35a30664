// The repository's facts and the files that its policy is made from.
import type { Repository, SourceFile, Sources } from "../engine/snapshot.ts";
import type { RawFile, RawLabel, RawObserved, RawRepository } from "./shape.ts";

const policyFile = ".github/tocsin.yml";
const formsFolder = ".github/ISSUE_TEMPLATE";

/** The repository; `labels` are all of them, from all pages. */
export function readRepository(raw: RawRepository, labels: readonly RawLabel[]): Repository {
  return {
    id: raw.id,
    name: raw.nameWithOwner,
    public: raw.visibility === "PUBLIC",
    archived: raw.isArchived,
    labels: labels.map(({ id, name }) => ({ id, name })),
  };
}

/** A file, or `undefined` where there is none at that path (a folder, say). A binary one reads as empty text. */
export function readFile(path: string, raw: RawFile | null | undefined): SourceFile | undefined {
  return raw?.oid === undefined ? undefined : { path, oid: raw.oid, text: raw.text ?? "" };
}

/** Policy, owner's policy and forms as they stand at the head of the default branch. */
export function readSources(observed: RawObserved): Sources {
  const entries = observed.repository?.forms?.entries ?? [];
  const forms = entries
    .filter(({ name }) => /\.ya?ml$/i.test(name) && !/^config\.ya?ml$/i.test(name))
    .map(({ name, object }) => readFile(`${formsFolder}/${name}`, object))
    .filter((file): file is SourceFile => file !== undefined);
  return {
    policy: readFile(policyFile, observed.repository?.policy),
    ownerPolicy: readFile(policyFile, observed.ownerPolicy?.policy),
    forms,
  };
}
