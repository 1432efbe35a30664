// What is said of a command that was not carried out, as values for its template: what was meant, and the form that is right.
import { nameCommand } from "../commands/name.ts";
import type { RefusalReason } from "../ledger.ts";
import { named } from "../named.ts";
import { nameOf } from "../party.ts";
import type { Policy } from "../policy/model.ts";
import type { Reply } from "../reply.ts";
import { holdersOf, isHeldBy, rightNow, titlesOf } from "../rights.ts";
import type { IncidentSituation } from "../situation.ts";
import { hash } from "../text/hash.ts";
import { inline, plainName } from "../text/safe.ts";
import { inWords } from "../voice/mention.ts";
import type { Values } from "../wanted.ts";
import { leadRole } from "./escalate-values.ts";
import { nextTime } from "./remind-limit.ts";

/**
 * Values of `refused`: `refusal` is the kind of sentence, `who` the login without an `@` (they hear of it as a participant, and
 * nobody but people on duty is mentioned). `expected`, `example` and `form` stand in code spans, all else in sentences.
 */
export function refusalValues(
  [answer, ...others]: readonly [Reply, ...Reply[]],
  here: IncidentSituation,
): Values {
  const { kind = "", values: all = {} } = answer.refusal ?? {};
  const { line = "", rightOf = all.command, ...values } = all;
  const said = named(Object.entries(values).map(([name, text]) => [name, inline(text, 400)]));
  const help = nameCommand(values.command ?? "")?.help;
  return {
    ...said,
    who: plainName(answer.by),
    refusal: kind,
    expected: help?.usage ?? values.expected ?? "",
    example:
      kind === "unreadable"
        ? (help?.example ?? values.example ?? "")
        : kind === "no-update"
          ? nextTime(here)
          : exampleOf(kind, values, here.ruling.policy),
    form: inCode(values.text ?? ""),
    plain: answer.plain,
    able: "",
    line: inline(line, 80),
    others: others.map(({ refusal }) => inline(refusal?.values.line ?? "", 80)).slice(0, mostNamed),
    ...(rightOf === undefined ? {} : rightTo(rightOf, answer, here)),
    ...(values.roles !== undefined && { able: ableIn(values.roles.split(","), answer, here) }),
  };
}

const mostNamed = 5;

/** What tells one problem from another: what is wrong, with which command, and with which of its words. */
export function problemOf(refusal: RefusalReason): string {
  const { text = "", problem = "", what = "", label = "" } = refusal.values;
  return `${likeOf(refusal)}.${hash([text, problem, what, label].join("\n"))}`;
}

/** The problem whatever the words: there are few such. */
export function likeOf({ kind, values: { command = "" } }: RefusalReason): string {
  return [kind, nameCommand(command)?.help.name ?? command].join(".");
}

/** A name that would have been right. */
function exampleOf(kind: string, values: Readonly<Record<string, string>>, policy: Policy): string {
  switch (kind) {
    case "severity":
      return policy.severities[0]?.key ?? "";
    case "status":
      return (
        policy.statuses.find((status) => status.phase === "investigating")?.key ??
        policy.statuses[0]?.key ??
        ""
      );
    case "role":
    case "field":
    case "clock":
    case "level":
    case "flag":
    case "done":
    case "pause":
    case "notice-name":
      return values.names?.split(", ")[0] ?? "";
    default:
      return "";
  }
}

/** Who may give a command: the titles of the roles that somebody has, or the GitHub role that it takes; `able`: people who may. */
function rightTo(command: string, answer: Reply, here: IncidentSituation): Values {
  const right = here.ruling.policy.commands[command];
  const governed = { ...here.incident, ruling: here.ruling };
  const titles = right && titlesOf(right, governed, answer.at);
  const now = right && rightNow(right, governed, answer.at);
  // Whoever leads, and those who are escalated to, work here.
  const levels = here.ruling.policy.escalation.levels.map(({ role }) => role);
  const roles = titles ? (now?.holders ?? []) : [leadRole(here), ...levels];
  return { holders: titles ?? "", right: now?.role ?? "write", able: ableIn(roles, answer, here) };
}

/** Accounts that have one of these roles and are not who was refused, in words that mention nobody. */
function ableIn(roles: readonly string[], { by, at }: Reply, here: IncidentSituation): string {
  const governed = { ...here.incident, ruling: here.ruling };
  const people = roles.flatMap((role) => holdersOf(role, governed, at));
  const others = people.filter((one) => one.kind === "account" && !isHeldBy([one], by));
  const known = new Map(others.map((one) => [nameOf(one).toLowerCase(), one]));
  return inWords([...known.values()].slice(0, mostNamed));
}

/** Harmless between backticks: nothing in it ends the code span or looks like a marker of ours. */
function inCode(text: string): string {
  return text
    .replace(/[`<>\s]+/g, " ")
    .trim()
    .slice(0, 80);
}
