// Beside an issue: who has it, its labels, what is under it, each with the form that changes it.
import type { IssueFacts } from "../github.ts";
import { hrefOf, issueLine, label, labels, person } from "./bits.ts";
import { type Html, type HtmlPart, html } from "./html.ts";
import { may, type Visit } from "./site.ts";

interface Choice {
  readonly name: "labels" | "assignees";
  readonly title: string;
  readonly options: readonly { readonly value: string; readonly shown: Html; readonly chosen: boolean }[];
}

/** Boxes to choose from, folded away; saving sends the whole choice. */
function chooser(issue: IssueFacts, { name, title, options }: Choice): Html {
  const boxes = options.map(
    ({ value, shown, chosen }) =>
      html`<label class="pick"><input type="checkbox" name="chosen" value="${value}"${chosen && html` checked`}> ${shown}</label>`,
  );
  return html`<details class="chooser"><summary>Change ${title}</summary>
<form method="post" action="${hrefOf(issue.ref)}/${name}"><fieldset><legend class="hidden">${title}</legend>${boxes}</fieldset>
<button type="submit" class="small">Save ${title}</button></form></details>`;
}

function assignees(visit: Visit, issue: IssueFacts, able: boolean): Html {
  const options = visit.github
    .people()
    .filter((login) => visit.github.role(login, issue.repo) !== "none")
    .map((login) => ({ value: login, shown: person(login), chosen: issue.assignees.includes(login) }));
  return html`<section><h2>Assignees</h2>
<p>${issue.assignees.length > 0 ? issue.assignees.map((login) => html`${person(login)} `) : html`<span class="meta">Nobody</span>`}</p>
${able && chooser(issue, { name: "assignees", title: "assignees", options })}</section>`;
}

function labelling(visit: Visit, issue: IssueFacts, able: boolean): Html {
  const options = visit.github.labels(issue.repo).map(({ name }) => ({
    value: name,
    shown: label(visit, issue.repo, name),
    chosen: issue.labels.includes(name),
  }));
  return html`<section><h2>Labels</h2>
<p class="labels">${issue.labels.length > 0 ? labels(visit, issue) : html`<span class="meta">None</span>`}</p>
${able && options.length > 0 && chooser(issue, { name: "labels", title: "labels", options })}</section>`;
}

/** Other issues that this one names, each as far as the visitor sees it. */
function listed(visit: Visit, title: string, refs: readonly string[]): HtmlPart {
  if (refs.length === 0) return undefined;
  const others = refs.map((ref) => visit.github.issue(ref));
  const done = others.filter((other) => other.state === "closed").length;
  return html`<section><h2>${title} <span class="meta">${done} of ${others.length} closed</span></h2>
<ul class="issues small">${others.map((other) =>
    may(visit, other.repo, "read")
      ? issueLine(other, html`<p class="meta">${other.ref}</p>`)
      : html`<li class="line"><div class="meta">In a repository that you don't see</div></li>`,
  )}</ul></section>`;
}

/** What stands in the fields of the organization, each with the form that changes it. */
function fielded(issue: IssueFacts, able: boolean): HtmlPart {
  const fields = Object.entries(issue.fields);
  if (fields.length === 0) return undefined;
  return html`<section><h2>Fields</h2>${fields.map(
    ([name, day]) => html`<p>${name}: ${day ?? html`<span class="meta">none</span>`}</p>
${
  able &&
  html`<details class="chooser"><summary>Change ${name}</summary>
<form method="post" action="${hrefOf(issue.ref)}/field"><input type="hidden" name="field" value="${name}">
<label>${name} <input type="date" name="day" value="${day ?? ""}"></label>
<button type="submit" class="small">Save ${name}</button></form></details>`
}`,
  )}</section>`;
}

/** Everything beside the story of an issue. */
export function sidebar(visit: Visit, issue: IssueFacts): Html {
  const able = may(visit, issue.repo, "triage");
  return html`<aside class="side" aria-label="About this issue">${listed(visit, "Sub-issues", issue.subIssues)}${listed(visit, "Blocked by", issue.blockedBy)}${fielded(issue, able)}${labelling(visit, issue, able)}${assignees(visit, issue, able)}
${issue.duplicateOf !== null && html`<section><h2>Duplicate of</h2><p><a href="${hrefOf(issue.duplicateOf)}">${issue.duplicateOf}</a></p></section>`}</aside>`;
}
