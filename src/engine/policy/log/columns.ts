// The columns of the incident log that no field gives, and those that a policy has without saying which.

/** What every incident has. A column of this name is this, whatever field has the same id. */
export const columns = [
  "id",
  "slug",
  "reference",
  "title",
  "declared",
  "severity",
  "status",
  "flags",
  "resolved",
  "closed",
  "outcome",
  "review",
  "link",
  "reporter",
] as const;

/** One of them. */
export type LogColumn = (typeof columns)[number];

/** Is it one of them? */
export function isLogColumn(name: string): name is LogColumn {
  return (columns as readonly string[]).includes(name);
}

/** The columns where a policy names none: of the fields among them those that it has. No person is named. */
export const standard: readonly string[] = [
  ...["id", "slug", "reference", "title", "declared", "discovered", "started", "occurred"],
  ...["kind", "triage", "severity", "status", "flags", "service", "resolved", "closed"],
  ...["outcome", "cause", "review", "link"],
];
