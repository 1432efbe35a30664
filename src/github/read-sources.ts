// The repository's facts and the files that its policy is made from.
import { MESSAGES } from "../engine/own-messages/names.ts";
import type { Repository, SourceFile, Sources } from "../engine/snapshot/repository.ts";
import type { RawFile, RawFolder, RawLabel, RawObserved, RawRepository } from "./shape.ts";

const policyFile = ".github/tocsin.yml";
const formsFolder = ".github/ISSUE_TEMPLATE";
const rotaFolder = ".github/rota";

/** The repository; `labels` are all of them, from all pages. */
export function readRepository(raw: RawRepository, labels: readonly RawLabel[]): Repository {
  return {
    id: raw.id,
    name: raw.nameWithOwner,
    public: raw.visibility === "PUBLIC",
    archived: raw.isArchived,
    defaultBranch: raw.defaultBranchRef?.name,
    labels: labels.map(({ id, name }) => ({ id, name })),
  };
}

/** A file, or `undefined` where there is none at that path (a folder, say). A binary one reads as empty text. */
export function readFile(path: string, raw: RawFile | null | undefined): SourceFile | undefined {
  return raw?.oid === undefined ? undefined : { path, oid: raw.oid, text: raw.text ?? "" };
}

/** Policy, owner's policy, forms, iCalendar files of rotas and words of the repository's own as they stand at the head of the default branch. */
export function readSources(observed: RawObserved): Sources {
  const forms = filesIn(formsFolder, observed.repository?.forms).filter(
    ({ path }) => /\.ya?ml$/i.test(path) && !/\/config\.ya?ml$/i.test(path),
  );
  const calendars = filesIn(rotaFolder, observed.repository?.rota).filter(({ path }) =>
    path.endsWith(".ics"),
  );
  const messages = filesIn(MESSAGES, observed.repository?.messages);
  return {
    policy: readFile(policyFile, observed.repository?.policy),
    ownerPolicy: readFile(policyFile, observed.ownerPolicy?.policy),
    forms,
    ...(calendars.length > 0 && { calendars }),
    ...(messages.length > 0 && { messages }),
  };
}

function filesIn(folder: string, raw: RawFolder | null | undefined): readonly SourceFile[] {
  return (raw?.entries ?? []).flatMap(({ name, object }) => readFile(`${folder}/${name}`, object) ?? []);
}
