// What issues have in the field *Target date*, and who put it there: one request for many.
import type { Child, DateMove } from "../engine/snapshot/child.ts";
import { who } from "./document.ts";
import { completeData } from "./partial.ts";
import { readActor } from "./read-actor.ts";
import { type Nodes, present, type RawActor } from "./shape.ts";
import type { Transport } from "./transport.ts";

interface RawMove {
  readonly id?: string;
  readonly createdAt?: string;
  readonly actor?: RawActor | null;
  readonly value?: string | null;
  readonly issueField?: { readonly id?: string } | null;
}

interface RawDated {
  readonly id?: string;
  readonly issueFieldValues?: Nodes<{
    readonly value?: string;
    readonly field?: { readonly id?: string } | null;
  }> | null;
  readonly dated?: Nodes<RawMove>;
}

/** The days in the field and who put them there (variables: ids). Only what is asked of accounts that have the field. */
export const targetDatesDocument = `query TargetDates($ids: [ID!]!) {
  nodes(ids: $ids) { __typename ... on Issue {
    id
    issueFieldValues(first: 25) { nodes { ... on IssueFieldDateValue { value field { ... on IssueFieldDate { id } } } } }
    dated: timelineItems(last: 20,
      itemTypes: [ISSUE_FIELD_ADDED_EVENT, ISSUE_FIELD_CHANGED_EVENT, ISSUE_FIELD_REMOVED_EVENT]) { nodes {
      ... on IssueFieldAddedEvent { id createdAt actor { ...Who } value issueField { ... on IssueFieldDate { id } } }
      ... on IssueFieldChangedEvent { id createdAt actor { ...Who } value: newValue issueField { ... on IssueFieldDate { id } } }
      ... on IssueFieldRemovedEvent { id createdAt actor { ...Who } issueField { ... on IssueFieldDate { id } } }
    } }
  } }
}
${who}`;

type Target = NonNullable<Child["target"]>;

/** What the field has for these issues, by their node ids; those that are gone are not among them. Throws where the answer is partial. */
export async function datesOf(
  transport: Transport,
  ids: readonly string[],
  field: string,
): Promise<ReadonlyMap<string, Target>> {
  const answer = await transport.graphql<{ readonly nodes: readonly (RawDated | null)[] }>(
    targetDatesDocument,
    {
      ids,
    },
  );
  // Each of them may have been deleted since it was read.
  const { nodes } = completeData("the target dates of actions", answer, ["nodes.*"]);
  return new Map(
    nodes.flatMap((raw) => (raw?.id === undefined ? [] : [[raw.id, readTarget(raw, field)] as const])),
  );
}

function readTarget({ issueFieldValues, dated }: RawDated, field: string): Target {
  const day = dayIn(present(issueFieldValues).find((one) => one.field?.id === field)?.value);
  const moves = present(dated).flatMap((raw): readonly DateMove[] => {
    const { id, createdAt, actor = null, value, issueField } = raw;
    if (id === undefined || createdAt === undefined || issueField?.id !== field) return [];
    return [{ id, at: Date.parse(createdAt), by: readActor(actor), day: dayIn(value) }];
  });
  return { day, moves };
}

function dayIn(value: string | null | undefined): string | undefined {
  return /^\d{4}-\d{2}-\d{2}/.exec(value ?? "")?.[0];
}
