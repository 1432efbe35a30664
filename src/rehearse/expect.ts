// Holds the expectations of a scenario against what the local GitHub shows at that instant.
import type { Instant } from "../engine/instant.ts";
import { stripMarkers } from "../engine/text/marker.ts";
import type { LogEntry } from "../local-github/platform.ts";
import { type Arrival, rings } from "./channels.ts";
import { sinceStart } from "./instants.ts";
import { saidOn } from "./said.ts";
import type { Check, Expectation, Received } from "./scenario.ts";
import { firstWords } from "./transcript.ts";

/** Everything that an expectation may ask about. */
export interface Evidence {
  readonly start: Instant;
  readonly log: readonly LogEntry[];
  /** Logins that `by: app` stands for. */
  readonly app: readonly string[];
  /** Tocsin's requests so far that changed something. */
  readonly writes: number;
  /** What arrived beyond GitHub so far. */
  readonly arrived: readonly Arrival[];
  /** All issues by creation. */
  issues(): readonly SeenIssue[];
  /** All pull requests by creation. */
  pulls(): readonly SeenPull[];
  /** The files of the status page; `undefined` where there is none, or nothing asks for it. */
  readonly site?: ReadonlyMap<string, string> | undefined;
  /** The text of a file at the head of a branch, by default the default one; `undefined` where there is none. */
  file(repo: string, path: string, branch?: string): string | undefined;
}

/** A pull request as it stands. */
export interface SeenPull {
  readonly ref: string;
  readonly title: string;
  readonly state: "draft" | "open" | "merged" | "closed";
  readonly body: string;
}

/** An issue as it stands. `stateReason` in lower case. */
export interface SeenIssue {
  readonly ref: string;
  readonly title: string;
  readonly state: "open" | "closed";
  readonly stateReason: string | null;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  readonly parent: string | null;
  readonly body: string;
  readonly comments: readonly SeenComment[];
}

/** A comment as it stands; deleted ones are not among them. */
export interface SeenComment {
  readonly id: string;
  readonly at: Instant;
  readonly by: string;
  readonly body: string;
  readonly minimized: boolean;
}

/** How an expectation or a step turned out; `why` says what was wanted and what was found. */
export interface CheckResult {
  readonly line: number;
  readonly ok: boolean;
  readonly why: string;
}

interface Found {
  readonly ok: boolean;
  readonly why: string;
}

/** Holds one expectation against what is seen; `on` is its issue, already found. All its checks must hold. */
export function judge(expectation: Expectation, on: SeenIssue | undefined, sight: Evidence): CheckResult {
  const found = expectation.checks.map((check) => hold(check, on, sight));
  const failed = found.filter((each) => !each.ok);
  const said = (failed.length > 0 ? failed : found).map((each) => each.why);
  return { line: expectation.line, ok: failed.length === 0, why: said.join("; ") };
}

function hold(check: Check, on: SeenIssue | undefined, sight: Evidence): Found {
  switch (check.kind) {
    case "comment":
      return on === undefined ? nowhere : holdComment(check, on, sight);
    case "labels":
      return on === undefined ? nowhere : holdNames(check, { names: on.labels, noun: "labels", ref: on.ref });
    case "assignees":
      return on === undefined
        ? nowhere
        : holdNames(check, { names: on.assignees, noun: "assignees", ref: on.ref });
    case "state":
      if (on === undefined) return nowhere;
      return { ok: on.state === check.state, why: `wanted ${on.ref} ${check.state}; it is ${on.state}` };
    case "issue":
      return holdIssues(check, sight);
    case "writes":
      return {
        ok: sight.writes === check.count,
        why: `wanted ${check.count} writes by Tocsin so far; there were ${sight.writes}`,
      };
    case "file":
      return holdFile(check, sight);
    case "pull":
      return holdPulls(check, sight);
    case "site":
      return holdSite(check, sight);
    case "notice":
    case "page":
      return holdSent(check, on, sight);
  }
}

const nowhere: Found = { ok: false, why: "there is no issue to look at" };

type CheckOf<Kind extends Check["kind"]> = Extract<Check, { readonly kind: Kind }>;

const isBy = (by: string | undefined, login: string, app: readonly string[]): boolean =>
  by === undefined || (by === "app" ? app.includes(login) : by === login);

function holdComment(check: CheckOf<"comment">, on: SeenIssue, sight: Evidence): Found {
  // A deleted comment is neither minimized nor in sight.
  const minimized = new Map(on.comments.map((comment) => [comment.id, comment.minimized]));
  const found = saidOn(on.ref, sight.log).filter(
    (said) =>
      isBy(check.by, said.by, sight.app) &&
      (check.matches === undefined || check.matches.test(said.text)) &&
      (check.since === undefined || said.at >= check.since) &&
      (check.minimized === undefined || minimized.get(said.id) === check.minimized),
  );
  const wanted = [
    check.minimized === undefined
      ? "a comment"
      : check.minimized
        ? "a minimized comment"
        : "a comment in sight",
    check.by === undefined ? "" : ` by ${check.by}`,
    check.matches === undefined ? "" : ` that matches ${check.matches}`,
    check.since === undefined ? "" : ` since ${sinceStart(check.since, sight.start)}`,
    ` on ${on.ref}`,
  ].join("");
  const shown = found.map(
    (said) => `${sinceStart(said.at, sight.start)} ${said.by} "${firstWords(said.text)}"`,
  );
  return counted({ count: check.count, found: shown, wanted });
}

function counted(what: {
  readonly count: number | undefined;
  readonly found: readonly string[];
  readonly wanted: string;
}): Found {
  const { count, found, wanted } = what;
  const ok = count === undefined ? found.length > 0 : found.length === count;
  const number = count === undefined ? "at least once" : count === 1 ? "once" : `${count} times`;
  const some = found.slice(0, 5).join(", ");
  const shown =
    found.length === 0 ? "found none" : `found ${found.length}: ${some}${found.length > 5 ? ", …" : ""}`;
  return { ok, why: `wanted ${wanted}, ${number}; ${shown}` };
}

function holdNames(
  check: CheckOf<"labels"> | CheckOf<"assignees">,
  seen: { readonly names: readonly string[]; readonly noun: string; readonly ref: string },
): Found {
  const missing = check.has.filter((name) => !seen.names.includes(name));
  const surplus = check.lacks.filter((name) => seen.names.includes(name));
  const wanted = [
    ...check.has.map((name) => `"${name}"`),
    ...check.lacks.map((name) => `not "${name}"`),
  ].join(", ");
  const shown = seen.names.length === 0 ? "none" : seen.names.map((name) => `"${name}"`).join(", ");
  const ok = missing.length === 0 && surplus.length === 0;
  return { ok, why: `wanted on ${seen.ref} the ${seen.noun} ${wanted}; found ${shown}` };
}

const holdIssues = (check: CheckOf<"issue">, sight: Evidence): Found =>
  holdThings(check, sight.issues(), "an issue");

/** States differ so much between pull requests that what was found says its own. */
const holdPulls = (check: CheckOf<"pull">, sight: Evidence): Found =>
  holdThings(check, sight.pulls(), "a pull request", ({ state }) => `, ${state}`);

function holdThings<T extends SeenPull | SeenIssue>(
  check: CheckOf<"issue"> | CheckOf<"pull">,
  all: readonly T[],
  noun: string,
  more: (one: T) => string = () => "",
): Found {
  const found = all.filter(
    (one) =>
      (check.repo === undefined || repoOf(one.ref) === check.repo) &&
      (check.title === undefined || check.title.test(one.title)) &&
      (check.matches === undefined || check.matches.test(stripMarkers(one.body))) &&
      (check.state === undefined || one.state === check.state),
  );
  const wanted = [
    check.state === undefined ? noun : `${noun} that is ${check.state}`,
    check.repo === undefined ? "" : ` in ${check.repo}`,
    check.title === undefined ? "" : ` whose title matches ${check.title}`,
    check.matches === undefined ? "" : ` whose body matches ${check.matches}`,
  ].join("");
  return counted({
    count: check.count,
    found: found.map((one) => `${one.ref} "${one.title}"${more(one)}`),
    wanted,
  });
}

/** How often a pattern is found in a text. */
const timesIn = (text: string, pattern: RegExp): number =>
  Array.from(text.matchAll(new RegExp(pattern.source, `${pattern.flags}g`))).length;

function holdFile(check: CheckOf<"file">, sight: Evidence): Found {
  const text = sight.file(check.repo, check.path, check.branch);
  const name = `${check.path} in ${check.repo}${check.branch === undefined ? "" : ` on ${check.branch}`}`;
  if (check.count !== undefined) {
    const times = text === undefined ? 0 : check.matches === undefined ? 1 : timesIn(text, check.matches);
    const wanted =
      check.matches === undefined
        ? `wanted ${check.count} files ${name}`
        : `wanted ${name} to match ${check.matches} ${check.count} times`;
    return { ok: times === check.count, why: `${wanted}; found ${times}` };
  }
  if (text === undefined) return { ok: false, why: `wanted the file ${name}; there is none` };
  if (check.matches === undefined) return { ok: true, why: `there is a file ${name}` };
  return {
    ok: check.matches.test(text),
    why: `wanted ${name} to match ${check.matches}; it begins "${firstWords(text)}"`,
  };
}

function holdSite({ path, matches, lacks }: CheckOf<"site">, { site }: Evidence): Found {
  const text = site?.get(path);
  if (text === undefined)
    return { ok: false, why: site ? `the status page has no file ${path}` : "there is no status page" };
  const shown = path.endsWith(".html") ? readable(text) : text;
  const wanted = matches === undefined || matches.test(shown);
  const clean = lacks === undefined || !lacks.test(shown);
  const why = [
    ...(matches === undefined ? [] : [`to match ${matches}`]),
    ...(lacks === undefined ? [] : [`not to match ${lacks}`]),
  ].join(" and ");
  return {
    ok: wanted && clean,
    why: `wanted ${path} of the status page ${why}; it says "${firstWords(shown)}"`,
  };
}

/** What a reader sees of a page: without head, pictures, tags and the space between them. */
function readable(html: string): string {
  return html
    .replace(/^[\s\S]*<\/head>|<svg[\s\S]*?<\/svg>/g, " ")
    .replace(/<[^>]*>/g, " ")
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ")
    .trim();
}

/** Of pages those that ring, or that say that it is over; of notices all else that arrived. */
function isOfKind({ kind, resolved = false }: Received, arrival: Arrival): boolean {
  const isPage = arrival.effect.purpose === "page";
  return kind === "page" ? isPage && rings(arrival) !== resolved : !isPage;
}

function holdSent(check: Received, on: SeenIssue | undefined, { arrived, start }: Evidence): Found {
  const { channel, to, matches, since } = check;
  const found = arrived.filter(
    (one) =>
      isOfKind(check, one) &&
      (on === undefined || one.effect.about.ref === on.ref) &&
      (channel === undefined || one.channel === channel) &&
      (to === undefined || one.effect.to.includes(to)) &&
      (matches === undefined || matches.test(`${one.effect.subject}\n\n${one.text}`)) &&
      (since === undefined || one.at >= since),
  );
  const wanted = [
    check.kind === "notice" ? "a notice" : check.resolved ? "a page that says that it is over" : "a page",
    channel === undefined ? "" : ` by ${channel}`,
    to === undefined ? "" : ` to ${to}`,
    matches === undefined ? "" : ` that matches ${matches}`,
    since === undefined ? "" : ` since ${sinceStart(since, start)}`,
    on === undefined ? "" : ` about ${on.ref}`,
  ].join("");
  const shown = found.map(
    ({ at, channel: by, effect }) =>
      `${sinceStart(at, start)} ${by} to ${effect.to.join(", ")} "${firstWords(effect.subject)}"`,
  );
  return counted({ count: check.count, found: shown, wanted });
}

/** `owner/repo` of `owner/repo#7`. */
export const repoOf = (ref: string): string => ref.slice(0, ref.lastIndexOf("#"));
