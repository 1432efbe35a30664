// The issue forms of a repository: found among its files, chosen, filled in, and their answers read back.
import {
  type Answers,
  type Form,
  type FormField,
  fieldsOf,
  isAccepted,
  keyOf,
  parseForm,
} from "../../engine/form.ts";
import type { LocalGitHub } from "../github.ts";
import { crumbs } from "./bits.ts";
import { fieldPart, nameOf } from "./fields.ts";
import { html } from "./html.ts";
import { renderMarkdown } from "./markdown.ts";
import type { PageContent, Visit } from "./site.ts";

/** Where the forms of a repository are. */
export const formFolder = ".github/ISSUE_TEMPLATE/";

/** A form with the file name that its address carries. */
export interface Template {
  readonly file: string;
  readonly form: Form;
}

/** The forms that GitHub would offer, by file name; what it would refuse is not among them. */
export function templatesOf(github: LocalGitHub, repo: string): readonly Template[] {
  return [...github.files(repo)]
    .filter(
      ([path]) => path.startsWith(formFolder) && /\.ya?ml$/.test(path) && !/\/config\.ya?ml$/.test(path),
    )
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([path, text]) => {
      const parsed = parseForm(text);
      return parsed.form !== undefined && isAccepted(parsed)
        ? [{ file: path.slice(formFolder.length), form: parsed.form }]
        : [];
    });
}

/** What somebody has filled in so far: kept when a form is shown again because something is missing. */
export interface Filled {
  readonly title: string;
  readonly answers: Answers;
  /** Labels of required fields without an answer. */
  readonly missing: readonly string[];
}

/** The page of a form. */
export function formPage(visit: Visit, repo: string, { file, form }: Template, filled?: Filled): PageContent {
  const place = { repo, web: visit.web() };
  const parts = form.elements.map((element, index) =>
    element.kind === "markdown"
      ? html`<div class="md prose">${renderMarkdown(element.value, place)}</div>`
      : fieldPart(element, { index, place, answer: filled?.answers[keyOf(element)] }),
  );
  const wrong =
    filled !== undefined &&
    html`<div class="alert" role="alert"><p><b>An answer is missing:</b> ${filled.missing.join(", ")}</p></div>`;
  const body = html`${crumbs(repo, html`<a href="/${repo}/issues/new/choose">New issue</a>`, form.name)}
<h1>${form.name}</h1>
<p class="lead">${form.description ?? ""}</p>
${wrong}
<form class="sheet" method="post" action="/${repo}/issues/new?template=${encodeURIComponent(file)}">
<div class="field"><label for="title">Title <span class="must">required</span></label><input id="title" name="title" value="${filled?.title ?? form.title ?? ""}" required autocomplete="off"></div>
${parts}
<p class="row end"><button type="submit" class="main">Open issue</button></p>
</form>`;
  return { title: form.name, body, ...(filled !== undefined && { status: 422 }) };
}

/** The page of an issue without a form. */
export function blankPage(repo: string): PageContent {
  const body = html`${crumbs(repo, html`<a href="/${repo}/issues/new/choose">New issue</a>`, "Blank")}
<h1>New issue</h1>
<form class="sheet" method="post" action="/${repo}/issues/new">
<div class="field"><label for="title">Title <span class="must">required</span></label><input id="title" name="title" required autocomplete="off"></div>
<div class="field"><label for="text">Text</label><textarea id="text" name="body" rows="10"></textarea></div>
<p class="row end"><button type="submit" class="main">Open issue</button></p>
</form>`;
  return { title: `New issue in ${repo}`, body };
}

const answerOf = (field: FormField, given: readonly string[]): string | readonly string[] =>
  field.kind === "checkboxes" || field.kind === "dropdown" || field.kind === "upload"
    ? given
    : (given[0] ?? "");

const isMissing = (field: FormField, given: readonly string[]): boolean =>
  field.kind === "checkboxes"
    ? field.options.some((option) => option.required && !given.includes(option.label))
    : field.required && given.every((text) => text.trim() === "");

/** The answers that a browser sent; `missing` is empty when everything that is required is there. */
export function filledIn(form: Form, sent: URLSearchParams): Filled {
  const title = sent.get("title") ?? "";
  const given = fieldsOf(form).map((field) => ({
    field,
    texts: sent.getAll(nameOf(form.elements.indexOf(field))),
  }));
  return {
    title,
    answers: Object.fromEntries(given.map(({ field, texts }) => [keyOf(field), answerOf(field, texts)])),
    missing: [
      ...(title.trim() === "" ? ["Title"] : []),
      ...given.filter(({ field, texts }) => isMissing(field, texts)).map(({ field }) => field.label),
    ],
  };
}
