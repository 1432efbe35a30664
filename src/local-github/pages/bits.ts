// The small pieces that several pages show alike: labels, people, states, and the way back up.
import type { IssueFacts } from "../github.ts";
import { type Html, type HtmlPart, html, raw } from "./html.ts";
import type { Visit } from "./site.ts";

/** A label in its colour. The colour is a dot and a tint: the words keep the page's own ink, so that they can be read. */
export function label(visit: Visit, repo: string, name: string): Html {
  const color = visit.github.labels(repo).find((one) => one.name === name)?.color ?? "888888";
  return html`<span class="label" style="--c:#${/^[\da-f]{6}$/i.test(color) ? color : "888888"}">${name}</span>`;
}

/** The labels of an issue, in their order. */
export const labels = (visit: Visit, issue: IssueFacts): readonly Html[] =>
  issue.labels.map((name) => label(visit, issue.repo, name));

const icons = {
  open: `<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2"/><circle cx="8" cy="8" r="2" fill="currentColor"/>`,
  done: `<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2"/><path d="M5 8.2l2.2 2.1L11 6" fill="none" stroke="currentColor" stroke-width="2"/>`,
  dropped: `<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2"/><path d="M4.5 11.5l7-7" stroke="currentColor" stroke-width="2"/>`,
};

/** How an issue stands, in one word. */
export function stateOf({ state, stateReason }: IssueFacts): {
  readonly kind: keyof typeof icons;
  readonly words: string;
} {
  if (state === "open") return { kind: "open", words: stateReason === "reopened" ? "Open again" : "Open" };
  if (stateReason === "not_planned") return { kind: "dropped", words: "Closed, not planned" };
  if (stateReason === "duplicate") return { kind: "dropped", words: "Closed, duplicate" };
  return { kind: "done", words: "Closed" };
}

/** The state as a small sign; its words are for those who can't see it. */
export function stateSign(issue: IssueFacts): Html {
  const { kind, words } = stateOf(issue);
  return html`<span class="sign ${kind}" role="img" aria-label="${words}"><svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">${raw(icons[kind])}</svg></span>`;
}

/** A person, or an app with the word for it. */
export function person(login: string): Html {
  const bot = login.endsWith("[bot]");
  return html`<b class="person">${bot ? login.slice(0, -5) : login}</b>${bot && html` <span class="app">app</span>`}`;
}

/** A round sign with the first letter of a login. */
export function face(login: string): Html {
  const hue = [...login].reduce((sum, letter) => (sum * 47 + (letter.codePointAt(0) ?? 0)) % 360, 7);
  return html`<span class="face${login.endsWith("[bot]") && " bot"}" style="--h:${hue}" aria-hidden="true">${login.slice(0, 1)}</span>`;
}

/** `acme / incidents` with where one is in it, and the ways to everything that a repository has. */
export function crumbs(repo: string, ...more: readonly HtmlPart[]): Html {
  return html`<div class="where"><nav class="crumbs" aria-label="Where you are"><a href="/${repo}/issues">${repo}</a>${more.map((one) => html` <span aria-hidden="true">›</span> ${one}`)}</nav>
<nav class="places" aria-label="In this repository"><a href="/${repo}/issues">Issues</a> <a href="/${repo}/pulls">Pull requests</a> <a href="/${repo}/tree">Files</a></nav></div>`;
}

/** Where an issue is. */
export const hrefOf = (ref: string): string => `/${ref.replace("#", "/issues/")}`;

/** A link to an issue by title, with its state and address. */
export function issueLine(issue: IssueFacts, ...more: readonly HtmlPart[]): Html {
  return html`<li class="line">${stateSign(issue)}<div><a class="title" href="${hrefOf(issue.ref)}">${issue.title}</a> ${more}</div></li>`;
}
