// Whose an act is by what it ends, sets or decides: a clock, a flag, a role, a fact or a status may have rights of its own, whatever the command.
import type { Act, ActOf, FieldValues } from "../act.ts";
import { restartable } from "../clock-change.ts";
import { eventsOf } from "../events/follow.ts";
import { joinedEvents } from "../events/read.ts";
import { named } from "../named.ts";
import type { ClockRule, Right } from "../policy/model.ts";
import { rightNow, titlesOf } from "../rights.ts";
import { hasRight, type Permission } from "./gate.ts";
import { approversOf, plainApprovers } from "./notice.ts";
import { type Judgement, type JudgingResult, type JudgingSituation, refuse } from "./situation.ts";

/** One thing that an act ends, sets or decides, and who may. */
interface Guarded {
  /** What is ended, set or decided, as people know it. */
  readonly what: string;
  readonly by: Right | undefined;
  /** The right stays with its roles though nobody holds them. */
  readonly stays?: boolean;
  /** It is a fact among others, which alone is left out. */
  readonly field?: string;
  /** It is when the next update comes, which an update may promise: that alone is left out. */
  readonly promise?: true;
}

/**
 * What of a judgement its author may: acts on what is others' are left out, and of several facts those that others decide; all
 * else counts. The refusal names the first of it and who may.
 */
export function withinRights(judged: JudgingResult, login: string, here: JudgingSituation): JudgingResult {
  if (judged === undefined || "needs" in judged || judged.verdict !== "done") return judged;
  const acts: Act[] = [];
  let refused: Judgement | undefined;
  for (const act of judged.acts) {
    const barred: Guarded[] = [];
    for (const one of guarded(act, login, here)) {
      const may: Permission = one.by === undefined ? "yes" : hasRight(login, one.by, here, one.stays);
      if (may === "unknown") return { needs: login };
      if (may === "no") barred.push(one);
    }
    const [first] = barred;
    const left = first === undefined ? act : without(act, barred);
    if (left !== undefined) acts.push(left);
    if (first !== undefined) refused ??= refusalOf(first, here);
  }
  if (refused === undefined) return judged;
  const values = { ...refused.refusal?.values, rest: acts.length > 0 ? "yes" : "" };
  return { ...refuse("by", values), acts };
}

function refusalOf({ what, by, stays }: Guarded, here: JudgingSituation): Judgement | undefined {
  if (by === undefined) return undefined;
  const now = rightNow(by, here, here.at);
  return refuse("by", {
    what,
    holders: titlesOf(by, here, here.at, stays),
    right: now.role,
    roles: [...now.holders, ...now.besides].join(","),
  });
}

/** An act without the facts and the promise that others decide; undefined where nothing of it is left. */
function without(act: Act, barred: readonly Guarded[]): Act | undefined {
  if (barred.some(({ field, promise }) => field === undefined && !promise)) return undefined;
  const left = barred.some(({ promise }) => promise) ? unpromised(act) : act;
  if (!("fields" in left)) return left;
  const fields = Object.entries(left.fields ?? {}).filter(
    ([id]) => !barred.some(({ field }) => field === id),
  );
  if (left.kind === "set" && fields.length === 0) return undefined;
  return { ...left, fields: named(fields) };
}

function unpromised(act: Act): Act {
  if (act.kind !== "update") return act;
  const { next: _, unclear: __, ...others } = act;
  return others;
}

function guarded(act: Act, login: string, here: JudgingSituation): readonly Guarded[] {
  const { flags, clocks, roles } = here.ruling.policy;
  switch (act.kind) {
    case "done":
    case "next":
    case "pause":
    case "resume":
      return clocks.filter(({ name }) => name === act.clock).map(ofClock);
    case "told":
    case "called":
      return clocks.filter((rule) => stops(rule, act, here)).map(ofClock);
    case "role":
      return [{ what: `the role ${roles[act.role]?.title ?? act.role}`, by: roles[act.role]?.by }];
    case "flag":
      return [
        { what: `the flag ${flags[act.flag]?.title ?? act.flag}`, by: flags[act.flag]?.by, stays: true },
      ];
    case "unflag":
    case "made-safe":
      return [
        { what: `the flag ${flags[act.flag]?.title ?? act.flag}`, by: flags[act.flag]?.dismiss, stays: true },
      ];
    case "send":
      return [ofNotice(act.n, approversOf(act.notice, here))];
    case "send-again":
    case "arrived":
      return [ofNotice(act.n, plainApprovers(act.notice, here))];
    case "notice-step":
      return act.step === "hold"
        ? []
        : [
            ofNotice(
              act.n,
              act.step === "release" ? approversOf(act.notice, here) : plainApprovers(act.notice, here),
            ),
          ];
    case "set":
      return ofFields(act.fields, login, here);
    case "update":
      return [...ofFields(act.fields, login, here), ...ofPromise(act, here)];
    case "status":
      return [...ofStatus(act.to, here), ...ofFields(act.fields, login, here)];
    default:
      return [];
  }
}

/** To publish stays with the roles that may, though nobody holds them. */
function ofNotice(n: number, by: Right): Guarded {
  return { what: `notice ${n}`, by, stays: true };
}

function ofClock({ title, by }: ClockRule): Guarded {
  return { what: title, by };
}

/** Does what somebody was told end a clock that runs? */
function stops(rule: ClockRule, act: Act, here: JudgingSituation): boolean {
  if (rule.by === undefined || here.clocks.get(rule.name)?.running !== true) return false;
  const events: readonly string[] = eventsOf(act, {
    policy: here.ruling.policy,
    roles: here.roles,
    requests: [],
  });
  return rule.stops.flatMap(joinedEvents).some((one) => events.includes(one));
}

/** A severity that is given as a fact takes the right to the severity; of whoever opened the incident it is his report. */
function ofFields(
  fields: FieldValues | undefined,
  login: string,
  here: JudgingSituation,
): readonly Guarded[] {
  const { policy } = here.ruling;
  const isReporter = here.snapshot.issue.author?.login === login;
  return Object.keys(fields ?? {}).map((field) => {
    const { title = field, by } = policy.fields[field] ?? {};
    const settles = field === policy.severity.field && !isReporter;
    return { what: title, by: by ?? (settles ? policy.commands.severity : undefined), field };
  });
}

/** To promise the next update for later than its limit moves its clock, as `/next-update` does (H-9); within the limit it is agreed (HB-1). */
function ofPromise({ next, unclear }: ActOf<"update">, here: JudgingSituation): readonly Guarded[] {
  const rule = here.ruling.policy.clocks.find(restartable);
  const limit = here.clocks.get(rule?.name ?? "")?.limit;
  const isLater = next !== undefined && (limit?.kind !== "elapsed" || next > here.at + limit.ms);
  if (rule === undefined || !(isLater || unclear?.far !== undefined)) return [];
  const what = "when the next update comes";
  return [rule.by, ofMoving(here)].map((by) => ({ what, by, promise: true }));
}

/** Who may give an update may say when the next one comes, unless roles of the process or a stronger right are wanted for that. */
function ofMoving({ ruling: { policy } }: JudgingSituation): Right | undefined {
  const { update, "next-update": moving } = policy.commands;
  const isSame = moving?.role === update?.role && moving?.holders.length === 0 && moving.cases.length === 0;
  return isSame ? undefined : moving;
}

/** To confirm, or to say that it is over, takes the right to that by whatever words it is done (H-3). */
function ofStatus(to: string, here: JudgingSituation): readonly Guarded[] {
  const { statuses, commands } = here.ruling.policy;
  const phaseOf = (key: string) => statuses.find((one) => one.key === key)?.phase;
  const [before, phase] = [phaseOf(here.status.key), phaseOf(to)];
  const what = statuses.find((one) => one.key === to)?.title ?? to;
  if (phase === "confirmed" && (before === "open" || before === "investigating"))
    return [{ what, by: commands.confirm }];
  const ends = phase === "resolved" || phase === "closed";
  return ends && before !== "resolved" && before !== "closed" ? [{ what, by: commands.resolve }] : [];
}
