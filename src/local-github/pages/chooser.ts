// The choice before a new issue: the repository's forms, a blank issue, and links that lead elsewhere.
import { parse } from "yaml";
import type { LocalGitHub } from "../github.ts";
import { crumbs } from "./bits.ts";
import { formFolder, templatesOf } from "./forms.ts";
import { html } from "./html.ts";
import type { PageContent, Visit } from "./site.ts";

interface Contact {
  readonly name: string;
  readonly url: string;
  readonly about: string;
}

interface Config {
  readonly blank: boolean;
  readonly contacts: readonly Contact[];
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;

const text = (fields: Fields, key: string): string => String(fields[key] ?? "");

/** `config.yml` beside the forms; where there is none, blank issues are welcome. */
function configOf(github: LocalGitHub, repo: string): Config {
  const file = github.file(repo, `${formFolder}config.yml`) ?? github.file(repo, `${formFolder}config.yaml`);
  const config: unknown = file === undefined ? undefined : parse(file);
  if (!isFields(config)) return { blank: true, contacts: [] };
  const links: readonly unknown[] = Array.isArray(config.contact_links) ? config.contact_links : [];
  const contacts = links.filter(isFields).map((link) => ({
    name: text(link, "name"),
    url: text(link, "url"),
    about: text(link, "about"),
  }));
  return {
    blank: config.blank_issues_enabled !== false,
    contacts: contacts.filter(({ url }) => /^(?:https?|mailto):/i.test(url)),
  };
}

/** Which form to open an issue with. */
export function chooserPage(visit: Visit, repo: string): PageContent {
  const { blank, contacts } = configOf(visit.github, repo);
  const forms = templatesOf(visit.github, repo).map(
    ({ file, form }) =>
      html`<li><a href="/${repo}/issues/new?template=${encodeURIComponent(file)}">${form.name}</a><p>${form.description ?? ""}</p></li>`,
  );
  const elsewhere = contacts.map(
    ({ name, url, about }) =>
      html`<li><a href="${url}" rel="noreferrer noopener">${name}</a><p>${about}</p></li>`,
  );
  const body = html`${crumbs(repo, html`<a href="/${repo}/issues">Issues</a>`, "New issue")}
<h1>New issue</h1>
<ul class="hints">${forms}${elsewhere}${blank && html`<li><a href="/${repo}/issues/new">Blank issue</a><p>A title and a text of your own.</p></li>`}</ul>`;
  return { title: `New issue in ${repo}`, body };
}
