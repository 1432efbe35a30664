// One effect as one aliased mutation; the document of a plan is many of them, run by GitHub in their order.
import { cut, title } from "../engine/text/safe.ts";
import type { Write } from "./write.ts";

/** A mutation by its field, its input's type, the input, and what is asked back. */
export interface Mutation {
  readonly field: string;
  readonly type: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Selection beside `clientMutationId`; the node made or changed is found in it. */
  readonly selection: string;
}

/** What a write needs besides the effect itself: bodies as they will stand, ids that were looked up. */
export interface Prepared {
  readonly write: Write;
  /** Of a new issue. */
  readonly title?: string;
  /** The whole body, for all that has one. */
  readonly body?: string | undefined;
  readonly repositoryId?: string;
  readonly labelIds?: readonly string[];
  readonly assigneeIds?: readonly string[];
}

/** The mutation that carries out a write. */
export function mutationOf(prepared: Prepared): Mutation {
  const { write, body } = prepared;
  switch (write.kind) {
    case "create-label": {
      const { repositoryId, name } = write;
      const color = write.color.replace(/^#/, "");
      const description = cut(write.description, mostDescription);
      return of("createLabel", { repositoryId, name, color, description }, "label { id }");
    }
    case "add-label":
      return of("addLabelsToLabelable", { labelableId: write.issueId, labelIds: [write.labelId] });
    case "remove-label":
      return of("removeLabelsFromLabelable", { labelableId: write.issueId, labelIds: [write.labelId] });
    case "assign":
      return of("addAssigneesToAssignable", {
        assignableId: write.issueId,
        assigneeIds: prepared.assigneeIds ?? [],
      });
    case "react":
      return of("addReaction", { subjectId: write.commentId, content: write.content });
    case "minimize":
      return of("minimizeComment", { subjectId: write.commentId, classifier: "OUTDATED" });
    case "delete-comment":
      return of("deleteIssueComment", { id: write.commentId });
    case "link":
      // It hangs under the issue that it is moved from, and GitHub lets an issue have one parent.
      return of("addSubIssue", { issueId: write.issueId, subIssueId: write.childId, replaceParent: true });
    case "block":
      return of("addBlockedBy", { issueId: write.issueId, blockingIssueId: write.blockerId });
    case "set-field": {
      const issueFields = [{ fieldId: write.fieldId, dateValue: write.day }];
      return of("setIssueFieldValue", { issueId: write.issueId, issueFields });
    }
    case "unblock":
      return of("removeBlockedBy", { issueId: write.issueId, blockingIssueId: write.blockerId });
    case "edit-comment":
      return of("updateIssueComment", { id: write.commentId, body }, "issueComment { id }");
    case "edit-lines":
      return of("updateIssue", { id: write.issueId, body }, "issue { id body }");
    case "edit-body":
      return of("updateIssue", { id: write.issueId, body }, "issue { id body }");
    case "pin":
      return of("pinIssue", { issueId: write.issueId });
    case "comment":
      return of("addComment", { subjectId: write.issueId, body }, "commentEdge { node { id } }");
    case "create-issue":
      return createIssue(prepared, write);
    case "close":
      return of("closeIssue", { issueId: write.issueId, stateReason: write.reason }, "issue { id }");
    case "card":
      return write.commentId === undefined
        ? of("addComment", { subjectId: write.issueId, body }, "commentEdge { node { id } }")
        : of("updateIssueComment", { id: write.commentId, body }, "issueComment { id }");
  }
}

/** How many characters GitHub takes as the description of a label. */
export const mostDescription = 100;

function of(field: string, input: Mutation["input"], selection = ""): Mutation {
  return { field, type: `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`, input, selection };
}

type CreateIssueWrite = Extract<Write, { readonly kind: "create-issue" }>;

function createIssue(
  { title: named, body, repositoryId, labelIds, assigneeIds }: Prepared,
  write: CreateIssueWrite,
): Mutation {
  const { parentId } = write;
  const input = { repositoryId, title: title(named ?? write.title), body, labelIds, assigneeIds };
  return of(
    "createIssue",
    parentId === undefined ? input : { ...input, parentIssueId: parentId },
    "issue { id number }",
  );
}

/** The alias of the n-th mutation of a document. */
export function aliasOf(index: number): string {
  return `m${index}`;
}

/** A document of mutations, aliased in their order, and its variables; `clientMutationId` is each effect's id. */
export function applyDocument(prepared: readonly Prepared[]): {
  document: string;
  variables: Record<string, unknown>;
} {
  const mutations = prepared.map(mutationOf);
  const declared = mutations.map(({ type }, index) => `$i${index}: ${type}!`).join(", ");
  const fields = mutations.map(
    ({ field, selection }, index) =>
      `  ${aliasOf(index)}: ${field}(input: $i${index}) { clientMutationId ${selection} }`,
  );
  const inputs = mutations.map(({ input }, index) => [
    `i${index}`,
    { ...input, clientMutationId: prepared[index]?.write.id },
  ]);
  return {
    document: `mutation ApplyPlan(${declared}) {\n${fields.join("\n")}\n}`,
    variables: Object.fromEntries(inputs),
  };
}
