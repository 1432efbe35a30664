// The largest query that the tests ask of the local GitHub: an incident whole, with everything that it can show.

/** Variables: `owner`, `repo`, `number`; the sizes of the pages have defaults. */
export const observeIncident = `
query ObserveIncident($owner: String!, $repo: String!, $number: Int!, $edits: Int = 20, $subs: Int = 50, $comments: Int = 100, $events: Int = 100) {
  rateLimit { cost remaining resetAt nodeCount }
  repository(owner: $owner, name: $repo) {
    id nameWithOwner isArchived hasIssuesEnabled viewerPermission
    defaultBranchRef { name target { oid } }
    policy: object(expression: "HEAD:.github/tocsin.yml") { ... on Blob { oid text isBinary isTruncated byteSize } }
    labels(first: 100, query: "incident") { totalCount nodes { id name color description } }
    issue(number: $number) { ...IncidentCore }
  }
}
fragment IncidentCore on Issue {
  id fullDatabaseId number title body url state stateReason locked isPinned
  createdAt updatedAt closedAt lastEditedAt includesCreatedEdit viewerDidAuthor viewerCanUpdate authorAssociation
  author { __typename login } editor { __typename login }
  userContentEdits(last: $edits) { totalCount nodes { id editedAt deletedAt diff editor { __typename login } } }
  assignees(first: 10) { nodes { id login } }
  labels(first: 50) { totalCount nodes { id name } }
  parent { id number url state repository { nameWithOwner } }
  subIssuesSummary { total completed percentCompleted }
  subIssues(first: $subs) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes {
      id number title url state stateReason closedAt
      repository { nameWithOwner isPrivate }
      assignees(first: 5) { nodes { login } }
      labels(first: 10) { nodes { name } }
    }
  }
  comments(last: $comments) {
    totalCount pageInfo { hasPreviousPage startCursor }
    nodes { id fullDatabaseId body createdAt lastEditedAt isMinimized minimizedReason viewerDidAuthor authorAssociation author { __typename login } }
  }
  timelineItems(last: $events, itemTypes: [ISSUE_COMMENT, LABELED_EVENT, UNLABELED_EVENT, CLOSED_EVENT, REOPENED_EVENT, ASSIGNED_EVENT, UNASSIGNED_EVENT, RENAMED_TITLE_EVENT, CROSS_REFERENCED_EVENT, COMMENT_DELETED_EVENT, TRANSFERRED_EVENT, SUB_ISSUE_ADDED_EVENT, SUB_ISSUE_REMOVED_EVENT, PARENT_ISSUE_ADDED_EVENT, PARENT_ISSUE_REMOVED_EVENT, MARKED_AS_DUPLICATE_EVENT, UNMARKED_AS_DUPLICATE_EVENT]) {
    totalCount filteredCount pageInfo { hasPreviousPage startCursor }
    nodes {
      __typename
      ... on IssueComment { id fullDatabaseId body }
      ... on LabeledEvent { id createdAt actor { __typename login } label { id name } }
      ... on UnlabeledEvent { id createdAt actor { __typename login } label { id name } }
      ... on ClosedEvent { id createdAt actor { __typename login } stateReason closer { __typename ... on PullRequest { url merged } } }
      ... on ReopenedEvent { id createdAt actor { __typename login } stateReason }
      ... on AssignedEvent { id createdAt actor { __typename login } assignee { __typename ... on User { login } ... on Bot { login } } }
      ... on UnassignedEvent { id createdAt actor { __typename login } assignee { __typename ... on User { login } ... on Bot { login } } }
      ... on RenamedTitleEvent { id createdAt actor { __typename login } previousTitle currentTitle }
      ... on CrossReferencedEvent { id createdAt isCrossRepository source { __typename ... on Issue { url } ... on PullRequest { url merged mergedAt } } }
      ... on CommentDeletedEvent { id createdAt actor { __typename login } deletedCommentAuthor { login } }
      ... on TransferredEvent { id createdAt fromRepository { nameWithOwner } }
      ... on SubIssueAddedEvent { id createdAt subIssue { url } }
      ... on SubIssueRemovedEvent { id createdAt subIssue { url } }
      ... on ParentIssueAddedEvent { id createdAt parent { url } }
      ... on ParentIssueRemovedEvent { id createdAt parent { url } }
      ... on MarkedAsDuplicateEvent { id createdAt canonical { __typename ... on Issue { number } } duplicate { __typename ... on Issue { number } } }
      ... on UnmarkedAsDuplicateEvent { id createdAt canonical { __typename ... on Issue { number } } duplicate { __typename ... on Issue { number } } }
    }
  }
}`;
