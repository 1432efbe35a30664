// Judges the commands about duties: calls, escalation, flags, what is done, and clocks that rest.
import { joinedEvents } from "../events/read.ts";
import type { Instant } from "../instant.ts";
import { clockNamed, flagOf, levelOf } from "../policy/names.ts";
import type { CommentItem } from "../snapshot.ts";
import type { Command } from "../text/command.ts";
import { moment, restartable } from "./command.ts";
import { done, refuse, type Standpoint, type Verdict } from "./situation.ts";

type Of<K extends Command["kind"]> = Extract<Command, { kind: K }>;

/** The commands that this file judges. */
export type DutyCommand = Of<
  "call" | "ack" | "escalate" | "flag" | "unflag" | "made-safe" | "done" | "pause" | "resume"
>;

/** What somebody who may give such a command did by it. */
export function carryOutDuty(command: DutyCommand, item: CommentItem, here: Standpoint): Verdict {
  switch (command.kind) {
    case "call":
      return at(command.when, item, here, (when) => done({ kind: "call", what: command.what, when }));
    case "ack":
      return done({ kind: "ack" });
    case "escalate":
      return escalate(command, here);
    case "flag":
    case "unflag":
      return flag(command, here);
    case "made-safe":
      return madeSafe(command, here);
    case "done":
      return met(command, item, here);
    case "pause":
    case "resume":
      return rest(command, here);
  }
}

/** With the time that was given, or that of the comment; a time that can't be read is refused. */
function at(
  text: string | undefined,
  item: CommentItem,
  here: Standpoint,
  then: (when: Instant) => Verdict,
): Verdict {
  const when = text === undefined ? item.at : moment(text, item.at, here, "past");
  return typeof when === "string" ? refuse("time", { text: text ?? "", why: when }) : then(when);
}

function escalate(command: Of<"escalate">, here: Standpoint): Verdict {
  const { levels } = here.ruling.policy.escalation;
  if (levels.length === 0) return refuse("no-levels");
  const level = command.level === undefined ? undefined : levelOf(here.ruling.policy, command.level);
  if (command.level !== undefined && level === undefined) {
    const { words = "" } = command;
    if (words.includes(" ")) return done({ kind: "escalate", because: words });
    return refuse("level", { text: command.level, names: levels.map(({ key }) => key).join(", ") });
  }
  return done({ kind: "escalate", level: level?.key, because: command.because });
}

function flag(command: Of<"flag" | "unflag">, here: Standpoint): Verdict {
  const named = flagOf(here.ruling.policy, command.flag);
  if (named === undefined) return noFlag(command.flag, here);
  const stands = here.flags[named.key] !== undefined;
  if (command.kind === "unflag" && !stands) return refuse("not-flagged", { flag: named.title });
  if (command.kind === "unflag" && named.kept && command.because === undefined)
    return refuse("because", { text: `/unflag ${named.key}` });
  return done({ kind: command.kind, flag: named.key, because: command.because });
}

function madeSafe(command: Of<"made-safe">, here: Standpoint): Verdict {
  const named = flagOf(here.ruling.policy, command.flag);
  if (named === undefined) return noFlag(command.flag, here);
  if (here.flags[named.key] === undefined) return refuse("not-flagged", { flag: named.title });
  return done({ kind: "made-safe", flag: named.key, statement: command.statement });
}

function noFlag(text: string, here: Standpoint): Verdict {
  return refuse("flag", { text, names: Object.keys(here.ruling.policy.flags).join(", ") });
}

function met(command: Of<"done">, item: CommentItem, here: Standpoint): Verdict {
  const rule = clockNamed(here.ruling.policy, command.clock);
  const name = rule?.name ?? "";
  if (rule === undefined || !rule.stops.some((event) => joinedEvents(event).includes(`done.${name}`))) {
    const { clocks } = here.ruling.policy;
    const names = clocks.filter((one) => one.stops.includes(`done.${one.name}`)).map((one) => one.name);
    return refuse("done", { text: command.clock, names: names.join(", ") });
  }
  return at(command.when, item, here, (when) => done({ kind: "done", clock: name, when, how: command.text }));
}

function rest(command: Of<"pause" | "resume">, here: Standpoint): Verdict {
  const resting = command.kind === "resume";
  const running = here.ruling.policy.clocks.filter((rule) => {
    const state = here.clocks[rule.name];
    return state?.running === true && (state.pausedAt !== undefined) === resting;
  });
  const wanted = command.clock;
  const rule =
    wanted === undefined
      ? (running.find(restartable) ?? running[0])
      : running.find((one) => one === clockNamed(here.ruling.policy, wanted));
  if (rule === undefined)
    return noClock(resting, { text: wanted ?? "", names: running.map((one) => one.name).join(", ") });
  if (!resting && !rule.movable) return refuse("fixed-clock", { clock: rule.title });
  return done({ kind: command.kind, clock: rule.name, because: command.because });
}

function noClock(resting: boolean, values: { readonly text: string; readonly names: string }): Verdict {
  return resting ? refuse("resume", values) : refuse("pause", values);
}
