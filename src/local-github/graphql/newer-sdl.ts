// What github.com has by now and the package with its schema has not: our own writing of what GitHub documents.

/**
 * Dependencies of issues, by GitHub's reference and its changelog of the schema (2025-07-30 and 2025-08-14); an issue has at most 50 of each kind:
 * https://docs.github.com/graphql/reference/issues · https://docs.github.com/graphql/overview/changelog ·
 * https://docs.github.com/issues/tracking-your-work-with-issues/using-issues/creating-issue-dependencies
 */
const dependencies = `
enum IssueDependencyOrderField { CREATED_AT DEPENDENCY_ADDED_AT }
input IssueDependencyOrder { direction: OrderDirection! field: IssueDependencyOrderField! }
type IssueDependenciesSummary { blockedBy: Int! blocking: Int! totalBlockedBy: Int! totalBlocking: Int! }
extend type Issue {
  blockedBy(after: String before: String first: Int last: Int
    orderBy: IssueDependencyOrder = {field: DEPENDENCY_ADDED_AT, direction: DESC}): IssueConnection!
  blocking(after: String before: String first: Int last: Int
    orderBy: IssueDependencyOrder = {field: DEPENDENCY_ADDED_AT, direction: DESC}): IssueConnection!
  issueDependenciesSummary: IssueDependenciesSummary!
}
type BlockedByAddedEvent implements Node { actor: Actor blockingIssue: Issue createdAt: DateTime! id: ID! }
type BlockedByRemovedEvent implements Node { actor: Actor blockingIssue: Issue createdAt: DateTime! id: ID! }
type BlockingAddedEvent implements Node { actor: Actor blockedIssue: Issue createdAt: DateTime! id: ID! }
type BlockingRemovedEvent implements Node { actor: Actor blockedIssue: Issue createdAt: DateTime! id: ID! }
extend union IssueTimelineItems = BlockedByAddedEvent | BlockedByRemovedEvent | BlockingAddedEvent | BlockingRemovedEvent
extend enum IssueTimelineItemsItemType {
  BLOCKED_BY_ADDED_EVENT BLOCKED_BY_REMOVED_EVENT BLOCKING_ADDED_EVENT BLOCKING_REMOVED_EVENT
}
input AddBlockedByInput { blockingIssueId: ID! clientMutationId: String issueId: ID! }
type AddBlockedByPayload { blockingIssue: Issue clientMutationId: String issue: Issue }
input RemoveBlockedByInput { blockingIssueId: ID! clientMutationId: String issueId: ID! }
type RemoveBlockedByPayload { blockingIssue: Issue clientMutationId: String issue: Issue }
extend type Mutation {
  addBlockedBy(input: AddBlockedByInput!): AddBlockedByPayload
  removeBlockedBy(input: RemoveBlockedByInput!): RemoveBlockedByPayload
}
`;

/**
 * Fields of issues, a public preview, by GitHub's reference and its changelog of the schema (2025-11-30 and 2026-03-30), as far as they are used here:
 * fields that are dates. https://docs.github.com/graphql/reference/issues · https://docs.github.com/graphql/overview/changelog
 */
const fields = `
enum IssueFieldDataType { DATE MULTI_SELECT NUMBER SINGLE_SELECT TEXT }
type IssueFieldDate implements Node { createdAt: DateTime! dataType: IssueFieldDataType! description: String id: ID! name: String! }
union IssueFields = IssueFieldDate
type IssueFieldDateValue implements Node { field: IssueFields id: ID! value: String! }
union IssueFieldValue = IssueFieldDateValue
type IssueFieldValueConnection { nodes: [IssueFieldValue] pageInfo: PageInfo! totalCount: Int! }
extend type Issue { issueFieldValues(after: String before: String first: Int last: Int): IssueFieldValueConnection }
type IssueFieldAddedEvent implements Node {
  actor: Actor createdAt: DateTime! id: ID! issueField: IssueFields value: String
}
type IssueFieldChangedEvent implements Node {
  actor: Actor createdAt: DateTime! id: ID! issueField: IssueFields newValue: String previousValue: String
}
type IssueFieldRemovedEvent implements Node { actor: Actor createdAt: DateTime! id: ID! issueField: IssueFields }
extend union IssueTimelineItems = IssueFieldAddedEvent | IssueFieldChangedEvent | IssueFieldRemovedEvent
extend enum IssueTimelineItemsItemType {
  ISSUE_FIELD_ADDED_EVENT ISSUE_FIELD_CHANGED_EVENT ISSUE_FIELD_REMOVED_EVENT
}
input IssueFieldCreateOrUpdateInput {
  dateValue: String delete: Boolean fieldId: ID! numberValue: Float singleSelectOptionId: ID textValue: String
}
input SetIssueFieldValueInput { clientMutationId: String issueFields: [IssueFieldCreateOrUpdateInput!]! issueId: ID! }
type SetIssueFieldValuePayload { clientMutationId: String issue: Issue issueFieldValues: [IssueFieldValue!] }
extend type Mutation { setIssueFieldValue(input: SetIssueFieldValueInput!): SetIssueFieldValuePayload }
`;

/** The schema of github.com as SDL, from that of the package (`schemaText`). */
export function newerSchema(packaged: string): string {
  return packaged + dependencies + fields;
}
