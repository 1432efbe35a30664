// How things on GitHub are addressed.

/** The address of an issue, `owner/repo#7`, or of a repository's own subject, `owner/repo#handover`. */
export type IssueRef = string;
