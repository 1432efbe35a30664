// What GitHub does with `#7` and `owner/repo#7` in people's words: a line on the timeline of the issue that was named.
import type { Acting } from "../platform.ts";
import { newest } from "../platform.ts";
import type { Issue, PullRequest } from "../records.ts";
import { changeIssue } from "./change.ts";

const hidden = /<!--[\s\S]*?(?:-->|$)|^ {0,3}(```|~~~)[\s\S]*?^ {0,3}\1|`[^`\n]*`/gm;
const reference = /(?<![\w/])(?:([\w.-]+\/[\w.-]+))?#(\d+)\b|\/([\w.-]+\/[\w.-]+)\/issues\/(\d+)\b/g;

/** Adds a cross-reference to every issue that `text` names, once for each source. `closes` marks a merged fix. */
export function crossReference(act: Acting, source: Issue | PullRequest, text: string, closes = false): void {
  const view = newest(act);
  const home = view.theRepository(source.repositoryId);
  for (const match of text.replace(hidden, " ").matchAll(reference)) {
    const name = match[1] ?? match[3];
    const repository = name === undefined ? home : view.repository(name);
    const number = Number(match[2] ?? match[4]);
    const target = repository === undefined ? undefined : newest(act).issue(repository.id, number);
    if (repository === undefined || target === undefined || target.id === source.id) continue;
    // Whoever can't look into a repository names nothing in it.
    if (act.sees?.(repository) === false) continue;
    const known = target.timeline.some(
      (item) => item.kind === "CrossReferencedEvent" && item.sourceId === source.id,
    );
    if (known) continue;
    changeIssue(act, target, {
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
