// `tocsin duty`: who is on duty for each role of a policy at an instant, and until when that can be relied on.
import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { nextChange } from "../engine/business.ts";
import { earliest } from "../engine/duty/earliest.ts";
import { rotaProblemsAt, rotaTexts } from "../engine/duty/text.ts";
import { coreCalendar, hoursAt, nextChangeOf, onDuty } from "../engine/duty.ts";
import { type Instant, isoSeconds } from "../engine/instant.ts";
import type { Policy } from "../engine/policy/model.ts";
import { readMoment } from "../engine/policy/rota/build.ts";
import type { Ruling } from "../engine/policy/ruling.ts";
import type { Feed, SourceFile } from "../engine/snapshot/repository.ts";
import { clockTime } from "../engine/time.ts";
import { feedsOver } from "../rulings/feed-https.ts";
import { version } from "../shipped/version.ts";
import { namedPolicy, policyGiven } from "./policy.ts";
import { problemJson, problemLine } from "./problems.ts";
import { type Arguments, type ExitCode, printJson, reasonOf, type Terminal, WrongUse } from "./terminal.ts";

const USAGE = "usage: tocsin duty [--at ISO] [--policy POLICY] [--offline]";

/**
 * Prints `{"at","hours","roles","until"}`: a role that nobody has is an empty list, a contact without an account stands by its
 * title, a login or team with an `@`; `until` is when any of it may change next, null where it never does. Exit 1 where a rota's
 * iCalendar text can't be read whole, with `problems`. `left` are entries that are no shift, as leave is.
 */
export async function duty({ words, options }: Arguments, terminal: Terminal): Promise<ExitCode> {
  if (words.length > 0) throw new WrongUse(`duty takes no "${words[0]}"; ${USAGE}`);
  const given = policyGiven(options, terminal, { command: "duty", usage: USAGE });
  const asJson = options.json === true;
  const policy = await namedPolicy(given, { terminal, json: asJson });
  if (policy === undefined) return 1;
  const at = instantOf(options.at, policy, terminal);
  const ruling = await rulingOf(policy, {
    terminal,
    file: given,
    offline: options.offline === true,
  });
  const found = dutyAt(ruling, at);
  const problems = rotaProblemsAt(ruling, at);
  const left = ruling.rotaProblems.filter(({ meant }) => meant === true);
  if (asJson) {
    const [wrong, passed] = [problems.map(problemJson), left.map(problemJson)];
    printJson(terminal, {
      ...found,
      ...(wrong.length > 0 && { problems: wrong }),
      ...(passed.length > 0 && { left: passed }),
    });
  } else {
    terminal.out(inWords(ruling, at));
    for (const problem of [...problems, ...left]) terminal.err(problemLine(problem));
  }
  return problems.length > 0 ? 1 : 0;
}

/** Now where none is given; without an offset it is local time in the policy's zone. */
function instantOf(given: Arguments["options"][string], policy: Policy, terminal: Terminal): Instant {
  if (given === undefined) return Math.floor(terminal.now() / 1000) * 1000;
  const at = typeof given === "string" ? readMoment(plainIso(given), policy.incidents.zone) : undefined;
  if (at !== undefined) return at;
  throw new WrongUse(
    `--at is "${String(given)}", which is no instant; write for example 2025-04-01T09:00:00Z`,
  );
}

/** Without fractions of a second, which no shift has. */
function plainIso(text: string): string {
  return text.trim().toUpperCase().replace(/\.\d+/u, "");
}

interface Given {
  readonly terminal: Terminal;
  /** What `--policy` said: a file, or a preset's name. */
  readonly file: string;
  readonly offline: boolean;
}

async function rulingOf(policy: Policy, { terminal, file, offline }: Given): Promise<Ruling> {
  const root = rootOf(resolve(terminal.cwd, file));
  const paths = Object.values(policy.rotas).flatMap(({ ical }) => ical?.path ?? []);
  const calendars = await Promise.all(paths.map((path) => calendarAt(root, path)));
  const sources = { calendars: calendars.flat(), feeds: await feedsOf(policy, terminal, offline) };
  return { policy, forms: [], ...rotaTexts(policy, sources), oid: "", version, problems: [] };
}

/** The repository of a policy file: what holds its `.github`, else its own folder. */
function rootOf(file: string): string {
  const folder = dirname(file);
  return folder.endsWith(".github") ? dirname(folder) : folder;
}

async function calendarAt(root: string, path: string): Promise<readonly SourceFile[]> {
  const file = join(root, path);
  try {
    return [{ path, oid: path, text: await readFile(file, "utf8") }];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw new WrongUse(`${file} can't be opened: ${reasonOf(error)}`, file, { cause: error });
  }
}

async function feedsOf(policy: Policy, terminal: Terminal, offline: boolean): Promise<readonly Feed[]> {
  if (!offline) return feedsOver(terminal, terminal.env)(policy);
  const urls = Object.values(policy.rotas).flatMap(({ ical }) => ical?.url ?? []);
  return urls.map((url) => ({
    url,
    shown: url.startsWith("env:") ? url : `https://${new URL(url).host}/…`,
    oid: "",
    fault: "It was not read: --offline was given.",
  }));
}

interface Answer {
  readonly at: string;
  readonly hours: "core" | "out";
  readonly roles: Readonly<Record<string, readonly string[]>>;
  readonly until: string | null;
}

function dutyAt(ruling: Ruling, at: Instant): Answer {
  const roles = Object.keys(ruling.policy.roles);
  const until = untilOf(ruling, at);
  return {
    at: isoSeconds(at),
    hours: hoursAt(ruling, at),
    roles: Object.fromEntries(roles.map((role) => [role, namesOf(ruling, role, at)])),
    until: until === undefined ? null : isoSeconds(until),
  };
}

function untilOf(ruling: Ruling, at: Instant): Instant | undefined {
  const calendar = coreCalendar(ruling);
  const hours = calendar === undefined ? undefined : nextChange(calendar, at);
  return earliest([hours, nextChangeOf(ruling, Object.keys(ruling.policy.roles), at)], at);
}

function namesOf(ruling: Ruling, role: string, at: Instant): readonly string[] {
  const { contacts } = ruling.policy;
  return onDuty(ruling, role, at).map((who) => {
    const contact = Object.hasOwn(contacts, who) ? contacts[who] : undefined;
    return contact?.title ?? `@${who}`;
  });
}

function inWords(ruling: Ruling, at: Instant): string {
  const { incidents, roles, calendars } = ruling.policy;
  const time = (instant: Instant): string => clockTime(instant, incidents.zone, at);
  const until = untilOf(ruling, at);
  const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeZone: incidents.zone }).format(at);
  const hours =
    Object.keys(calendars).length === 0
      ? ""
      : hoursAt(ruling, at) === "core"
        ? ", core hours"
        : ", out of hours";
  const width = Math.max(0, ...Object.values(roles).map(({ title }) => title.length));
  const lines = Object.values(roles).map(({ key, title }) => {
    const names = namesOf(ruling, key, at);
    return `  ${title.padEnd(width)}  ${names.length === 0 ? "nobody" : names.join(", ")}`;
  });
  const end = until === undefined ? "This never changes." : `Until ${time(until)}.`;
  return `${day}, ${time(at)}${hours}\n${lines.join("\n")}\n${end}\n`;
}
