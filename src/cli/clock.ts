// `tocsin clock`: when a clock of a policy is due that starts at given instants, and when it warns.
import { forecast } from "../engine/forecast.ts";
import type { ClockRule, Policy } from "../engine/policy/model.ts";
import { severityOf } from "../engine/policy/names.ts";
import { hint } from "../engine/policy/nearest.ts";
import { readMoment } from "../engine/policy/rota/build.ts";
import { factsGiven } from "./facts.ts";
import { clockJson, clockText } from "./forecast-text.ts";
import { namedPolicy, policyGiven } from "./policy.ts";
import { type Arguments, type ExitCode, printJson, type Terminal, WrongUse } from "./terminal.ts";

const USAGE = "usage: tocsin clock NAME [--policy POLICY] [--severity S] [--set FIELD=VALUE …] --from ISO …";

/** Prints the forecast of a clock, a list of them for several `--from`; a clock without a limit has `dueAt: null`. */
export async function clock({ words, options }: Arguments, terminal: Terminal): Promise<ExitCode> {
  const [name, ...more] = words;
  if (name === undefined) throw new WrongUse(`clock needs the name of a clock; ${USAGE}`);
  const given = policyGiven(options, terminal, { command: "clock", usage: USAGE });
  const asJson = options.json === true;
  const policy = await namedPolicy(given, { terminal, json: asJson });
  if (policy === undefined) return 1;
  const rule = ruleOf(policy, name);
  const level = typeof options.severity === "string" ? severityKey(policy, options.severity) : undefined;
  // What follows an option without a repetition of it is meant for it: `--from A B`, `--set a=1 b=2`.
  const froms = [...textsOf(options.from), ...more.filter((word) => !word.includes("="))];
  const sets = [...textsOf(options.set), ...more.filter((word) => word.includes("="))];
  if (froms.length === 0) throw new WrongUse(`clock needs --from, when it starts; ${USAGE}`);
  const starts = froms.map((text) => startOf(text, policy));
  const forecasts = starts.map((from) => {
    const facts = factsGiven(sets, policy, from);
    const chosen = facts.get(policy.severity.field)?.text;
    const severity = level ?? (chosen === undefined ? undefined : severityKey(policy, chosen));
    return forecast(policy, rule, { severity, facts, from });
  });
  if (asJson) {
    const [only, ...others] = forecasts.map((one) => clockJson(one, { policy, rule }));
    printJson(terminal, others.length === 0 ? only : [only, ...others]);
  } else terminal.out(forecasts.map((one) => clockText(one, { policy, rule })).join("\n"));
  return 0;
}

/** The values of an option that may be given several times. */
function textsOf(value: Arguments["options"][string]): readonly string[] {
  return [value].flat().filter((one) => typeof one === "string");
}

function ruleOf({ clocks }: Policy, name: string): ClockRule {
  const rule = clocks.find((one) => one.name === name);
  if (rule !== undefined) return rule;
  const names = clocks.map((one) => one.name);
  throw new WrongUse(`the policy has no clock "${name}"${hint(name, names)}${listed(name, names)}`);
}

function severityKey(policy: Policy, words: string): string {
  const names = policy.severities.map(({ key }) => key);
  const key = names.includes(words) ? words : severityOf(policy, words)?.key;
  if (key !== undefined) return key;
  throw new WrongUse(
    names.length === 0
      ? `the policy has no severities, so that "${words}" is none; leave --severity out`
      : `the policy has no severity "${words}"; it has ${names.join(", ")}`,
  );
}

/** All names behind a guess, so that a script's author sees them too. */
function listed(name: string, names: readonly string[]): string {
  return hint(name, names).startsWith("; did you mean") ? ` It has ${names.join(", ")}.` : "";
}

const ISO = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?$/i;

function startOf(text: string, policy: Policy): number {
  const [, shown = "", offset = ""] = ISO.exec(text) ?? [];
  const { zone } = policy.incidents;
  const at = shown === "" ? undefined : readMoment(`${shown}${offset}`.toUpperCase(), zone);
  if (at !== undefined) return at;
  throw new WrongUse(
    `--from is "${text}"; expected an instant such as 2025-04-01T09:00:00+01:00 or 2025-04-01T08:00:00Z, or without an offset the local time in ${zone}`,
  );
}
