// A request by REST that has found its route, and what its answers have in common.
import type { Viewer } from "../installations.ts";
import { isFor, reads } from "../installations.ts";
import type { Platform } from "../platform.ts";
import type { IssueOrPullRequest, Repository } from "../records.ts";
import type { Registry } from "../registry.ts";
import type { View } from "../view.ts";

/** A request that has found its route; `params` are the parts of the path in the order of the route. */
export interface RouteCall {
  readonly platform: Platform;
  readonly registry: Registry;
  readonly view: View;
  readonly viewer: Viewer;
  readonly params: readonly string[];
  readonly url: URL;
  readonly accept: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** An answer before it becomes HTTP; a `body` that is text is sent as it is. */
export interface RouteReply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One route: `path` has `:` for one part and `*` for all the rest. */
export interface Route {
  readonly method: string;
  readonly path: string;
  readonly answer: (call: RouteCall) => RouteReply;
}

/** GitHub's answer for what is missing, or not to be seen. */
export const notFound: RouteReply = {
  status: 404,
  body: { message: "Not Found", documentation_url: "https://docs.github.com/rest", status: "404" },
};

/** GitHub's answer for what a token may not do. */
export const forbidden: RouteReply = {
  status: 403,
  body: {
    message: "Resource not accessible by integration",
    documentation_url: "https://docs.github.com/rest",
    status: "403",
  },
};

/** GitHub's answer for what nobody may change any more. */
export const readOnly: RouteReply = {
  status: 403,
  body: {
    message: "Repository was archived so is read-only.",
    documentation_url: "https://docs.github.com/rest",
    status: "403",
  },
};

/** The repository that the first two parts name, if the token may read it. */
export function repositoryOf(call: RouteCall): Repository | undefined {
  const repository = call.view.repository(`${call.params[0]}/${call.params[1]}`);
  return repository !== undefined && reads(call.viewer, repository) ? repository : undefined;
}

/** Whether the token was made for this repository, and may do more there than read what is public. */
export const isOwn = (call: RouteCall, repository: Repository): boolean => isFor(call.viewer, repository);

/** The issue that the first three parts name: to REST a pull request is one as well. */
export function issueOf(call: RouteCall): IssueOrPullRequest | undefined {
  const repository = repositoryOf(call);
  return repository === undefined ? undefined : call.view.conversation(repository.id, Number(call.params[2]));
}

/** Cuts the page that `per_page` and `page` ask for, with the `Link` header that leads to the others. */
export function paged<T>(
  call: RouteCall,
  all: readonly T[],
): { items: readonly T[]; headers: Record<string, string> } {
  const integer = (name: string, otherwise: number): number => {
    const value = Number(call.url.searchParams.get(name) ?? otherwise);
    return Number.isInteger(value) && value > 0 ? value : otherwise;
  };
  const size = Math.min(100, integer("per_page", 30));
  const page = integer("page", 1);
  const last = Math.max(1, Math.ceil(all.length / size));
  const link = (to: number, rel: string): string => {
    const url = new URL(call.url);
    url.searchParams.set("page", String(to));
    return `<${url.href}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [link(page - 1, "prev")] : []),
    ...(page < last ? [link(page + 1, "next"), link(last, "last")] : []),
    ...(page > 1 ? [link(1, "first")] : []),
  ];
  const items = all.slice((page - 1) * size, page * size);
  return { items, headers: links.length === 0 ? {} : { link: links.join(", ") } };
}
