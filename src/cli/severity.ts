// `tocsin severity`: what severity facts give under a policy, by its tables, and how that comes about (HG).
import { type Fact, type Facts, fact } from "../engine/facts.ts";
import { loadPolicy } from "../engine/policy/load.ts";
import type { Field, Input, Method, Policy } from "../engine/policy/model.ts";
import { fieldOf, severityOf } from "../engine/policy/names.ts";
import { hint } from "../engine/policy/nearest.ts";
import { readInput, wordsFor } from "../engine/severity/input.ts";
import { inquire } from "../engine/severity/inquiry.ts";
import { worldHolidays } from "../holidays.ts";
import { presets } from "../presets.ts";
import { problemJson, problemLine } from "./problems.ts";
import { type Arguments, type ExitCode, printJson, readText, type Terminal, WrongUse } from "./terminal.ts";

const USAGE = "usage: tocsin severity --policy POLICY [--method METHOD] --set FIELD=VALUE …";

/** Prints `{"severity","score","because","missing"}`; exit 1 with `missing` where the facts do not suffice. */
export async function severity({ words, options }: Arguments, terminal: Terminal): Promise<ExitCode> {
  if (words.length > 0) throw new WrongUse(`severity takes no "${words[0]}"; ${USAGE}`);
  if (typeof options.policy !== "string") throw new WrongUse(`severity needs a policy; ${USAGE}`);
  const policy = await namedPolicy(options.policy, { terminal, json: options.json === true });
  if (policy === undefined) return 1;
  const only = typeof options.method === "string" ? methodOf(policy, options.method) : undefined;
  const settings = Array.isArray(options.set) ? options.set : [];
  const facts = factsFrom(settings, { policy, only, now: terminal.now() });
  const found = inquire(policy, facts, only);
  const { because, missing } = found;
  printJson(terminal, { severity: found.severity ?? null, score: found.score ?? null, because, missing });
  if (missing.length === 0) return 0;
  if (options.json !== true)
    terminal.err(`tocsin: the facts do not suffice; missing: ${missing.join(", ")}\n`);
  return 1;
}

/** The policy of a file or a preset's name; undefined where it has problems, which are told. */
async function namedPolicy(
  name: string,
  { terminal, json }: { readonly terminal: Terminal; readonly json: boolean },
): Promise<Policy | undefined> {
  const known = Object.keys(presets());
  const isFile = /[/\\]|\.ya?ml$/.test(name);
  if (!isFile && !known.includes(name)) {
    throw new WrongUse(
      `--policy is "${name}", which is neither a file in .yml nor a preset${hint(name, known)}`,
    );
  }
  const text = isFile ? await readText(terminal, name) : `extends: ${name}\n`;
  const { policy, problems } = loadPolicy({ file: name, text, presets: presets(), holidays: worldHolidays });
  if (policy !== undefined) return policy;
  if (json) printJson(terminal, { ok: false, problems: problems.map(problemJson) });
  else for (const problem of problems) terminal.err(problemLine(problem));
  return undefined;
}

function methodOf(policy: Policy, name: string): Method {
  const { methods } = policy.severity;
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (method !== undefined) return method;
  throw new WrongUse(`the policy has no method "${name}"${hint(name, Object.keys(methods))}`);
}

interface Setting {
  readonly policy: Policy;
  readonly only: Method | undefined;
  /** Epoch milliseconds UTC: times without a day are read near it. */
  readonly now: number;
}

/** Facts from `field=value`: a field is named by the input of a method that it serves, or by its own names. */
function factsFrom(settings: readonly string[], given: Setting): Facts {
  const facts: Record<string, Fact> = {};
  for (const setting of settings) {
    const [, name = "", value = ""] = /^([^=]*)=([\s\S]*)$/.exec(setting) ?? [];
    if (name.trim() === "" || value.trim() === "") {
      throw new WrongUse(`--set takes field=value, for example --set urgency=2; it was "${setting}"`);
    }
    for (const one of factsOf(name.trim(), value.trim(), given)) {
      if (facts[one.field] !== undefined)
        throw new WrongUse(`${name.trim()} is given twice; keep one of them`);
      facts[one.field] = one;
    }
  }
  return facts;
}

function factsOf(name: string, value: string, { policy, only, now }: Setting): readonly Fact[] {
  const asked = askedInputs(policy, only);
  const byKey = asked.filter(({ key }) => key === name);
  const field = byKey.length > 0 ? undefined : fieldOf(policy, name);
  if (byKey.length === 0 && field === undefined) {
    const names = [...new Set([...asked.map(({ key }) => key), ...Object.keys(policy.fields)])];
    throw new WrongUse(`there is no field "${name}"${hint(name, names)}`);
  }
  const inputs = field === undefined ? byKey : asked.filter((input) => input.field === field.id);
  if (inputs.length > 0 && !inputs.some((input) => readInput(input, value) !== undefined)) {
    throw new WrongUse(`${name} can't be "${value}"; it is one of ${wordsFor(inputs[0] as Input)}`);
  }
  const fields = field === undefined ? [...new Set(byKey.map((input) => input.field))] : [field.id];
  return fields.flatMap((id) => {
    const known = policy.fields[id];
    return known === undefined ? [] : [read(known, value, { policy, now, asked: inputs.length > 0 })];
  });
}

function read(
  field: Field,
  value: string,
  { policy, now, asked }: { readonly policy: Policy; readonly now: number; readonly asked: boolean },
): Fact {
  if (field.id === policy.severity.field && severityOf(policy, value) === undefined) {
    const titles = policy.severities.map(({ key }) => key).join(", ");
    throw new WrongUse(`there is no severity "${value}"; it is one of ${titles}`);
  }
  const words = field.type === "choices" ? value.split(",").map((word) => word.trim()) : [value];
  const one = fact(field, words, policy, now);
  if (asked || one.problem === undefined) return one;
  throw new WrongUse(`${field.id} can't be "${value}": ${one.problem}`);
}

/** The inputs of the methods in question: one, or those that the policy asks. */
function askedInputs({ severity }: Policy, only: Method | undefined): readonly Input[] {
  const methods = only === undefined ? severity.by.flatMap((key) => severity.methods[key] ?? []) : [only];
  return methods.flatMap(({ inputs }) => Object.values(inputs));
}
