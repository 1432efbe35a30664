// Judges commands: from what somebody wrote to what it does here, or to the sentence that says why not.

import type { Act } from "../act.ts";
import { parseDuration } from "../duration.ts";
import { fact } from "../facts.ts";
import type { Instant } from "../instant.ts";
import { HOUR } from "../instant.ts";
import { isDayOff, parseMoment } from "../moment.ts";
import type { ClockRule } from "../policy/model.ts";
import { fieldOf, roleOf, severityOf, statusOf } from "../policy/names.ts";
import type { CommentItem } from "../snapshot.ts";
import type { Command } from "../text/command.ts";
import { hasWords } from "../text/visible.ts";
import { carryOutDuty } from "./duty-command.ts";
import { lowers } from "./label.ts";
import { done, refuse, type Standpoint, statusIn, type Verdict } from "./situation.ts";

type Of<K extends Command["kind"]> = Extract<Command, { kind: K }>;

/** What somebody who may give a command did by it. */
export function carryOut(command: Command, item: CommentItem, here: Standpoint): Verdict {
  switch (command.kind) {
    case "update":
      return update(command, item, here);
    case "severity":
      return severity(command, here);
    case "status":
      return status(command, command.status, here);
    case "confirm":
      return confirm(command, item, here);
    case "resolve":
      return resolve(command, here);
    case "next-update":
      return next(command, item, here);
    case "role":
      return role(command, item, here);
    case "set":
      return set(command.field, command.value, here);
    case "unset":
      return set(command.field, "", here);
    case "told":
    case "called":
      return told(command, item, here);
    case "review":
      return done({ kind: "review", wanted: command.wanted, because: command.because });
    case "quiet":
      return quiet(command, item);
    case "not-an-incident":
      return done({ kind: "withdraw", because: command.because });
    case "drill":
      return done({ kind: "drill", real: command.real });
    case "help":
      return done({ kind: "help" });
    case "call":
    case "ack":
    case "escalate":
    case "flag":
    case "unflag":
    case "made-safe":
    case "done":
    case "pause":
    case "resume":
      return carryOutDuty(command, item, here);
    case "adopt":
    case "accept":
      return done();
  }
}

function update(command: Of<"update">, item: CommentItem, here: Standpoint): Verdict {
  const fields = known(command.fields, here);
  if (command.next === undefined) return done({ kind: "update", nothingNew: command.nothingNew, fields });
  const at = moment(command.next, item.at, here, "future");
  if (typeof at === "string") return refuse("time", { text: command.next, why: at });
  return done({ kind: "update", nothingNew: command.nothingNew, next: at, fields });
}

function severity(command: Of<"severity">, here: Standpoint): Verdict {
  const wanted = severityOf(here.ruling.policy, command.severity);
  if (wanted === undefined) {
    const names = here.ruling.policy.severities.map((one) => one.title).join(", ");
    return refuse("severity", { text: command.severity, names });
  }
  if (lowers(wanted.key, here) && !command.because)
    return refuse("because", { text: `/severity ${wanted.key}` });
  const over = command.because === undefined ? [] : here.raising;
  return also(command, { kind: "severity", to: wanted.key, because: command.because, over }, here);
}

function status(command: Command, text: string, here: Standpoint): Verdict {
  const wanted = statusOf(here.ruling.policy, text);
  if (wanted === undefined) {
    const names = here.ruling.policy.statuses.map((one) => one.title).join(", ");
    return refuse("status", { text, names });
  }
  return also(command, { kind: "status", to: wanted.key, because: command.because }, here);
}

/** Confirmed at the time that was given: what follows is counted from then (H-8). */
function confirm(command: Of<"confirm">, item: CommentItem, here: Standpoint): Verdict {
  const verdict = status(command, statusIn(here, "confirmed") ?? "confirmed", here);
  if (command.when === undefined || verdict === undefined || "needs" in verdict) return verdict;
  const at = moment(command.when, item.at, here, "past");
  if (typeof at === "string") return refuse("time", { text: command.when, why: at });
  const acts = verdict.acts.map((act) => (act.kind === "status" ? { ...act, at } : act));
  return { ...verdict, acts };
}

function resolve(command: Of<"resolve">, here: Standpoint): Verdict {
  const to = statusIn(here, "resolved") ?? "resolved";
  return done({ kind: "status", to, because: command.because, fields: known(command.fields, here) });
}

/** Words under a command are an update too, where comments in plain words are. */
function also(command: Command, act: Act, here: Standpoint): Verdict {
  if (!here.ruling.policy.incidents.plainUpdates || !hasWords(command.rest)) return done(act);
  return done(act, { kind: "update", nothingNew: false });
}

function next(command: Of<"next-update">, item: CommentItem, here: Standpoint): Verdict {
  const rules = here.ruling.policy.clocks.filter((rule) => here.clocks[rule.name]?.running);
  const wanted = command.clock;
  const rule =
    wanted === undefined ? rules.find(restartable) : rules.find((one) => one.name === wanted.toLowerCase());
  if (rule === undefined)
    return refuse("clock", { text: wanted ?? "", names: rules.map((one) => one.name).join(", ") });
  if (!rule.movable) return refuse("fixed-clock", { clock: rule.title });
  if (rule.regulatory && !command.because)
    return refuse("because", { text: `/next-update ${rule.name} ${command.when}` });
  const at = moment(command.when, item.at, here, "future");
  if (typeof at === "string") return refuse("time", { text: command.when, why: at });
  return done({ kind: "next", clock: rule.name, dueAt: at, because: command.because });
}

/** The clock that `/next-update` means without a name: the one that an update restarts. */
export function restartable(rule: ClockRule): boolean {
  return rule.movable && rule.restarts.includes("update");
}

function role(command: Of<"role">, item: CommentItem, here: Standpoint): Verdict {
  const wanted = roleOf(here.ruling.policy, command.role);
  if (wanted === undefined) {
    return refuse("role", { text: command.role, names: Object.keys(here.ruling.policy.roles).join(", ") });
  }
  const holders = command.holders.map((holder) => {
    if (holder.kind === "me") return `@${item.by?.login ?? ""}`;
    if (holder.kind === "account") return `@${holder.login}`;
    const contact = Object.entries(here.ruling.policy.contacts).find(
      ([key]) => key === holder.name.toLowerCase(),
    );
    return contact?.[1].title ?? holder.name;
  });
  return done({ kind: "role", role: wanted.key, holders });
}

function set(name: string, value: string, here: Standpoint): Verdict {
  const field = fieldOf(here.ruling.policy, name);
  if (field === undefined) {
    return refuse("field", { text: name, names: Object.keys(here.ruling.policy.fields).join(", ") });
  }
  const known = here.facts[field.id];
  const given = value === "" ? undefined : fact(field, [value], here.ruling.policy, here.at);
  // A first word on something is kept, however unclear; what can be read already is not lost for what can't.
  if (given?.problem !== undefined && known !== undefined && known.problem === undefined)
    return refuse("value", { text: value, field: field.title, why: given.problem });
  return done({ kind: "set", fields: { [field.id]: value } });
}

function told(command: Of<"told"> | Of<"called">, item: CommentItem, here: Standpoint): Verdict {
  const when = command.when === undefined ? item.at : moment(command.when, item.at, here, "past");
  if (typeof when === "string") return refuse("time", { text: command.when ?? "", why: when });
  const who = roleOf(here.ruling.policy, command.who)?.key ?? command.who.toLowerCase().replace(/^@/, "");
  if (command.kind === "told") {
    const how = [command.how, command.reference].filter((part) => part !== undefined).join(", ");
    return done({ kind: "told", who, when, how: how === "" ? undefined : how });
  }
  return done({ kind: "called", who, when, answered: command.answer ?? true, busy: command.busy });
}

const longestQuiet = 24 * HOUR;

function quiet(command: Of<"quiet">, item: CommentItem): Verdict {
  if (command.off) return done({ kind: "quiet", until: item.at });
  const span = parseDuration(command.for ?? "");
  if (span === undefined || span <= 0 || span > longestQuiet)
    return refuse("quiet", { text: command.for ?? "" });
  return done({ kind: "quiet", until: item.at + span, because: command.because });
}

/** The instant that people meant, or why it is unclear. A time for something to come may not lie in the past. */
export function moment(
  text: string,
  said: Instant,
  here: Standpoint,
  prefer: "past" | "future",
): Instant | string {
  const zone = here.ruling.policy.incidents.zone;
  const meant = parseMoment(text, { zone, near: said, now: said, prefer });
  if (meant.kind !== "instant") return meant.why;
  if (prefer === "future" && meant.at <= said) return "it is not in the future";
  if (prefer === "future" && isDayOff(text, meant.at, said)) {
    return "that time has just passed; say the day as well if another day is meant";
  }
  if (prefer === "past" && meant.at > said) return "it is still to come";
  if (prefer === "past" && isDayOff(text, meant.at, said)) {
    return "that time is still to come; say the day as well if another day is meant";
  }
  return meant.at;
}

/** Fields by their policy id, of those that the policy knows. */
export function known(fields: Readonly<Record<string, string>>, here: Standpoint): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) {
    const field = fieldOf(here.ruling.policy, name);
    if (field) found[field.id] = value;
  }
  return found;
}
