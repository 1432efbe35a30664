// What the forms of an issue's page do: each becomes the act of a person on the local GitHub, with GitHub's rules.
import { renderBody } from "../../engine/form.ts";
import type { IssueFacts } from "../github.ts";
import { Refused } from "../rights.ts";
import { hrefOf } from "./bits.ts";
import { withBoxTurned } from "./boxes.ts";
import { filledIn, formPage, templatesOf } from "./forms.ts";
import type { PageContent, Visit } from "./site.ts";

/** What a browser sent: where, and the fields of the form. */
export interface FormPost {
  readonly issue: IssueFacts;
  readonly fields: URLSearchParams;
}

/** What came of an act: where to go next, or a page to show again. */
export type Done = { readonly to: string } | { readonly page: PageContent };

/** Opens an issue by a form or without one; a form that lacks answers is shown again. */
export function open(
  visit: Visit,
  repo: string,
  sent: { readonly template: string | null; readonly fields: URLSearchParams },
): Done {
  const { github, login: by } = visit;
  const template = templatesOf(github, repo).find(({ file }) => file === sent.template);
  if (template === undefined) {
    const { number } = github.openIssue({
      by,
      repo,
      title: sent.fields.get("title") ?? "",
      body: sent.fields.get("body") ?? "",
    });
    return { to: hrefOf(`${repo}#${number}`) };
  }
  const { form, file } = template;
  const filled = filledIn(form, sent.fields);
  if (filled.missing.length > 0) return { page: formPage(visit, repo, template, filled) };
  const { number } = github.openIssue({
    by,
    repo,
    title: filled.title,
    body: renderBody(form, filled.answers),
    formLabels: form.labels,
    formAssignees: form.assignees,
    template: file,
  });
  return { to: hrefOf(`${repo}#${number}`) };
}

/** Comments, closes or opens again, as the button says that was pressed. Words beside another button are said first. */
export function comment({ github, login: by }: Visit, { issue, fields }: FormPost): Done {
  const body = fields.get("body") ?? "";
  const button = fields.get("act") ?? "comment";
  let anchor = "";
  if (button === "comment" || body.trim() !== "")
    anchor = `#${github.comment({ by, issue: issue.ref, body }).id}`;
  if (button === "reopen") github.reopen({ by, issue: issue.ref });
  if (button === "close") {
    const reason = fields.get("reason") ?? "completed";
    if (reason !== "completed" && reason !== "not_planned" && reason !== "duplicate")
      throw new Refused(`There is no reason "${reason}" to close an issue.`);
    const of = fields.get("of")?.trim() ?? "";
    if (reason === "duplicate" && of === "") throw new Refused("Say which issue this one is a duplicate of.");
    const duplicateOf = of.startsWith("#") ? `${issue.repo}${of}` : of;
    github.close({ by, issue: issue.ref, reason, ...(reason === "duplicate" && { duplicateOf }) });
  }
  return { to: `${hrefOf(issue.ref)}${anchor}` };
}

/** Turns one box of the body or of a comment. */
export function tick({ github, login: by }: Visit, { issue, fields }: FormPost): Done {
  const what = fields.get("what") ?? "";
  const one = github.comments(issue.ref).find(({ id }) => id === what);
  const text = what === "body" ? issue.body : one?.body;
  const body = text === undefined ? undefined : withBoxTurned(text, Number(fields.get("box")));
  if (body === undefined) throw new Refused("That box is not there any more: look at the page again.");
  if (one === undefined) github.editIssue({ by, issue: issue.ref, body });
  else github.editComment({ by, comment: one.id, body });
  return { to: `${hrefOf(issue.ref)}#${what}` };
}

const differences = (before: readonly string[], after: readonly string[]) => ({
  off: before.filter((one) => !after.includes(one)),
  on: after.filter((one) => !before.includes(one)),
});

/** Puts labels off and on, off first: there are never two severities at once. */
export function relabel({ github, login: by }: Visit, { issue, fields }: FormPost): Done {
  const { off, on } = differences(issue.labels, fields.getAll("chosen"));
  if (off.length > 0) github.removeLabels({ by, issue: issue.ref, labels: off });
  if (on.length > 0) github.addLabels({ by, issue: issue.ref, labels: on });
  return { to: hrefOf(issue.ref) };
}

/** Puts a day into a field, or empties it. */
export function refield({ github, login: by }: Visit, { issue, fields }: FormPost): Done {
  const day = fields.get("day") ?? "";
  github.setField({ by, issue: issue.ref, field: fields.get("field") ?? "", day: day === "" ? null : day });
  return { to: hrefOf(issue.ref) };
}

/** Takes people off and puts them on. */
export function reassign({ github, login: by }: Visit, { issue, fields }: FormPost): Done {
  const { off, on } = differences(issue.assignees, fields.getAll("chosen"));
  if (off.length > 0) github.unassign({ by, issue: issue.ref, logins: off });
  if (on.length > 0) github.assign({ by, issue: issue.ref, logins: on });
  return { to: hrefOf(issue.ref) };
}

/** Rewrites title and body; what did not change makes no event. */
export function edit({ github, login: by }: Visit, { issue, fields }: FormPost): Done {
  const title = fields.get("title") ?? issue.title;
  const body = fields.get("body") ?? issue.body;
  const same = (one: string, other: string): boolean =>
    one.replace(/\r\n/g, "\n") === other.replace(/\r\n/g, "\n");
  const change = { ...(title !== issue.title && { title }), ...(!same(body, issue.body) && { body }) };
  if (Object.keys(change).length > 0) github.editIssue({ by, issue: issue.ref, ...change });
  return { to: hrefOf(issue.ref) };
}
