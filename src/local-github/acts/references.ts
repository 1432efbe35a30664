// What GitHub does with `#7` and `owner/repo#7` in people's words: a line on the timeline of the issue that was named.
import type { Acting } from "../platform.ts";
import { newest } from "../platform.ts";
import type { Issue, IssueOrPullRequest } from "../records.ts";
import { change } from "./change.ts";

const hidden = /<!--[\s\S]*?(?:-->|$)|^ {0,3}(```|~~~)[\s\S]*?^ {0,3}\1|`[^`\n]*`/gm;
const reference = /(?<![\w/])(?:([\w.-]+\/[\w.-]+))?#(\d+)\b|\/([\w.-]+\/[\w.-]+)\/(?:issues|pull)\/(\d+)\b/g;
/** The words before a reference by which a merge closes the issue. */
const closing = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+$/i;

/** An issue or pull request that a text names, and whether it says that merging it closes that. */
interface Named {
  readonly target: IssueOrPullRequest;
  readonly closes: boolean;
}

function namedIn(act: Acting, source: IssueOrPullRequest, text: string): readonly Named[] {
  const view = newest(act);
  const home = view.theRepository(source.repositoryId);
  const shown = text.replace(hidden, " ");
  return Array.from(shown.matchAll(reference)).flatMap((match) => {
    const name = match[1] ?? match[3];
    const repository = name === undefined ? home : view.repository(name);
    const number = Number(match[2] ?? match[4]);
    const target = repository === undefined ? undefined : view.conversation(repository.id, number);
    // Whoever can't look into a repository names nothing in it.
    if (repository === undefined || target === undefined || act.sees?.(repository) === false) return [];
    const closes = source.kind === "PullRequest" && closing.test(shown.slice(0, match.index));
    return [{ target, closes }];
  });
}

/** The open issues that a pull request fixes by its own words. */
export function fixedBy(
  act: Acting,
  pull: IssueOrPullRequest & { readonly kind: "PullRequest" },
): readonly Issue[] {
  const fixed = namedIn(act, pull, pull.body).filter(({ closes }) => closes);
  const issues = fixed.flatMap(({ target }) => (target.kind === "Issue" ? [target] : []));
  return [...new Map(issues.map((issue) => [issue.id, issue])).values()].filter(
    ({ state }) => state === "OPEN",
  );
}

/** Adds a cross-reference to everything that `text` names, once for each source. */
export function crossReference(act: Acting, source: IssueOrPullRequest, text: string): void {
  const home = newest(act).theRepository(source.repositoryId);
  for (const { target: named, closes } of namedIn(act, source, text)) {
    const target = newest(act).theIssueOrPull(named.id);
    if (target.id === source.id) continue;
    const known = target.timeline.some(
      (item) => item.kind === "CrossReferencedEvent" && item.sourceId === source.id,
    );
    if (known) continue;
    change(act, target, {
      events: [
        {
          kind: "CrossReferencedEvent",
          sourceId: source.id,
          willClose: closes,
          crossRepository: target.repositoryId !== home.id,
        },
      ],
    });
  }
}
