// Where the act behind a fact of a document can be read: the comment, the review of a pull request, else the incident itself.
import type { HistoryEntry } from "../incident.ts";
import { serverOf } from "../issue-ref.ts";
import { judgedIn } from "../part-id.ts";
import type { IncidentSituation } from "../situation.ts";

const known = new WeakMap<IncidentSituation["snapshot"], ReadonlyMap<string, string>>();

/** The addresses of comments by their node ids; worked out once for what was seen. */
function comments({ snapshot }: Pick<IncidentSituation, "snapshot">): ReadonlyMap<string, string> {
  const before = known.get(snapshot);
  if (before !== undefined) return before;
  const all = [...snapshot.issue.timeline, ...snapshot.children.flatMap((child) => child.comments)];
  const found = new Map(
    all.flatMap((item) =>
      item.kind === "comment" && item.url !== undefined ? [[item.id, item.url] as const] : [],
    ),
  );
  known.set(snapshot, found);
  return found;
}

/** Where what has this node id can be read. Labels, edits and closings have no address of their own: the incident shows them. */
export function urlOf(cause: string | undefined, here: Pick<IncidentSituation, "snapshot">): string {
  const own = cause === undefined ? undefined : comments(here).get(judgedIn(cause));
  return own ?? here.snapshot.issue.url;
}

/** The same of a line of the timeline. */
export function urlOfEntry(
  { cause, url, values }: HistoryEntry,
  here: Pick<IncidentSituation, "snapshot">,
): string {
  return url ?? urlOf(cause ?? values.item, here);
}

/** The page of another issue (`owner/repo#7`), on the server that the incident is on. */
export function urlOfIssue(ref: string, { snapshot }: Pick<IncidentSituation, "snapshot">): string {
  const [repository = "", number = ""] = ref.split("#");
  return `${serverOf(snapshot.issue.url)}/${repository}/issues/${number}`;
}

/** Where an answer was given: by the last that gave it, else in the form of the incident. */
export function urlOfFact(field: string, here: IncidentSituation): string {
  const said = here.incident.history.findLast(
    ({ what, values }) => what === "fact-set" && values.field === field,
  );
  return said === undefined ? here.snapshot.issue.url : urlOfEntry(said, here);
}
