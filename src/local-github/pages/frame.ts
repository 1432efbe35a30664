// The frame around every page: where one is, who one is, what time it is.
import { type Html, type HtmlPart, html } from "./html.ts";
import { type PageContent, type Visit, versionOf } from "./site.ts";
import { longTime, shortTime } from "./when.ts";

const minute = 60_000;

const steps: readonly { readonly words: string; readonly full: string; readonly ms: number }[] = [
  { words: "+5 min", full: "5 minutes on", ms: 5 * minute },
  { words: "+15 min", full: "15 minutes on", ms: 15 * minute },
  { words: "+1 h", full: "1 hour on", ms: 60 * minute },
  { words: "+1 day", full: "1 day on", ms: 24 * 60 * minute },
];

function people(visit: Visit): Html {
  const options = visit.github
    .people()
    .map(
      (login) => html`<option value="${login}"${login === visit.login && html` selected`}>${login}</option>`,
    );
  return html`<form class="who" method="post" action="/-/as">
<input type="hidden" name="back" value="${visit.path}">
<label for="as">You are</label>
<select id="as" name="as" data-send>${options}</select>
<button type="submit" class="small">Switch</button>
</form>`;
}

/** The clock: what time it is here, and ways to move it. */
function clock(visit: Visit): Html {
  const due = visit.clock.nextDue();
  const next: HtmlPart =
    due !== undefined &&
    due > visit.now &&
    html`<button type="submit" name="to" value="${due}" class="small next">Next due <b>${shortTime(due, visit.now)}</b></button>`;
  const buttons = steps.map(
    ({ words, full, ms }) =>
      html`<button type="submit" name="by" value="${ms}" class="small" title="${full}">${words}</button>`,
  );
  return html`<form class="clock" method="post" action="/-/clock" aria-label="Clock">
<input type="hidden" name="back" value="${visit.path}">
<p><time datetime="${new Date(visit.now).toISOString()}">${longTime(visit.now)}</time></p>
${next}
<div class="row">${buttons}</div>
</form>`;
}

/** The whole document of a page. */
export function framed(visit: Visit, page: PageContent): string {
  // Where somebody writes at length, the clock stays out of the way at the end of the page.
  const live = page.live === true ? html` data-version="${versionOf(visit)}"` : html` class="still"`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.title} · local GitHub</title>
<link rel="icon" href="/-/icon.svg">
<link rel="stylesheet" href="/-/style.css">
<script src="/-/script.js" defer></script>
</head>
<body${live}>
<a class="skip" href="#main">To the content</a>
<header class="top"><div class="inner"><a class="home" href="/">Local GitHub</a>${people(visit)}</div></header>
<main id="main">${page.body}</main>
<footer class="bar" aria-label="Time">${clock(visit)}<p class="news" role="status" hidden></p></footer>
</body>
</html>
`.text;
}
