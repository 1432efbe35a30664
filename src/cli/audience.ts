// `tocsin audience`: who would be told what by the notices of a policy, by facts, severity and hours, before anything happens (H-16).
import { type Facts, implied } from "../engine/facts.ts";
import type { Event, Flagged, SettledSeverity } from "../engine/incident.ts";
import { type Instant, isoSeconds } from "../engine/instant.ts";
import { audiencesOf } from "../engine/notices/audience.ts";
import { blockOf, holdsOf } from "../engine/notices/keeping.ts";
import { type NoticeView, ruleHolds } from "../engine/notices/view.ts";
import type { NoticeRule, Policy } from "../engine/policy/model.ts";
import { severityOf } from "../engine/policy/names.ts";
import { hint } from "../engine/policy/nearest.ts";
import { readMoment } from "../engine/policy/rota/build.ts";
import type { Ruling } from "../engine/policy/ruling.ts";
import { inquire } from "../engine/severity/inquiry.ts";
import { version } from "../shipped/version.ts";
import { factsGiven } from "./facts.ts";
import { namedPolicy, policyGiven } from "./policy.ts";
import { type Arguments, type ExitCode, printJson, type Terminal, WrongUse } from "./terminal.ts";

const USAGE =
  "usage: tocsin audience [--policy POLICY] [--severity S] [--notice KIND] [--at ISO] --set FIELD=VALUE …";

/** One notice, with whom it would tell; `blocked` says why it may not go at all, `held` why not before somebody lets it; null where it may. */
export interface ToldWhat {
  readonly kind: string;
  readonly audiences: readonly string[];
  readonly channels: readonly string[];
  readonly blocked: string | null;
  readonly held: string | null;
  readonly because: readonly string[];
}

/** Prints `{"notices":[{"kind","audiences","channels","blocked","held","because"}]}`: every notice that would be drafted by these facts. */
export async function audience({ words, options }: Arguments, terminal: Terminal): Promise<ExitCode> {
  if (words.length > 0) throw new WrongUse(`audience takes no "${words[0]}"; ${USAGE}`);
  const given = policyGiven(options, terminal, { command: "audience", usage: USAGE });
  const policy = await namedPolicy(given, { terminal, json: options.json === true });
  if (policy === undefined) return 1;
  const at = instantOf(options.at, policy, terminal);
  const settings = Array.isArray(options.set) ? options.set : [];
  const view = viewFrom(factsGiven(settings, policy, at), options.severity, { policy, at });
  const only = typeof options.notice === "string" ? kindOf(policy, options.notice) : undefined;
  const notices = toldBy(view, at, only);
  if (options.json === true) printJson(terminal, { notices });
  else terminal.out(inWords(notices, policy));
  return 0;
}

function instantOf(given: Arguments["options"][string], policy: Policy, terminal: Terminal): Instant {
  if (given === undefined) return Math.floor(terminal.now() / 1000) * 1000;
  const at =
    typeof given === "string" ? readMoment(given.trim().toUpperCase(), policy.incidents.zone) : undefined;
  if (at !== undefined) return at;
  throw new WrongUse(
    `--at is "${String(given)}", which is no instant; write for example ${isoSeconds(terminal.now())}`,
  );
}

function kindOf({ notices }: Policy, name: string): NoticeRule {
  const rule = Object.hasOwn(notices, name) ? notices[name] : undefined;
  if (rule !== undefined) return rule;
  throw new WrongUse(`the policy has no notice "${name}"${hint(name, Object.keys(notices))}`);
}

/** An incident of which these facts are known: confirmed, unless they say another phase. */
function viewFrom(
  given: Facts,
  severity: Arguments["options"][string],
  { policy, at }: { readonly policy: Policy; readonly at: Instant },
): NoticeView {
  const facts = new Map([...implied(policy, given), ...given]);
  const taken = (name: string): readonly string[] => {
    const words = facts.get(name)?.words ?? [];
    facts.delete(name);
    return words;
  };
  const flagged = taken("flag");
  const strange = flagged.find((key) => !Object.hasOwn(policy.flags, key));
  if (strange !== undefined)
    throw new WrongUse(`the policy has no flag "${strange}"${hint(strange, Object.keys(policy.flags))}`);
  const flags = new Map(flagged.map((key): [string, Flagged] => [key, { since: at, cause: "" }]));
  const [phase = "confirmed"] = taken("phase");
  const calls = taken("call").includes("yes");
  const ruling: Ruling = { policy, forms: [], rotas: {}, rotaProblems: [], oid: "", version, problems: [] };
  const [confirmed = phase === "open" ? "no" : "yes"] = taken("confirmed");
  const event = (name: Event["name"]): Event => ({ name, at, cause: "" });
  const events = [
    ...(confirmed === "yes" ? [event("confirmed")] : []),
    ...(calls ? [event("call.started")] : []),
  ];
  const status = policy.statuses.find((one) => one.phase === phase) ?? policy.statuses[0];
  return {
    ...{ ruling, title: "", facts, flags, declaredAt: at, events },
    severity: severityGiven(severity, facts, policy, at),
    status: { key: status?.key ?? phase, since: at, cause: "" },
  };
}

function severityGiven(
  given: Arguments["options"][string],
  facts: Facts,
  policy: Policy,
  at: Instant,
): SettledSeverity | undefined {
  const key =
    typeof given === "string"
      ? severityOf(policy, given)?.key
      : (inquire(policy, facts).severity ?? undefined);
  if (typeof given === "string" && key === undefined) {
    const keys = policy.severities.map((one) => one.key);
    throw new WrongUse(`there is no severity "${given}"${hint(given, keys)}`);
  }
  if (key === undefined) return undefined;
  return { key, since: at, cause: "", how: "act", because: "", disagree: [], others: [] };
}

/** What each notice that would be drafted tells whom; of one kind alone where that is asked for, whether it would be or not. */
export function toldBy(view: NoticeView, at: Instant, only?: NoticeRule): readonly ToldWhat[] {
  const all = only === undefined ? Object.values(view.ruling.policy.notices) : [only];
  return all
    .filter((rule) => only !== undefined || ruleHolds(rule, view, at))
    .map((rule): ToldWhat => {
      const told = audiencesOf(rule, view, at);
      const block = blockOf(rule, view, at)?.because;
      const kept = holdsOf(rule, view, at).map(({ because }) => because);
      return {
        kind: rule.key,
        audiences: told.map(({ audience: { key } }) => key),
        channels: [...new Set(told.flatMap(({ audience: { channels } }) => channels))],
        blocked: block ?? null,
        held: kept.length === 0 ? null : kept.join("; "),
        because: told.flatMap(({ audience: { key }, because }) =>
          because === "" ? [] : [`${key}: ${because}`],
        ),
      };
    });
}

function inWords(notices: readonly ToldWhat[], policy: Policy): string {
  if (notices.length === 0) return "By these facts no notice would be drafted.\n";
  const lines = notices.map(({ kind, audiences, channels, blocked, held, because }) => {
    const titles = audiences.map((key) => policy.audiences[key]?.title ?? key);
    const who = titles.length === 0 ? "nobody" : `${titles.join(", ")} by ${channels.join(", ")}`;
    const why = because.map((one) => `    because ${one}\n`).join("");
    const kept = [blocked && `    blocked: ${blocked}\n`, held && `    held: ${held}\n`]
      .map((one) => one || "")
      .join("");
    return `${policy.notices[kind]?.title ?? kind}: ${who}\n${why}${kept}`;
  });
  return lines.join("");
}
