// The page of a pull request: its words, what was said and done, the files that change, and what a person can do to it.
import type { PullFacts, ReviewFacts } from "../github.ts";
import { crumbs, label, person } from "./bits.ts";
import { diff } from "./diff.ts";
import { entries, eventLine, type TimelineEntry } from "./events.ts";
import { type Html, type HtmlPart, html } from "./html.ts";
import { fileHref, pullHref, pullState } from "./pulls.ts";
import { may, type PageContent, type Visit } from "./site.ts";
import { when } from "./when.ts";
import { comment, written } from "./words.ts";

const said: Readonly<Record<ReviewFacts["state"], string>> = {
  approved: "approved this",
  changes_requested: "asked for changes",
  commented: "reviewed this",
  dismissed: "gave a review that was dismissed",
};

function review(visit: Visit, repo: string, one: ReviewFacts): Html {
  const did = html`<span class="verdict ${one.state}">${said[one.state]}</span> `;
  const { id, author, body, createdAt: at } = one;
  if (body === "")
    return html`<li class="event" id="${id}"><p>${person(author)} ${did}<span class="meta">${when(at, visit.now)}</span></p></li>`;
  const words = written(visit, { ...{ id, repo, author, body, at, did }, edited: false, reactions: [] });
  return html`<li class="comment" id="${id}">${words}</li>`;
}

function entry(visit: Visit, repo: string, one: TimelineEntry): Html {
  if (one.kind === "events") return eventLine(visit, repo, one);
  return one.kind === "Comment" ? comment(visit, one.comment, { repo }) : review(visit, repo, one.review);
}

interface Button {
  readonly act: string;
  readonly words: string;
  readonly main?: boolean;
}

/** What the visitor may do, and what GitHub would refuse is not offered. */
function buttonsFor(visit: Visit, pull: PullFacts): readonly Button[] {
  const own = pull.author === visit.login;
  const writes = may(visit, pull.repo, "write");
  const changes = own || may(visit, pull.repo, "triage");
  const isOpen = pull.state === "open" || pull.state === "draft";
  return [
    ...(isOpen && changes ? [{ act: "close", words: "Close" }] : []),
    ...(pull.state === "closed" && changes && pull.hasHead ? [{ act: "reopen", words: "Open again" }] : []),
    ...(pull.state === "open" && (own || writes) ? [{ act: "draft", words: "Back to draft" }] : []),
    ...(pull.state === "draft" && (own || writes) ? [{ act: "ready", words: "Ready for review" }] : []),
    ...(isOpen && !own
      ? [
          { act: "changes", words: "Request changes" },
          { act: "approve", words: "Approve" },
        ]
      : []),
    ...(pull.state === "open" && writes && pull.whyNoMerge === undefined
      ? [{ act: "merge", words: "Merge" }]
      : []),
    { act: "comment", words: "Comment", main: true },
  ];
}

function answer(visit: Visit, pull: PullFacts): Html {
  const buttons = buttonsFor(visit, pull).map(
    ({ act, words, main }) =>
      html`<button type="submit" name="act" value="${act}"${main === true && html` class="main"`}>${words}</button>`,
  );
  return html`<form class="answer" method="post" action="${pullHref(pull)}/answer">
<label for="words">Write as ${visit.login}</label>
<textarea id="words" name="body" rows="4"></textarea>
<div class="row">${buttons}</div>
</form>`;
}

/** What stands in the way of a merge, in one sentence. */
function obstacle(pull: PullFacts): HtmlPart {
  if (pull.state === "draft")
    return html`<p class="meta">A draft can't be merged: say first that it is ready.</p>`;
  if (pull.state !== "open" || pull.whyNoMerge === undefined) return undefined;
  const why = pull.conflicts
    ? "It conflicts with its base: a file was changed on both sides."
    : pull.whyNoMerge;
  return html`<div class="alert"><p><b>It can't be merged now.</b> ${why}</p></div>`;
}

function beside(visit: Visit, pull: PullFacts): Html {
  const opinions = new Map(
    pull.reviews.filter(({ state }) => state !== "dismissed").map((one) => [one.author, one]),
  );
  const lines = [
    ...[...opinions.values()].map((one) => {
      const counts =
        one.counts || one.state === "commented" ? "" : ", which does not count without the role write";
      return html`<li>${person(one.author)} <span class="meta">${said[one.state]}${counts}</span></li>`;
    }),
    ...pull.reviewers.map((login) => html`<li>${person(login)} <span class="meta">is asked</span></li>`),
  ];
  const none = html`<span class="meta">None</span>`;
  return html`<aside class="side" aria-label="About this pull request"><section><h2>Reviewers</h2>${lines.length > 0 ? html`<ul class="plain">${lines}</ul>` : html`<p>${none}</p>`}</section>
<section><h2>Labels</h2><p class="labels">${pull.labels.length > 0 ? pull.labels.map((name) => label(visit, pull.repo, name)) : none}</p></section>
<section><h2>Assignees</h2><p>${pull.assignees.length > 0 ? pull.assignees.map((login) => html`${person(login)} `) : none}</p></section></aside>`;
}

function branches({ repo, head, base, hasHead }: PullFacts): Html {
  const at = (name: string, there: boolean): Html =>
    there
      ? html`<a href="${fileHref(repo, name)}"><code>${name}</code></a>`
      : html`<code>${name}</code> (deleted)`;
  return html`<span class="meta">${at(head, hasHead)} into ${at(base, true)}</span>`;
}

/** A pull request as the visitor sees it. */
export function pullPage(visit: Visit, pull: PullFacts): PageContent {
  const { repo, ref, title, number, author, body, createdAt: at } = pull;
  const { kind, words } = pullState(pull);
  const opening = written(visit, {
    ...{ id: "body", repo, author, body, at, edited: false, reactions: pull.reactions },
  });
  const lines = entries(visit.github.timeline(ref)).map((one) => entry(visit, repo, one));
  const content = html`${crumbs(repo, html`<a href="/${repo}/pulls">Pull requests</a>`, `#${number}`)}
<h1>${title} <span class="meta">#${number}</span></h1>
<p class="status"><span class="state ${kind}">${words}</span> ${branches(pull)} <a href="#files">Files changed</a> ${pull.labels.map((name) => label(visit, repo, name))}</p>
<div class="issue"><div class="story"><ol class="timeline"><li class="comment" id="body">${opening}</li>${lines}</ol>${obstacle(pull)}${answer(visit, pull)}</div>
${beside(visit, pull)}</div>
${diff(repo, pull.hasHead ? pull.head : undefined, visit.github.changes(ref))}`;
  return { title: `${title} #${number}`, body: content, live: true };
}
