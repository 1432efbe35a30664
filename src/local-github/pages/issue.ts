// The page of an issue: its words, what was said and done, and everything that a person can do to it.
import type { CommentFacts, IssueFacts } from "../github.ts";
import { crumbs, hrefOf, labels, stateOf, stateSign } from "./bits.ts";
import { entries, eventLine } from "./events.ts";
import { type Html, type HtmlPart, html } from "./html.ts";
import { sidebar } from "./sidebar.ts";
import { may, type PageContent, type Visit } from "./site.ts";
import { comment, written } from "./words.ts";

/** The forms that change what somebody wrote, for those who may: its author, and everybody with write. */
const changeOf = (visit: Visit, issue: IssueFacts, author: string, edit: string) =>
  author === visit.login || may(visit, issue.repo, "write")
    ? { edit: `${hrefOf(issue.ref)}${edit}`, tick: `${hrefOf(issue.ref)}/tick` }
    : undefined;

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
  const { repo, author, body: text } = issue;
  const opening = written(visit, {
    ...{ id: "body", repo, author, body: text, at: issue.createdAt, edited: false },
    reactions: issue.reactions,
    change: changeOf(visit, issue, author, "/edit"),
  });
  const lines = entries(visit.github.timeline(issue.ref)).map((entry) => {
    if (entry.kind === "events") return eventLine(visit, repo, entry);
    if (entry.kind === "Review") return undefined;
    const { comment: one } = entry;
    return comment(visit, one, {
      repo,
      change: changeOf(visit, issue, one.author, `/comments/${one.id}/edit`),
    });
  });
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
