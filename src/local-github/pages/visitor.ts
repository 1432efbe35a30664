// Who looks at a page, and whether a request may act: the browser says who it is, and only this site's forms may act.
import type { LocalGitHub } from "../github.ts";

/** The cookie that remembers as whom somebody looks. */
const cookie = "as";

/** The person that a request comes from: the one chosen before, else the first who ever joined. */
export function visitorOf(request: Request, github: LocalGitHub): string {
  const pairs = (request.headers.get("cookie") ?? "").split(/;\s*/);
  const named = pairs.find((pair) => pair.startsWith(`${cookie}=`))?.slice(cookie.length + 1);
  const people = github.people();
  return people.find((login) => login === named) ?? people[0] ?? "";
}

/** The header that makes a browser come back as `login`. */
export const rememberVisitor = (login: string): string =>
  `${cookie}=${encodeURIComponent(login)}; Path=/; HttpOnly; SameSite=Strict`;

/** Whether a request was sent to this machine by name or number: another name would be a site that borrowed our address. */
export function isHere(request: Request): boolean {
  const host = request.headers.get("host") ?? "";
  return /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(host);
}

/** Whether a form of this very site sent a request. */
export function isOwnForm(request: Request): boolean {
  const origin = request.headers.get("origin");
  return origin !== null && origin === `http://${request.headers.get("host") ?? ""}`;
}

/** A path of this site to go back to; anything else leads to the start page. */
export function backTo(given: string | undefined): string {
  return given !== undefined && /^\/(?![/\\])/.test(given) ? given : "/";
}
