import { keyOfLevel, levelsIn } from "./build-escalation.ts";
import { list } from "./build-record.ts";
import { type Finding, keyAt, wrong } from "./finding.ts";
import { known } from "./known.ts";
import { hint } from "./nearest.ts";
import type { PolicyFile } from "./schema/file.ts";
import type { Path } from "./source.ts";

type Clock = NonNullable<PolicyFile["clocks"]>[string];

const EVENTS: readonly string[] = [
  "declared",
  "accepted",
  "confirmed",
  "update",
  "mitigated",
  "resolved",
  "closed",
  "reopened",
  "severity",
  "major",
  "roles",
  "notice",
  "acked",
  "escalated",
  "call.wanted",
  "call.started",
  "call.ended",
  "task.filed",
  "task.done",
  "tasks.done",
];

export function checkEvents(file: PolicyFile, name: string, clock: Clock): readonly Finding[] {
  return (["starts", "restarts", "stops", "pauses", "resumes"] as const).flatMap((part) => {
    const given = clock[part];
    const path = ["clocks", name, part];
    if (typeof given === "string") return checkJoined(file, given, path);
    return list(given).flatMap((event, index) => checkJoined(file, event, [...path, index]));
  });
}

/** Several events that must all happen are joined by `+`; only a stop waits for all of them. */
function checkJoined(file: PolicyFile, events: string, path: Path): readonly Finding[] {
  const parts = events.split("+");
  if (parts.length > 1 && path[2] !== "stops")
    return [
      wrong(path, `${events} joins several events, which only stops: can wait for; list them instead.`),
    ];
  return parts.flatMap((event) => checkEvent(file, event.trim(), path));
}

function checkEvent(file: PolicyFile, given: string, path: Path): readonly Finding[] {
  // `first.told.provider` is the first of its kind in an incident.
  const event = given.replace(/^first\./, "");
  if (EVENTS.includes(event)) return [];
  const [kind = "", ...rest] = event.split(".");
  const name = rest.join(".");
  switch (kind) {
    case "role":
      return known(file, "roles", name, path);
    case "status":
      return known(file, "statuses", name, path);
    case "field":
      return known(file, "fields", name, path);
    case "flag":
    case "unflag":
    case "safe":
      return known(file, "flags", name, path);
    case "done":
      return known(file, "clocks", name, path);
    case "escalated": {
      const keys = levelsIn(file).map(keyOfLevel);
      if (keys.includes(name)) return [];
      return [wrong(path, `There is no level ${name} of escalation${hint(name, keys)}`, keyAt("escalation"))];
    }
    case "told":
    case "called":
    case "no-answer": {
      const who = [...Object.keys(file.roles ?? {}), ...Object.keys(file.contacts ?? {})];
      if (who.includes(name)) return [];
      return [wrong(path, `There is no role or contact ${name}${hint(name, who)}`, keyAt("contacts", name))];
    }
    default: {
      const all = [
        ...EVENTS,
        "role.<name>",
        "status.<key>",
        "field.<id>",
        "told.<who>",
        "called.<who>",
        "flag.<key>",
        "safe.<key>",
        "done.<clock>",
      ];
      return [wrong(path, `There is no event ${event}${hint(event, all)}`)];
    }
  }
}
