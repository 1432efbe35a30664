// The page of an issue: its words, what was said and done, and everything that a person can do to it.
import type { CommentFacts, IssueFacts } from "../github.ts";
import { crumbs, face, hrefOf, labels, person, stateOf, stateSign } from "./bits.ts";
import { entries, eventLine } from "./events.ts";
import { type Html, type HtmlPart, html } from "./html.ts";
import { renderMarkdown } from "./markdown.ts";
import { sidebar } from "./sidebar.ts";
import { may, type PageContent, type Visit } from "./site.ts";
import { when } from "./when.ts";

/** Reactions in letters: not every machine has pictures for them. */
const signs: Readonly<Record<string, string>> = { thumbs_up: "+1", thumbs_down: "−1" };

function reactions(all: CommentFacts["reactions"]): HtmlPart {
  if (all.length === 0) return undefined;
  const pills = all.map(
    ({ by, content }) =>
      html`<span class="reaction"><b>${signs[content] ?? content}</b> ${by.replace("[bot]", "")}</span>`,
  );
  return html`<p class="reactions">${pills}</p>`;
}

interface Words {
  /** The id of the element: `body`, or the comment's node id. */
  readonly id: string;
  readonly author: string;
  readonly body: string;
  readonly at: number;
  readonly edited: boolean;
  readonly reactions: CommentFacts["reactions"];
  readonly editHref: string;
}

/** The words of one person: who, when, the text, its boxes live for those who may change it. */
function written(visit: Visit, issue: IssueFacts, words: Words): Html {
  const change = words.author === visit.login || may(visit, issue.repo, "write");
  const form = `tick-${words.id}`;
  const place = { repo: issue.repo, web: visit.web(), ...(change && { boxes: form }) };
  const text = renderMarkdown(words.body, place);
  return html`<div class="head"><p>${face(words.author)}${person(words.author)} <span class="meta">${when(words.at, visit.now)}${words.edited && " · edited"}</span></p>
${change && html`<a class="edit" href="${words.editHref}" aria-label="Edit what ${words.author} wrote at ${new Date(words.at).toISOString().slice(11, 16)}">Edit</a>`}</div>
${change && html`<form id="${form}" method="post" action="${hrefOf(issue.ref)}/tick"><input type="hidden" name="what" value="${words.id}"></form>`}
<div class="md">${text.text.trim() === "" ? html`<p class="meta">No words.</p>` : text}</div>
${reactions(words.reactions)}`;
}

function comment(visit: Visit, issue: IssueFacts, one: CommentFacts): Html {
  const words = written(visit, issue, {
    id: one.id,
    author: one.author,
    body: one.body,
    at: one.createdAt,
    edited: one.edited,
    reactions: one.reactions,
    editHref: `${hrefOf(issue.ref)}/comments/${one.id}/edit`,
  });
  if (!one.isMinimized) return html`<li class="comment" id="${one.id}">${words}</li>`;
  const summary = html`${person(one.author)} · hidden as ${one.minimizedReason ?? ""} · ${when(one.createdAt, visit.now)}`;
  return html`<li class="comment minimized" id="${one.id}"><details><summary>${summary}</summary>${words}</details></li>`;
}

function closing(visit: Visit, issue: IssueFacts): HtmlPart {
  const own = issue.author === visit.login;
  if (!own && !may(visit, issue.repo, "triage")) return undefined;
  if (issue.state === "closed")
    return html`<button type="submit" name="act" value="reopen">Open again</button>`;
  return html`<div class="close"><label for="reason">Close as</label>
<select id="reason" name="reason"><option value="completed">completed</option><option value="not_planned">not planned</option><option value="duplicate">duplicate of …</option></select>
<label for="of" class="of">Duplicate of</label><input class="of" id="of" name="of" placeholder="#7" size="8">
<button type="submit" name="act" value="close">Close issue</button></div>`;
}

function answer(visit: Visit, issue: IssueFacts): Html {
  return html`<form class="answer" method="post" action="${hrefOf(issue.ref)}/comment">
<label for="words">Comment as ${visit.login}</label>
<textarea id="words" name="body" rows="4"></textarea>
<div class="row">${closing(visit, issue)}<button type="submit" name="act" value="comment" class="main">Comment</button></div>
</form>`;
}

/** An issue as the visitor sees it. */
export function issuePage(visit: Visit, issue: IssueFacts): PageContent {
  const { kind, words } = stateOf(issue);
  const parent = issue.parent === null ? undefined : visit.github.issue(issue.parent);
  const own = { id: "body", author: issue.author, body: issue.body, at: issue.createdAt };
  const opening = written(visit, issue, {
    ...own,
    edited: false,
    reactions: issue.reactions,
    editHref: `${hrefOf(issue.ref)}/edit`,
  });
  const lines = entries(visit.github.timeline(issue.ref)).map((entry) =>
    entry.kind === "events" ? eventLine(visit, issue.repo, entry) : comment(visit, issue, entry.comment),
  );
  const body = html`${crumbs(issue.repo, html`<a href="/${issue.repo}/issues">Issues</a>`, `#${issue.number}`)}
<h1>${issue.title} <span class="meta">#${issue.number}</span></h1>
<p class="status"><span class="state ${kind}">${words}</span> ${labels(visit, issue)}</p>
${parent && html`<p class="parent">Part of ${stateSign(parent)} <a href="${hrefOf(parent.ref)}">${parent.title}</a> <span class="meta">${parent.ref}</span></p>`}
<div class="issue"><div class="story"><ol class="timeline"><li class="comment" id="body">${opening}</li>${lines}</ol>${answer(visit, issue)}</div>
${sidebar(visit, issue)}</div>`;
  return { title: `${issue.title} #${issue.number}`, body, live: true };
}

/** The page where the title and body of an issue are rewritten. */
export function editPage(visit: Visit, issue: IssueFacts): PageContent {
  const body = html`${crumbs(issue.repo, html`<a href="${hrefOf(issue.ref)}">#${issue.number}</a>`, "Edit")}
<h1>Edit #${issue.number}</h1>
<form class="sheet" method="post" action="${hrefOf(issue.ref)}/edit">
<p class="field"><label for="title">Title</label><input id="title" name="title" value="${issue.title}" required></p>
<p class="field"><label for="text">Text</label><textarea id="text" name="body" rows="22" class="code">
${issue.body}</textarea></p>
<p class="row"><a class="button" href="${hrefOf(issue.ref)}">Cancel</a><button type="submit" class="main">Save</button></p>
</form>`;
  return { title: `Edit ${visit.github.issue(issue.ref).title}`, body };
}

/** The page where a comment is rewritten. */
export function editCommentPage(issue: IssueFacts, one: CommentFacts): PageContent {
  const body = html`${crumbs(issue.repo, html`<a href="${hrefOf(issue.ref)}">#${issue.number}</a>`, "Edit comment")}
<h1>Edit a comment by ${one.author}</h1>
<form class="sheet" method="post" action="${hrefOf(issue.ref)}/comments/${one.id}/edit">
<p class="field"><label for="text">Text</label><textarea id="text" name="body" rows="22" class="code" required>
${one.body}</textarea></p>
<p class="row"><a class="button" href="${hrefOf(issue.ref)}#${one.id}">Cancel</a><button type="submit" class="main">Save</button></p>
</form>`;
  return { title: "Edit a comment", body };
}
