// Checks the clocks of a policy: their parts, limits and events, and whom they remind.
import { parseDuration } from "../../duration.ts";
import { parseSpan } from "../../span.ts";
import { checkCondition } from "../check-condition.ts";
import { list } from "../complete.ts";
import { levelsIn } from "../escalation/levels.ts";
import type { PolicyFile } from "../file.ts";
import { type Finding, keyAt, wrong, wrongKey } from "../finding.ts";
import { checkRight } from "../right.ts";
import { hasDuty } from "../roles/check.ts";
import type { Checking } from "../section.ts";
import type { Path } from "../source.ts";
import { checkEvents } from "./check-events.ts";
import { checkHours } from "./check-hours.ts";

type Clock = NonNullable<PolicyFile["clocks"]>[string];

/** What clocks say that can't be meant. */
export function check(here: Checking): readonly Finding[] {
  return Object.entries(here.file.clocks ?? {}).flatMap(([name, clock]) => [
    ...checkParts(here, name, clock),
    ...checkWithin(here, name, clock),
    ...checkEvents(here, name, clock),
    ...checkRemind(here, name, clock),
    ...here.knownAll("roles", { names: clock.decide?.role, path: ["clocks", name, "decide", "role"] }),
    ...checkWhen(here, name, clock),
    ...checkHours(here, name, clock),
    ...checkAgreed(here, name, clock),
    ...checkRight(here, clock.by, ["clocks", name, "by"]),
    ...checkTasks(here, name, clock["after-tasks"]),
  ]);
}

function checkWhen(here: Checking, name: string, { when, cases }: Clock): readonly Finding[] {
  const path = ["clocks", name];
  return [
    ...checkCondition(here, { when, path: [...path, "when"] }),
    ...list(cases).flatMap((one, index) =>
      checkCondition(here, { when: one.when, path: [...path, "cases", index, "when"] }),
    ),
  ];
}

function checkParts(here: Checking, name: string, clock: Clock): readonly Finding[] {
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
  if (escalates && levelsIn(here.file).length === 0) {
    const message = "It escalates, but escalation: names nobody; add a role there or write then: stay.";
    found.push(wrong([...path, "overdue", "then"], message, keyAt("escalation")));
  }
  return found;
}

function checkWithin(here: Checking, name: string, clock: Clock): readonly Finding[] {
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
    .flatMap((severity) => here.known("severities", severity, [...at, severity]))
    .map((finding) => ({ ...finding, part: "key" as const }));
  return [...zeros, ...unknown];
}

function isNothing(limit: string): boolean {
  const span = parseSpan(limit);
  return span !== undefined && (span.kind === "days" ? span.days : span.ms) === 0;
}

/** Every policy has the kinds review and action. */
function checkTasks(here: Checking, name: string, kinds: Clock["after-tasks"]): readonly Finding[] {
  return list(kinds).flatMap((kind, index) => {
    if (kind === "review" || kind === "action") return [];
    const path = ["clocks", name, "after-tasks"];
    return here.known("tasks", kind, Array.isArray(kinds) ? [...path, index] : path);
  });
}

function checkAgreed(here: Checking, name: string, clock: Clock): readonly Finding[] {
  const agreed = typeof clock.agreed === "object" ? clock.agreed.field : clock.agreed;
  if (agreed === undefined) return [];
  const path = ["clocks", name, "agreed", ...(typeof clock.agreed === "object" ? ["field"] : [])];
  const unknown = here.known("fields", agreed, path);
  if (unknown.length > 0 || here.file.fields?.[agreed]?.type === "time") return unknown;
  const message = `The field ${agreed} names no time; give it type: time, or name one that has it.`;
  return [wrong(path, message, keyAt("fields", agreed))];
}

/** A clock may not be heard by nobody: its roles vacant by policy, and the rest of the chain switched off. */
function checkRemind(here: Checking, name: string, clock: Clock): readonly Finding[] {
  const { remind } = clock;
  const path = ["clocks", name, "remind"];
  if (remind === undefined || typeof remind === "string" || Array.isArray(remind)) {
    return here.knownAll("roles", { names: remind, path });
  }
  const unknown = here.knownAll("roles", { names: remind.only, path: [...path, "only"] });
  const roles = list(remind.only);
  const held = roles.some((role) => hasDuty(here.file, role));
  if (unknown.length > 0 || held) return unknown;
  const message = `Nobody is on duty for ${roles.join(" or ") || "any role"}, and only: shuts out assignees, opener and fallback, so this clock reminds nobody. Give a role a duty holder, or write remind: [${roles.join(", ")}].`;
  return [wrong([...path, "only"], message)];
}
