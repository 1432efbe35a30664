// Completes the documents of a policy: where each stands, what opens it, who reviews and approves it.
import { named } from "../../named.ts";
import { type Condition, completeCondition, inWords, list } from "../complete.ts";
import type { Completing } from "../section.ts";
import type { DocumentsFile } from "./section.ts";

/** Where a document stands. `{slug}` stands for the incident's short name. */
export interface DocumentPlace {
  readonly path: string;
  readonly branch: string;
  /** `owner/name`; absent: the incident's own. */
  readonly repository: string | undefined;
}

/** Of a chain of approval one step: a holder of any of these roles, or while none of those is there of a deputy's. */
export interface ApprovalStep {
  readonly by: readonly string[];
  readonly deputies: readonly string[];
  /** Roles after whose approval it is left out while all of `by` are said to be away. */
  readonly skippedAfter: readonly string[];
}

/** A document that is made of the record of an incident. */
export interface DocumentKind extends DocumentPlace {
  readonly key: string;
  /** What people call it. */
  readonly title: string;
  /** Template in `templates/documents/` without its ending. */
  readonly template: string;
  /** Events on which it opens by itself; none: only a command opens it. */
  readonly opens: readonly string[];
  /** Facts by which it does. */
  readonly when: Condition;
  /** Roles whose holders are asked to review it. */
  readonly reviewers: readonly string[];
  readonly owner: string | undefined;
  /** Who approves it, in this order, before it is accepted; empty: whoever may merges it. */
  readonly approve: readonly ApprovalStep[];
  /** Fields that head it, whatever stage asks for them; `title` where it calls one otherwise. */
  readonly header: readonly { readonly field: string; readonly title: string | undefined }[];
  /** Fields that tell the impact; empty: the one that the policy marks as that. */
  readonly impact: readonly string[];
  /** Fields that the redacted copy leaves out. */
  readonly redact: readonly string[];
  readonly redacted: DocumentPlace;
  /** By what a question of it is about the ids of the rules that ask it; empty where there are none. */
  readonly rules: Readonly<Record<string, string>>;
  /** Ids of the rules that it carries out; empty where it has none. */
  readonly source: string;
}

/** What the questions of the documents that ship are about. */
export const questions = [
  "investigations",
  "impact",
  "resolution",
  "cause",
  "actions",
  "work",
  "timescales",
  "planned",
] as const;

/** The documents by key. */
export function buildDocuments({ file }: Pick<Completing, "file">): Readonly<Record<string, DocumentKind>> {
  return named(Object.entries(file.documents ?? {}).map(([key, given]) => [key, kindOf(key, given)]));
}

function kindOf(key: string, given: DocumentsFile[string]): DocumentKind {
  const suffix = key === "report" ? "" : `-${key}`;
  const path = given.path ?? `incidents/{slug}${suffix}.md`;
  const branch = given.branch ?? `incident/{slug}${suffix}`;
  const { redacted = {} } = given;
  return {
    ...{ key, path, branch },
    title: given.title ?? inWords(key),
    template: given.template ?? (key === "report" ? "incident-report" : key),
    repository: given.repo,
    opens: list(given.opens),
    when: completeCondition(given.when),
    reviewers: list(given.reviewers),
    owner: given.owner,
    approve: (given.approve ?? []).map(stepOf),
    header: (given.header ?? []).map((one) =>
      typeof one === "string" ? { field: one, title: undefined } : { field: one.field, title: one.title },
    ),
    impact: given.impact ?? [],
    redact: given.redact ?? [],
    redacted: {
      path: redacted.path ?? path.replace(/\.md$/, "-redacted.md"),
      branch: redacted.branch ?? `${branch}-redacted`,
      repository: redacted.repo ?? given.repo,
    },
    rules: named(questions.map((question) => [question, given.rules?.[question] ?? ""] as const)),
    source: given.source ?? "",
  };
}

function stepOf(given: NonNullable<DocumentsFile[string]["approve"]>[number]): ApprovalStep {
  if (typeof given === "string" || Array.isArray(given))
    return { by: list(given), deputies: [], skippedAfter: [] };
  return { by: list(given.by), deputies: list(given.deputies), skippedAfter: list(given["skipped-after"]) };
}
