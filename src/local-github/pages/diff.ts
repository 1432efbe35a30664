// The files that a pull request changes, line by line.
import type { Difference } from "../history.ts";
import { countsOf, type Hunk, hunksOf, type PatchLine } from "../patch.ts";
import { type Html, html } from "./html.ts";
import { fileHref } from "./pulls.ts";

const kinds = { " ": "same", "-": "gone", "+": "new" } as const;

/** The sign stands in the text as well, so that nobody needs the colour. */
const line = ({ sign, text }: PatchLine): Html => html`<span class="${kinds[sign]}">${sign}${text}
</span>`;

const hunk = ({ head, lines }: Hunk): Html => html`<span class="hunk">${head}
</span>${lines.map(line)}`;

function file(repo: string, branch: string | undefined, one: Difference): Html {
  const { additions, deletions } = countsOf(one);
  const done = one.before === undefined ? "new" : one.after === undefined ? "deleted" : "changed";
  const link =
    branch !== undefined &&
    one.after !== undefined &&
    html` <a href="${fileHref(repo, branch, one.path)}">Show it</a>`;
  return html`<section class="diff"><div class="head"><h3><code>${one.path}</code></h3><p class="meta">${done}, ${additions} added, ${deletions} removed${link}</p></div>
<pre class="code" tabindex="0" aria-label="What changes in ${one.path}">${hunksOf(one).map(hunk)}</pre></section>`;
}

/** All files with what changes in each; `branch` is where they can be seen whole. */
export function diff(repo: string, branch: string | undefined, changes: readonly Difference[]): Html {
  const count = `${changes.length} file${changes.length === 1 ? "" : "s"}`;
  return html`<section class="changes" id="files"><h2>${count} changed</h2>
${changes.length > 0 ? changes.map((one) => file(repo, branch, one)) : html`<p class="empty">Nothing differs.</p>`}</section>`;
}
