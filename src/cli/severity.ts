// `tocsin severity`: what severity facts give under a policy, by its tables, and how that comes about (HG).
import type { Method, Policy } from "../engine/policy/model.ts";
import { hint } from "../engine/policy/nearest.ts";
import { wordsFor } from "../engine/policy/severity/input.ts";
import { inquire } from "../engine/severity/inquiry.ts";
import { namedPolicy, policyGiven } from "./policy.ts";
import { factsFrom } from "./severity-facts.ts";
import { type Arguments, type ExitCode, printJson, type Terminal, WrongUse } from "./terminal.ts";

const USAGE = "usage: tocsin severity [--policy POLICY] [--method METHOD] --set FIELD=VALUE …";

/** Prints `{"severity","score","because","missing"}`; exit 1 with `missing` where the facts do not suffice. */
export async function severity({ words, options }: Arguments, terminal: Terminal): Promise<ExitCode> {
  if (words.length > 0) throw new WrongUse(`severity takes no "${words[0]}"; ${USAGE}`);
  const given = policyGiven(options, terminal, { command: "severity", usage: USAGE });
  const policy = await namedPolicy(given, { terminal, json: options.json === true });
  if (policy === undefined) return 1;
  const only = typeof options.method === "string" ? methodOf(policy, options.method) : undefined;
  const settings = Array.isArray(options.set) ? options.set : [];
  const facts = factsFrom(settings, { policy, only, at: terminal.now() });
  const found = inquire(policy, facts, only);
  const { because, missing } = found;
  printJson(terminal, { severity: found.severity ?? null, score: found.score ?? null, because, missing });
  if (missing.length === 0) return 0;
  if (options.json !== true)
    terminal.err(
      `tocsin: the facts do not suffice; missing:\n${missing.map((field) => `  ${takenBy(field, policy, only)}\n`).join("")}`,
    );
  return 1;
}

/** A field as `--set` takes it for a method: what may be said in it, and from what else it follows. */
function takenBy(field: string, { severities, severity: { methods } }: Policy, only?: Method): string {
  const among = only === undefined ? Object.values(methods) : [only];
  const inputs = among.map((method) => Object.values(method.inputs).find((input) => input.field === field));
  const input = inputs.find((one) => one !== undefined);
  if (input === undefined) return `${field}: ${severities.map(({ key }) => key).join(", ")}`;
  const { matrix } = input;
  const follows = matrix === undefined ? "" : `; it follows from ${matrix.rows} and ${matrix.columns}`;
  return `${field}: ${wordsFor(input)}${follows}`;
}

function methodOf(policy: Policy, name: string): Method {
  const { methods } = policy.severity;
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (method !== undefined) return method;
  throw new WrongUse(`the policy has no method "${name}"${hint(name, Object.keys(methods))}`);
}
