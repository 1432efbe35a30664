// Checks the events that clocks name against the table of events and the names of the policy.
import { eventPatterns, joinedEvents, readEvent } from "../../events/read.ts";
import type { Names } from "../../events/row.ts";
import { list } from "../complete.ts";
import { keyOfLevel, levelsIn } from "../escalation/levels.ts";
import type { PolicyFile } from "../file.ts";
import { type Finding, keyAt, wrong } from "../finding.ts";
import { hint } from "../nearest.ts";
import type { Checking } from "../section.ts";
import type { Path } from "../source.ts";

type Clock = NonNullable<PolicyFile["clocks"]>[string];

/** What a clock says of events that can't be meant: unknown ones, names that the policy does not have, several joined. */
export function checkEvents(here: Checking, name: string, clock: Clock): readonly Finding[] {
  return (["starts", "restarts", "stops", "pauses", "resumes"] as const).flatMap((part) => {
    const given = clock[part];
    const path = ["clocks", name, part];
    if (typeof given === "string") return checkJoined(here, given, path);
    return list(given).flatMap((event, index) => checkJoined(here, event, [...path, index]));
  });
}

/**
 * Events that a policy names at one place: the table has each, and the policy what it names. Several that must all happen are
 * joined by `+`; only a stop waits for all of them.
 */
export function checkJoined(here: Checking, events: string, path: Path): readonly Finding[] {
  const parts = joinedEvents(events);
  if (parts.length > 1 && path[2] !== "stops")
    return [
      wrong(path, `${events} joins several events, which only stops: can wait for; list them instead.`),
    ];
  return parts.flatMap((event) => checkEvent(here, event, path));
}

function checkEvent(here: Checking, event: string, path: Path): readonly Finding[] {
  const read = readEvent(event);
  if (read === undefined) {
    const name = event.replace(/^first\./, "");
    return [wrong(path, `There is no event ${name}${hint(name, eventPatterns)}`)];
  }
  const { names } = read.row;
  return names === undefined ? [] : checkPart(here, { names, key: read.key }, path);
}

function checkPart(
  here: Checking,
  { names, key }: { readonly names: Names; readonly key: string },
  path: Path,
): readonly Finding[] {
  switch (names) {
    case "levels": {
      const keys = levelsIn(here.file).map(keyOfLevel);
      if (keys.includes(key)) return [];
      return [wrong(path, `There is no level ${key} of escalation${hint(key, keys)}`, keyAt("escalation"))];
    }
    case "people": {
      const who = [...Object.keys(here.file.roles ?? {}), ...Object.keys(here.file.contacts ?? {})];
      if (who.includes(key)) return [];
      return [wrong(path, `There is no role or contact ${key}${hint(key, who)}`, keyAt("contacts", key))];
    }
    case "tasks":
      return key === "review" || key === "action" ? [] : here.known("tasks", key, path);
    default:
      return here.known(names, key, path);
  }
}
