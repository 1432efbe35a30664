// How things on GitHub are addressed, and what is no address.

/** The address of an issue, `owner/repo#7`, or of a repository's own subject, `owner/repo#handover`. */
export type IssueRef = string;

// An account's name has letters, digits and hyphens, one of a company's own directory an underscore; a repository can't be called `.` or `..`.
const owner = "[A-Za-z0-9](?:[A-Za-z0-9_-]{0,62})";
const name = "(?!\\.{1,2}(?:#|$))[A-Za-z0-9_.-]{1,100}";

/** `owner/name`, as GitHub has names: nothing else may stand where a path is made of it. */
export const repositoryName: RegExp = new RegExp(`^${owner}/${name}$`);

const issue = new RegExp(`^${owner}/${name}#[1-9]\\d{0,9}$`);

/** Is this the address of an issue, `owner/repo#7`? */
export function isIssueAddress(text: string): boolean {
  return issue.test(text);
}

/** The repository that something is in, `owner/repo` of `owner/repo#7`. */
export function repositoryOf(ref: IssueRef): string {
  const hash = ref.indexOf("#");
  return hash < 0 ? ref : ref.slice(0, hash);
}

/** Do two repositories, `owner/repo`, belong to one account? */
export function isOfOneOwner(one: string, other: string): boolean {
  const ownerIn = (repository: string): string => repository.split("/")[0]?.toLowerCase() ?? "";
  return ownerIn(one) === ownerIn(other);
}

/** The server that a page is on, `https://github.com`. */
export function serverOf(page: string): string {
  return /^https?:\/\/[^/]+/.exec(page)?.[0] ?? "https://github.com";
}

/** Where somebody writes: an address may leave out the rest. */
export interface Home {
  /** The repository, `owner/name`. */
  readonly home: string;
  /** `https://github.com` */
  readonly server: string;
}

/** What is written on an incident stands in its repository. */
export function writtenOn({
  repository,
  issue,
}: {
  readonly repository: { readonly name: string };
  readonly issue: { readonly url: string };
}): Home {
  return { home: repository.name, server: serverOf(issue.url) };
}
