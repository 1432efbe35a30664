// The last look before a write: bodies put together, lines read again, repositories and people of new issues looked up.
import type { Assign, CreateIssue, EditLines } from "../engine/effect.ts";
import { bodyOf, cardBodyOf } from "./body.ts";
import { cardMarker } from "./card.ts";
import type { Installation } from "./client.ts";
import { encodeLedger } from "./ledger.ts";
import { freshBodies, withLines } from "./lines.ts";
import type { Prepared } from "./mutation.ts";
import type { Failure } from "./phase.ts";
import type { Proof, Surroundings } from "./proof.ts";
import type { Roles } from "./roles.ts";
import type { FilingTarget } from "./targets.ts";
import type { Write, WriterOptions, WritingSituation } from "./write.ts";

/** The writes that one installation carries out, in one document. */
export interface Group {
  readonly transport: Installation;
  readonly snapshot: WritingSituation;
  readonly group: readonly Write[];
}

/**
 * The group after its last look: what goes into the document, what can't be done, and whether something waits for the next
 * pass.
 */
export interface Ready {
  readonly prepared: readonly Prepared[];
  readonly failed: readonly Failure[];
  readonly waiting: boolean;
}

type Step =
  | { readonly kind: "ready"; readonly prepared: Prepared }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "waiting" };

type Worded<Kind extends Write["kind"]> = Extract<Write, { readonly kind: Kind }>;

/** Prepares the writes of one document: at most one read for lines and one for new issues' repositories. */
export async function prepare(options: WriterOptions, { transport, snapshot, group }: Group): Promise<Ready> {
  const lines = group.filter((write) => write.kind === "edit-lines");
  const issues = group.filter((write) => write.kind === "create-issue");
  const bodies = await freshBodies(transport, lines);
  const targets = await options.targets.find(transport, issues, snapshot.repository);
  const steps = await Promise.all(
    group.map(async (write): Promise<Step> => {
      if (write.kind === "edit-lines") return lineStep(write, bodies.get(write.issueId));
      if (write.kind === "create-issue") {
        const target = targets.get(write.repository);
        const { name, public: isPublic } = snapshot.repository;
        const where = { isElsewhere: write.repository !== name, isPublic };
        return issueStep({ write, target, transport, where, ...options });
      }
      if (write.kind === "assign") return assignStep({ write, transport, ...options }, snapshot);
      return wordedStep(write, snapshot, options);
    }),
  );
  return {
    prepared: steps.flatMap((step) => (step.kind === "ready" ? [step.prepared] : [])),
    failed: steps.flatMap((step) => (step.kind === "failed" ? [step.failure] : [])),
    waiting: steps.some(({ kind }) => kind === "waiting"),
  };
}

/** What is longer than GitHub takes can't be done, and holds nothing else up. */
function wordedStep(write: Write, snapshot: WritingSituation, options: WriterOptions): Step {
  try {
    return { kind: "ready", prepared: worded(write, snapshot, options) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { kind: "failed", failure: { write, message: error.message } };
  }
}

/** With its body: our words, and the hidden lines that prove them ours. */
function worded(
  write: Write,
  { key, issue, repository }: WritingSituation,
  { proof, memory }: Pick<WriterOptions, "proof" | "memory">,
): Prepared {
  switch (write.kind) {
    case "card": {
      const seat = { id: write.issueId, ref: key, createdAt: issue?.createdAt ?? 0 };
      const number = (memory.ledger(key)?.number ?? 0) + 1;
      const hidden = [
        ...proof.linesFor([[cardMarker, write.ledger.id]], write.issueId),
        encodeLedger(write.ledger, { seat, number, proof }),
      ];
      return { write, body: cardBodyOf(write.text, hidden) };
    }
    case "comment":
    case "edit-comment":
      return { write, body: bodyOf(write.text, proof.linesFor(write.markers, write.issueId)) };
    case "edit-body": {
      const where = { isElsewhere: false, isPublic: repository.public };
      return { write, body: bodyOf(write.text, proof.linesForIssue(write.markers, where)) };
    }
    default:
      return { write };
  }
}

/** Somebody wrote in the body since it was read: the lines wait until that was looked at. */
function lineStep(write: EditLines, body: string | undefined): Step {
  if (body === undefined) {
    const message =
      "the issue whose lines should be ticked can't be read any more; expected it where it was filed";
    return { kind: "failed", failure: { write, message } };
  }
  if (body !== write.body) return { kind: "waiting" };
  return { kind: "ready", prepared: { write, body: withLines(body, write.lines) } };
}

interface Filing {
  readonly write: Worded<"create-issue">;
  readonly target: FilingTarget | undefined;
  readonly roles: Roles;
  readonly proof: Proof;
  readonly where: Surroundings;
  readonly transport: Installation;
}

async function issueStep({ write, target, roles, proof, where, transport }: Filing): Promise<Step> {
  if (target === undefined || target.kind === "unfit") {
    const message = target?.message ?? `${write.repository} was not looked up`;
    return { kind: "failed", failure: { write, message } };
  }
  const labelIds = write.labels.flatMap((name) => target.labels.get(name.toLowerCase()) ?? []);
  const assigneeIds = await assignable(write, { roles, transport, open: target.public });
  const { title, text } = target.public ? (write.inPublic ?? write) : write;
  const body = bodyOf(text, proof.linesForIssue(write.markers, where));
  const prepared = { write, title, body, repositoryId: target.id, labelIds, assigneeIds };
  return { kind: "ready", prepared };
}

/** Somebody without access can't be given an issue: GitHub says nothing of it, so it is said here. */
async function assignStep(
  {
    write,
    roles,
    transport,
  }: { readonly write: Assign; readonly roles: Roles; readonly transport: Installation },
  { repository }: WritingSituation,
): Promise<Step> {
  const where = { ...write, repository: repository.name };
  const assigneeIds = await assignable(where, { roles, transport, open: repository.public });
  if (assigneeIds.length > 0) return { kind: "ready", prepared: { write, assigneeIds } };
  const names = write.assignees.join(", ");
  const message = `${names} can't be assigned in ${repository.name}; expected somebody who may triage there: change who is on duty, or give them the access`;
  return { kind: "failed", failure: { write, message } };
}

interface Assigning {
  readonly roles: Roles;
  readonly transport: Installation;
  /** The repository is public: there everybody has the role read, which says nothing. */
  readonly open: boolean;
}

/** Node ids of those who can be assigned; for the others their name in the text has to do. */
async function assignable(
  write: Pick<CreateIssue, "repository" | "assignees">,
  { roles, transport, open }: Assigning,
): Promise<readonly string[]> {
  const standings = await Promise.all(
    write.assignees.map((login) => roles.of(transport, write.repository, login)),
  );
  return standings.flatMap(({ role, id }) => {
    const outsider = role === "none" || (open && role === "read");
    return outsider || id === undefined ? [] : [id];
  });
}
