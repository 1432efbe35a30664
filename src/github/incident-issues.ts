// Every incident of a repository, open or closed, that changed since an instant: what the status page is made from.
import { type Instant, isoSeconds } from "../engine/instant.ts";
import type { IssueRef } from "../engine/issue-ref.ts";
import type { Installation } from "./client.ts";

const pageSize = 100;

/** An issue of the list, and when anything of it last changed. */
export interface ListedIssue {
  readonly ref: IssueRef;
  readonly updatedAt: Instant;
}

/** Issues with a label, oldest first; throws where a page is missing. `repository` is `owner/name`. */
export async function readIncidentIssues(
  { rest }: Installation,
  {
    repository,
    label,
    since,
  }: { readonly repository: string; readonly label: string; readonly since: Instant },
): Promise<readonly ListedIssue[]> {
  const [owner = "", repo = ""] = repository.split("/");
  const found: ListedIssue[] = [];
  for (let page = 1; ; page++) {
    const asking = { owner, repo, labels: label, state: "all" as const, since: isoSeconds(since) };
    const order = { sort: "created" as const, direction: "asc" as const, per_page: pageSize, page };
    const { data } = await rest.issues.listForRepo({ ...asking, ...order });
    for (const { number, updated_at: updated, pull_request: pull } of data)
      if (pull === undefined) found.push({ ref: `${repository}#${number}`, updatedAt: Date.parse(updated) });
    if (data.length < pageSize) return found;
  }
}
