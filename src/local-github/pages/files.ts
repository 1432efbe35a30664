// The files of a branch: the list of them, and one as people read it.
import { crumbs } from "./bits.ts";
import { type Html, html } from "./html.ts";
import { renderMarkdown } from "./markdown.ts";
import { fileHref } from "./pulls.ts";
import type { PageContent, Visit } from "./site.ts";

/** A branch, and the path of a file on it; `""` is the list of files. */
export interface FileSpot {
  readonly repo: string;
  readonly branch: string;
  readonly path: string;
}

/** What an address after `/blob/` or `/tree/` names: the longest branch that it begins with. */
export function fileSpot(visit: Visit, repo: string, rest: string): FileSpot | undefined {
  const branches = visit.github.branches(repo);
  const named = branches
    .filter((name) => rest === name || rest.startsWith(`${name}/`))
    .toSorted((one, other) => other.length - one.length)[0];
  const branch = named ?? (rest === "" ? branches[0] : undefined);
  return branch === undefined ? undefined : { repo, branch, path: rest.slice(branch.length + 1) };
}

/** All files of a branch, and the way to the other branches. */
export function filesPage(visit: Visit, { repo, branch }: FileSpot): PageContent {
  const branches = visit.github.branches(repo);
  const files = [...visit.github.files(repo, branch).keys()].toSorted();
  const tab = (name: string): Html =>
    html`<a href="${fileHref(repo, name)}"${name === branch && html` aria-current="page"`}>${name}</a>`;
  const body = html`${crumbs(repo, "Files")}
<h1>Files</h1>
<nav class="tabs" aria-label="By branch">${branches.map(tab)}</nav>
${files.length > 0 ? html`<ul class="issues">${files.map((path) => html`<li class="line"><a href="${fileHref(repo, branch, path)}"><code>${path}</code></a></li>`)}</ul>` : html`<p class="empty">There is no file on ${branch}.</p>`}`;
  return { title: `Files of ${repo} on ${branch}`, body, live: true };
}

const isMarkdown = (path: string): boolean => /\.(?:md|markdown)$/i.test(path);

/** One file; Markdown is rendered, unless it is to be shown as it is written. */
export function filePage(visit: Visit, spot: FileSpot, plain: boolean): PageContent | undefined {
  const { repo, branch, path } = spot;
  const text = visit.github.file(repo, path, branch);
  if (text === undefined) return undefined;
  const href = fileHref(repo, branch, path);
  const rendered = isMarkdown(path) && !plain;
  const other = plain
    ? html`<a href="${href}">Show it rendered</a>`
    : html`<a href="${href}?plain=1">Show it as it is written</a>`;
  const shown = rendered
    ? html`<article class="md page">${renderMarkdown(text, { repo, web: visit.web() })}</article>`
    : html`<pre class="code page" tabindex="0" aria-label="${path}">${text}</pre>`;
  const body = html`${crumbs(repo, html`<a href="${fileHref(repo, branch)}">${branch}</a>`, path)}
<div class="head"><h1 class="path"><code>${path}</code></h1>${isMarkdown(path) && html`<p class="meta">${other}</p>`}</div>
${shown}`;
  return { title: `${path} on ${branch}`, body, live: true };
}
