// The list of a repository's pull requests, and the small pieces by which one is shown.
import type { PullFacts } from "../github.ts";
import { crumbs, label, person } from "./bits.ts";
import { type Html, html, raw } from "./html.ts";
import type { PageContent, Visit } from "./site.ts";
import { when } from "./when.ts";

const branch = `<circle cx="4" cy="3.5" r="1.75" fill="none" stroke="currentColor" stroke-width="1.6"/><circle cx="4" cy="12.5" r="1.75" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M4 5.2v5.6" stroke="currentColor" stroke-width="1.6"/>`;
const head = `<circle cx="12" cy="12.5" r="1.75" fill="none" stroke="currentColor" stroke-width="1.6"/>`;

/** Each state with its sign; the colours are those of issues. */
const states = {
  open: {
    kind: "open",
    words: "Open",
    icon: `${branch}${head}<path d="M12 10.7V6a2.5 2.5 0 0 0-2.5-2.5H8" fill="none" stroke="currentColor" stroke-width="1.6"/>`,
  },
  draft: {
    kind: "dropped",
    words: "Draft",
    icon: `${branch}${head}<path d="M12 3v1.6m0 2v1.6" stroke="currentColor" stroke-width="1.6"/>`,
  },
  merged: {
    kind: "done",
    words: "Merged",
    icon: `${branch}<circle cx="12" cy="8" r="1.75" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M4.3 5.2C5 7 7 8 10.2 8" fill="none" stroke="currentColor" stroke-width="1.6"/>`,
  },
  closed: {
    kind: "dropped",
    words: "Closed",
    icon: `${branch}${head}<path d="M12 10.7V8m-2-5l4 4m0-4l-4 4" fill="none" stroke="currentColor" stroke-width="1.6"/>`,
  },
} as const;

/** How a pull request stands: the class of its colour, and the word. */
export const pullState = ({ state }: PullFacts): { readonly kind: string; readonly words: string } =>
  states[state];

/** The state as a small sign; its words are for those who can't see it. */
function pullSign({ state }: PullFacts): Html {
  const { kind, words, icon } = states[state];
  return html`<span class="sign ${kind}" role="img" aria-label="${words}"><svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">${raw(icon)}</svg></span>`;
}

/** Where a pull request is. */
export const pullHref = ({ repo, number }: PullFacts): string => `/${repo}/pull/${number}`;

/** Where the files of a branch are, or one of them. */
export const fileHref = (repo: string, branchName: string, path?: string): string => {
  const parts = [branchName, ...(path === undefined ? [] : [path])].join("/").split("/");
  return `/${repo}/${path === undefined ? "tree" : "blob"}/${parts.map(encodeURIComponent).join("/")}`;
};

function line(visit: Visit, pull: PullFacts): Html {
  const { repo, number, title, author, state, createdAt, closedAt } = pull;
  const done = state === "open" || state === "draft" ? "opened" : state;
  const marks = [
    ...(state === "draft" ? [html`<span class="mark">Draft</span> `] : []),
    ...pull.labels.map((name) => label(visit, repo, name)),
  ];
  return html`<li class="line">${pullSign(pull)}<div><a class="title" href="${pullHref(pull)}">${title}</a> ${marks}<p class="meta">#${number} ${done} ${when(closedAt ?? createdAt, visit.now)}, by ${person(author)} from <code>${pull.head}</code></p></div></li>`;
}

/** The pull requests of a repository: those that are open or drafts, or those that are merged or closed. */
export function pullsPage(visit: Visit, repo: string, wanted: "open" | "closed"): PageContent {
  const all = visit.github.pulls(repo).toReversed();
  const isOpen = ({ state }: PullFacts): boolean => state === "open" || state === "draft";
  const shown = all.filter((pull) => isOpen(pull) === (wanted === "open"));
  const tab = (one: "open" | "closed"): Html => {
    const count = all.filter((pull) => isOpen(pull) === (one === "open")).length;
    return html`<a href="/${repo}/pulls?state=${one}"${one === wanted && html` aria-current="page"`}>${one === "open" ? "Open" : "Closed"} ${count}</a>`;
  };
  const body = html`${crumbs(repo, "Pull requests")}
<h1>Pull requests</h1>
<nav class="tabs" aria-label="By state">${tab("open")}${tab("closed")}</nav>
${shown.length > 0 ? html`<ul class="issues">${shown.map((pull) => line(visit, pull))}</ul>` : html`<p class="empty">No ${wanted} pull request here.</p>`}`;
  return { title: `Pull requests of ${repo}`, body, live: true };
}
