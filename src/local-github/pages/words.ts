// What one person wrote, as a page shows it: who, when, the text, and its boxes live for those who may change it.
import type { CommentFacts } from "../github.ts";
import { face, person } from "./bits.ts";
import { type Html, type HtmlPart, html } from "./html.ts";
import { renderMarkdown } from "./markdown.ts";
import type { Visit } from "./site.ts";
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

/** The words of one person, and what may be done to them. */
export interface Writing {
  /** The id of the element: `body`, or the node id of a comment or review. */
  readonly id: string;
  readonly repo: string;
  readonly author: string;
  readonly body: string;
  readonly at: number;
  readonly edited: boolean;
  readonly reactions: CommentFacts["reactions"];
  /** What stands behind the name. */
  readonly did?: HtmlPart;
  /** Where the visitor may change them, and where a turned box is sent; absent: they may not. */
  readonly change?: { readonly edit: string; readonly tick: string } | undefined;
}

/** The words of one person. */
export function written(visit: Visit, words: Writing): Html {
  const { change } = words;
  const form = `tick-${words.id}`;
  const place = { repo: words.repo, web: visit.web(), ...(change !== undefined && { boxes: form }) };
  const text = renderMarkdown(words.body, place);
  return html`<div class="head"><p>${face(words.author)}${person(words.author)} ${words.did}<span class="meta">${when(words.at, visit.now)}${words.edited && " · edited"}</span></p>
${change && html`<a class="edit" href="${change.edit}" aria-label="Edit what ${words.author} wrote at ${new Date(words.at).toISOString().slice(11, 16)}">Edit</a>`}</div>
${change && html`<form id="${form}" method="post" action="${change.tick}"><input type="hidden" name="what" value="${words.id}"></form>`}
<div class="md">${text.text.trim() === "" ? html`<p class="meta">No words.</p>` : text}</div>
${reactions(words.reactions)}`;
}

/** A comment, folded away where somebody hid it. */
export function comment(visit: Visit, one: CommentFacts, on: Pick<Writing, "repo" | "change">): Html {
  const { id, author, body, createdAt: at, edited } = one;
  const words = written(visit, { ...on, id, author, body, at, edited, reactions: one.reactions });
  if (!one.isMinimized) return html`<li class="comment" id="${id}">${words}</li>`;
  const summary = html`${person(author)} · hidden as ${one.minimizedReason ?? ""} · ${when(at, visit.now)}`;
  return html`<li class="comment minimized" id="${id}"><details><summary>${summary}</summary>${words}</details></li>`;
}
