// Leads each request of a browser to its page or act; what is none of ours goes on to the API.
import { readFileSync } from "node:fs";
import type { IssueFacts } from "../github.ts";
import type { Pages } from "../http.ts";
import { Refused } from "../rights.ts";
import { comment, type Done, edit, type FormPost, open, reassign, refield, relabel, tick } from "./acts.ts";
import { chooserPage } from "./chooser.ts";
import { blankPage, formPage, templatesOf } from "./forms.ts";
import { framed } from "./frame.ts";
import { html } from "./html.ts";
import { editCommentPage, editPage, issuePage } from "./issue.ts";
import { listPage, startPage } from "./lists.ts";
import { pullActAt, pullPageAt } from "./pull-routes.ts";
import {
  Missing,
  may,
  type PageContent,
  type PagesOptions,
  type RepositorySpot,
  type Visit,
  versionOf,
} from "./site.ts";
import { backTo, isHere, isOwnForm, rememberVisitor, visitorOf } from "./visitor.ts";

const asset = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8");

const assets: Readonly<Record<string, { readonly type: string; readonly text: () => string }>> = {
  "/-/style.css": { type: "text/css; charset=utf-8", text: () => asset("style.css") },
  "/-/script.js": { type: "text/javascript; charset=utf-8", text: () => asset("script.js") },
  "/-/icon.svg": {
    type: "image/svg+xml",
    text: () =>
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7" fill="#0f6f68"/><circle cx="8" cy="8" r="3" fill="#fff"/></svg>`,
  },
};

const guards: Readonly<Record<string, string>> = {
  // Colours of labels are custom properties in `style` attributes, of checked hexadecimal digits only.
  "content-security-policy":
    "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cache-control": "no-store",
};

const reply = (text: string, type = "text/html; charset=utf-8", status = 200): Response =>
  new Response(text, { status, headers: { ...guards, "content-type": type } });

const goTo = (path: string, cookie?: string): Response =>
  new Response(null, {
    status: 303,
    headers: { ...guards, location: path, ...(cookie !== undefined && { "set-cookie": cookie }) },
  });

const problem = (title: string, words: string, status: number): PageContent => ({
  title,
  status,
  body: html`<h1>${title}</h1><div class="alert" role="alert"><p>${words}</p></div><p><a href="/">To the start page</a></p>`,
});

/** The pages of a local GitHub, for people and their browsers. Changes need a form of this site and nothing but this machine. */
export function createPages(options: PagesOptions): Pages {
  return async (request) => {
    const url = new URL(request.url);
    if (!isPage(options, url.pathname)) return undefined;
    if (!isHere(request))
      return reply("This site answers to 127.0.0.1 and localhost only.", "text/plain", 421);
    const file = assets[url.pathname];
    if (file !== undefined) return reply(file.text(), file.type);
    if (url.pathname === "/-/version") return reply(versionOf(options), "text/plain");
    const write = request.method === "POST";
    if (!write && request.method !== "GET" && request.method !== "HEAD")
      return reply("Not allowed", "text/plain", 405);
    const visit: Visit = {
      ...options,
      login: visitorOf(request, options.github),
      path: write ? "/" : url.pathname + url.search,
      now: options.github.clock.now(),
    };
    if (write && !isOwnForm(request))
      return shown(visit, problem("Refused", "Only the forms of this site can change something here.", 403));
    try {
      if (write) return await act(visit, url, new URLSearchParams(await request.text()));
      const elsewhere = pullOf(visit, url);
      return elsewhere === undefined ? shown(visit, await pageAt(visit, url)) : goTo(elsewhere);
    } catch (error) {
      if (error instanceof Refused)
        return shown(visit, problem("GitHub does not allow that", error.message, 422));
      if (error instanceof Missing) return shown(visit, problem("Not found", error.message, 404));
      throw error;
    }
  };
}

const shown = (visit: Visit, page: PageContent): Response =>
  reply(framed(visit, page), undefined, page.status);

const repoPath = /^\/([\w.-]+\/[\w.-]+)(\/.*)?$/;

/** Pages are the start page, what is under `/-/`, and everything under a repository's name: the API has nothing there. */
function isPage({ github }: PagesOptions, path: string): boolean {
  if (path === "/" || path.startsWith("/-/")) return true;
  const repo = repoPath.exec(path)?.[1];
  return repo !== undefined && github.repositories().includes(repo);
}

function spotOf(visit: Visit, url: URL): RepositorySpot {
  const [, repo = "", rest = ""] = repoPath.exec(url.pathname) ?? [];
  if (repo === "" || !may(visit, repo, "read"))
    throw new Missing(`There is nothing here that ${visit.login} can see.`);
  return { repo, rest };
}

function issueAt(
  visit: Visit,
  { repo, rest }: RepositorySpot,
): { readonly issue: IssueFacts; readonly what: string } {
  const [, number, what = ""] = /^\/issues\/(\d+)(\/.*)?$/.exec(rest) ?? [];
  const issue = visit.github.issues(repo).find((one) => String(one.number) === number);
  if (issue === undefined) throw new Missing(`${repo} has nothing at ${rest}.`);
  return { issue, what };
}

/** An issue's address with the number of a pull request leads to that, as on GitHub. */
function pullOf({ github }: Visit, url: URL): string | undefined {
  const [, repo = "", number = ""] = /^\/([\w.-]+\/[\w.-]+)\/issues\/(\d+)$/.exec(url.pathname) ?? [];
  const found = repo !== "" && github.pulls(repo).some((pull) => String(pull.number) === number);
  return found ? `/${repo}/pull/${number}` : undefined;
}

const commentPath = /^\/comments\/([\w-]+)\/edit$/;

function pageAt(visit: Visit, url: URL): PageContent | Promise<PageContent> {
  if (url.pathname === "/") return startPage(visit);
  const beside = visit.beside[url.pathname];
  if (beside !== undefined) return beside(visit);
  const spot = spotOf(visit, url);
  const { repo, rest } = spot;
  if (rest === "" || rest === "/" || rest === "/issues")
    return listPage(visit, repo, url.searchParams.get("state") === "closed" ? "closed" : "open");
  if (rest === "/issues/new/choose") return chooserPage(visit, repo);
  if (rest === "/issues/new") return newPage(visit, repo, url.searchParams.get("template"));
  const pull = pullPageAt(visit, spot, url.searchParams);
  if (pull !== undefined) return pull;
  const { issue, what } = issueAt(visit, spot);
  if (what === "") return issuePage(visit, issue);
  if (what === "/edit") return editPage(visit, issue);
  return editCommentPage(issue, commentAt(visit, issue, what));
}

function newPage(visit: Visit, repo: string, file: string | null): PageContent {
  if (file === null) return blankPage(repo);
  const template = templatesOf(visit.github, repo).find((one) => one.file === file);
  if (template === undefined) throw new Missing(`${repo} has no form ${file}.`);
  return formPage(visit, repo, template);
}

function commentAt(visit: Visit, issue: IssueFacts, what: string) {
  const id = commentPath.exec(what)?.[1];
  const one = visit.github.comments(issue.ref).find((each) => each.id === id);
  if (one === undefined) throw new Missing(`${issue.ref} has nothing at ${what}.`);
  return one;
}

async function act(visit: Visit, url: URL, fields: URLSearchParams): Promise<Response> {
  const back = backTo(fields.get("back") ?? undefined);
  if (url.pathname === "/-/as") return goTo(back, rememberVisitor(fields.get("as") ?? ""));
  if (url.pathname === "/-/clock") {
    await visit.clock.move(stepOf(visit, fields));
    return goTo(back);
  }
  const spot = spotOf(visit, url);
  const done =
    spot.rest === "/issues/new"
      ? open(visit, spot.repo, { template: url.searchParams.get("template"), fields })
      : (pullActAt(visit, spot, fields) ?? actOn(visit, spot, fields));
  return "to" in done ? goTo(done.to) : shown(visit, done.page);
}

const longest = 32 * 24 * 60 * 60_000;

function stepOf({ now }: Visit, fields: URLSearchParams): number {
  const to = fields.get("to");
  const step = to === null ? Number(fields.get("by")) : Number(to) - now;
  if (!Number.isFinite(step) || step > longest) throw new Refused("The clock moves on by a month at most.");
  return Math.max(0, step);
}

const acts: Readonly<Record<string, (visit: Visit, sent: FormPost) => Done>> = {
  "/comment": comment,
  "/tick": tick,
  "/field": refield,
  "/labels": relabel,
  "/assignees": reassign,
  "/edit": edit,
};

function actOn(visit: Visit, spot: RepositorySpot, fields: URLSearchParams): Done {
  const { issue, what } = issueAt(visit, spot);
  const known = acts[what];
  if (known !== undefined) return known(visit, { issue, fields });
  const one = commentAt(visit, issue, what);
  visit.github.editComment({ by: visit.login, comment: one.id, body: fields.get("body") ?? "" });
  return { to: `/${issue.repo}/issues/${issue.number}#${one.id}` };
}
