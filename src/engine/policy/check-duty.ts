// Checks the side of people and time of a policy: clocks and their events, roles that are named, commands.

import { parseDuration } from "../duration.ts";
import { parseSpan } from "../span.ts";
import { levelsIn } from "./build-escalation.ts";
import { list } from "./build-record.ts";
import { checkEvents } from "./check-events.ts";
import { type Finding, keyAt, wrong, wrongKey } from "./finding.ts";
import { known, knownAll } from "./known.ts";
import { hint } from "./nearest.ts";
import type { PolicyFile } from "./schema/file.ts";
import type { Path } from "./source.ts";

type Clock = NonNullable<PolicyFile["clocks"]>[string];

/** What clocks and commands say that can't be meant; `commands` are the names that a policy may give rights for. */
export function checkDuties(file: PolicyFile, commands: readonly string[]): readonly Finding[] {
  const clocks = Object.entries(file.clocks ?? {}).flatMap(([name, clock]) => [
    ...checkParts(file, name, clock),
    ...checkWithin(file, name, clock),
    ...checkEvents(file, name, clock),
    ...checkRemind(file, name, clock),
    ...knownAll(file, "roles", { names: clock.decide?.role, path: ["clocks", name, "decide", "role"] }),
  ]);
  return [...clocks, ...checkCommands(file, commands)];
}

function checkParts(file: PolicyFile, name: string, clock: Clock): readonly Finding[] {
  const path = ["clocks", name];
  const found: Finding[] = [];
  if (list(clock.starts).length === 0) {
    found.push(
      wrongKey(
        [...path, "starts"],
        `The clock ${name} never starts; name an event, for example starts: declared.`,
      ),
    );
  }
  if (
    clock.within === undefined ||
    (typeof clock.within === "object" && Object.keys(clock.within).length === 0)
  ) {
    found.push(
      wrongKey([...path, "within"], `The clock ${name} has no limit; write one, for example within: 60m.`),
    );
  }
  const { overdue } = clock;
  const steps = Array.isArray(overdue) ? overdue : list(overdue?.after);
  const after = steps.map((step) => parseDuration(step) ?? 0);
  if (after.some((step, index) => step <= (after[index - 1] ?? -1))) {
    found.push(
      wrong([...path, "overdue"], "The times after the limit must grow, for example [5m, 20m, 60m]."),
    );
  }
  const escalates = typeof overdue === "object" && !Array.isArray(overdue) && overdue.then === "escalate";
  if (escalates && levelsIn(file).length === 0) {
    const message = "It escalates, but escalation: names nobody; add a role there or write then: stay.";
    found.push(wrong([...path, "overdue", "then"], message, keyAt("escalation")));
  }
  return found;
}

function checkWithin(file: PolicyFile, name: string, clock: Clock): readonly Finding[] {
  const { within = {} } = clock;
  const at = ["clocks", name, "within"];
  const zero = (limit: string, path: Path): readonly Finding[] =>
    isNothing(limit)
      ? [wrong(path, "A limit of nothing is always past; write none where the clock is not to run.")]
      : [];
  if (typeof within === "string") return zero(within, at);
  const zeros = Object.entries(within).flatMap(([severity, limit]) => zero(limit, [...at, severity]));
  const unknown = Object.keys(within)
    .filter((severity) => severity !== "any")
    .flatMap((severity) => known(file, "severities", severity, [...at, severity]))
    .map((finding) => ({ ...finding, part: "key" as const }));
  return [...zeros, ...unknown];
}

function isNothing(limit: string): boolean {
  const span = parseSpan(limit);
  return span !== undefined && (span.kind === "days" ? span.days : span.ms) === 0;
}

/** A clock may not be heard by nobody: its roles vacant by policy, and the rest of the chain switched off. */
function checkRemind(file: PolicyFile, name: string, clock: Clock): readonly Finding[] {
  const { remind } = clock;
  const path = ["clocks", name, "remind"];
  if (remind === undefined || typeof remind === "string" || Array.isArray(remind)) {
    return knownAll(file, "roles", { names: remind, path });
  }
  const unknown = knownAll(file, "roles", { names: remind.only, path: [...path, "only"] });
  const roles = list(remind.only);
  const held = roles.some((role) => hasDuty(file, role));
  if (unknown.length > 0 || held) return unknown;
  const message = `Nobody is on duty for ${roles.join(" or ") || "any role"}, and only: shuts out assignees, opener and fallback, so this clock reminds nobody. Give a role a duty holder, or write remind: [${roles.join(", ")}].`;
  return [wrong([...path, "only"], message)];
}

/** Does the policy give a role to anybody by duty, at some time? A list of nobody, in or out of hours, is nobody. */
function hasDuty(file: PolicyFile, role: string): boolean {
  const duty = file.roles?.[role]?.duty;
  if (duty === undefined) return false;
  const isSomebody = (given: unknown): boolean => {
    if (typeof given === "object" && given !== null && "rota" in given)
      return hasPeople(file, String(given.rota));
    return given !== undefined && (!Array.isArray(given) || given.length > 0);
  };
  if (typeof duty === "string" || Array.isArray(duty) || "rota" in duty) return isSomebody(duty);
  return [duty.core, duty.out].some(isSomebody);
}

/** Can a rota name anybody? */
function hasPeople(file: PolicyFile, key: string): boolean {
  const rota = file.rota?.[key];
  return list(rota?.people).length > 0 || rota?.ical !== undefined || list(rota?.swaps).length > 0;
}

function checkCommands(file: PolicyFile, commands: readonly string[]): readonly Finding[] {
  return Object.entries(file.commands ?? {}).flatMap(([name, rule]) => {
    const path = ["commands", name];
    const unknown = commands.includes(name)
      ? []
      : [wrongKey(path, `There is no command /${name}${hint(name, commands)}`)];
    if (typeof rule === "string") return unknown;
    return [...unknown, ...knownAll(file, "roles", { names: rule.holders, path: [...path, "holders"] })];
  });
}
