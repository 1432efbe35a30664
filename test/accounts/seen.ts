// What stands on the stage's GitHub when a story is over: all words of a repository, what Tocsin did, and what belongs to whom.
import type { LocalGitHub } from "../../src/local-github/github.ts";

/** Every word that stands in a repository's issues and labels now, hidden lines among them. */
export function standingIn(github: LocalGitHub, repo: string): string {
  const issues = github.issues(repo).map((issue) => {
    const comments = github.comments(issue.ref).map(({ body }) => body);
    return [issue.title, issue.body, ...issue.labels, ...issue.assignees, ...comments].join("\n");
  });
  const labels = github.labels(repo).map(({ name, description }) => `${name} ${description}`);
  return [...issues, ...labels].join("\n");
}

/** Every word that somebody who looks into a repository can read, what was written over since among them. */
export function wordsIn(github: LocalGitHub, repo: string): string {
  const said = github.log.filter(({ on }) => on === repo || on.startsWith(`${repo}#`));
  return [standingIn(github, repo), ...said.map(({ text, title }) => `${text}\n${title ?? ""}`)].join("\n");
}

/** Repositories of an account. */
export const repositoriesOf = (github: LocalGitHub, owner: string): readonly string[] =>
  github.repositories().filter((name) => name.startsWith(`${owner}/`));

/** Node ids of the issues and comments of an account. */
export function idsOf(github: LocalGitHub, owner: string): ReadonlySet<string> {
  const issues = repositoriesOf(github, owner).flatMap((repo) => github.issues(repo));
  return new Set(issues.flatMap(({ id, ref }) => [id, ...github.comments(ref).map((comment) => comment.id)]));
}

/** What Tocsin did at an account, in order, each as one text. */
export const doneAt = (github: LocalGitHub, owner: string): readonly string[] =>
  github.log
    .filter(({ by, on }) => by === "tocsin[bot]" && on.startsWith(`${owner}/`))
    .map((entry) => JSON.stringify(entry));

const strangers = new Set(["mallory", "github-actions[bot]"]);

/** What Tocsin did at an account, without what is hidden: two runs in which other issues were opened beside can be compared. */
export const visiblyDoneAt = (github: LocalGitHub, owner: string): readonly string[] =>
  doneAt(github, owner).map((entry) => {
    const { at, did, on, text, title = "" } = JSON.parse(entry);
    return `${at} ${did} ${on} ${title} ${String(text).replace(/<!--[\s\S]*?-->/g, "")}`;
  });

/** An account as it looks in the end, but for what others' texts leave on a timeline. */
export function picture(github: LocalGitHub, owner: string): readonly string[] {
  return repositoriesOf(github, owner).flatMap((repo) =>
    github.issues(repo).map((issue) => {
      const { updatedAt: _, ...rest } = issue;
      const timeline = github
        .timeline(issue.ref)
        .filter((item) => item.kind === "Comment" || !strangers.has(item.by));
      return JSON.stringify([rest, timeline]);
    }),
  );
}
