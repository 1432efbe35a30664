// The start page and the lists of issues.
import type { IssueFacts } from "../github.ts";
import { crumbs, issueLine, labels, person } from "./bits.ts";
import { type Html, html } from "./html.ts";
import { may, type PageContent, reposOf, type Visit } from "./site.ts";
import { when } from "./when.ts";

const newestFirst = (issues: readonly IssueFacts[]): readonly IssueFacts[] =>
  issues.toSorted((a, b) => b.updatedAt - a.updatedAt);

function line(visit: Visit, issue: IssueFacts, address: string): Html {
  const state = issue.state === "open" ? "opened" : "closed";
  const at = issue.closedAt ?? issue.createdAt;
  return issueLine(
    issue,
    labels(visit, issue),
    html`<p class="meta">${address} ${state} ${when(at, visit.now)}${issue.state === "open" && html` by ${person(issue.author)}`}</p>`,
  );
}

/** Repositories, what happened last, and what to try. */
export function startPage(visit: Visit): PageContent {
  const repos = reposOf(visit);
  const latest = newestFirst(repos.flatMap((repo) => visit.github.issues(repo))).slice(0, 8);
  const hints = visit.hints.map(
    ({ title, text, href }) => html`<li><a href="${href}">${title}</a><p>${text}</p></li>`,
  );
  const body = html`<h1>A GitHub on this machine</h1>
<p class="lead">${visit.about}</p>
${hints.length > 0 && html`<ol class="hints">${hints}</ol>`}
<h2>Repositories</h2>
<ul class="repos">${repos.map((repo) => {
    const open = visit.github.issues(repo).filter((issue) => issue.state === "open").length;
    return html`<li><a href="/${repo}/issues">${repo}</a><p class="meta">${open} open · you have ${visit.github.role(visit.login, repo)}</p></li>`;
  })}</ul>
<h2>Latest issues</h2>
${latest.length > 0 ? html`<ul class="issues">${latest.map((issue) => line(visit, issue, issue.ref))}</ul>` : html`<p class="empty">There are none yet.</p>`}`;
  return { title: "Start", body, live: true };
}

/** The issues of a repository, open or closed. */
export function listPage(visit: Visit, repo: string, state: "open" | "closed"): PageContent {
  const all = visit.github.issues(repo);
  const shown = newestFirst(all.filter((issue) => issue.state === state));
  const tab = (one: "open" | "closed"): Html => {
    const count = all.filter((issue) => issue.state === one).length;
    return html`<a href="/${repo}/issues?state=${one}"${one === state && html` aria-current="page"`}>${one === "open" ? "Open" : "Closed"} ${count}</a>`;
  };
  const body = html`${crumbs(repo, "Issues")}
<div class="head"><h1>Issues</h1>${may(visit, repo, "read") && html`<a class="button" href="/${repo}/issues/new/choose">New issue</a>`}</div>
<nav class="tabs" aria-label="By state">${tab("open")}${tab("closed")}</nav>
${shown.length > 0 ? html`<ul class="issues">${shown.map((issue) => line(visit, issue, `#${issue.number}`))}</ul>` : html`<p class="empty">No ${state} issue here.</p>`}`;
  return { title: `Issues of ${repo}`, body, live: true };
}
