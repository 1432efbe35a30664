// Checks the escalation of a policy: levels that can be told apart and lead upwards, and rules that can hold and ask one of them.
import { STATUS } from "../audiences/channel.ts";
import { checkCondition } from "../check-condition.ts";
import { plainOf } from "../compared.ts";
import type { PolicyFile } from "../file.ts";
import { type Finding, keyAt, wrong, wrongKey } from "../finding.ts";
import { hint } from "../nearest.ts";
import type { Checking } from "../section.ts";
import type { Path } from "../source.ts";
import { keyOfLevel, type LevelWords as Level, levelsIn } from "./levels.ts";

type Trigger = NonNullable<
  NonNullable<Exclude<PolicyFile["escalation"], readonly unknown[] | undefined>>["triggers"]
>[string];

/** What levels and triggers say that can't be meant. */
export function check(here: Checking): readonly Finding[] {
  const { escalation } = here.file;
  const triggers = Array.isArray(escalation) ? {} : (escalation?.triggers ?? {});
  return [
    ...levelsIn(here.file).flatMap((level, index) => checkLevel(here, level, index)),
    ...checkCircle(here),
    ...Object.entries(triggers).flatMap(([id, trigger]) =>
      checkTrigger(here, trigger, ["escalation", "triggers", id]),
    ),
  ];
}

function pathOf(here: Checking, index: number): Path {
  return Array.isArray(here.file.escalation) ? ["escalation", index] : ["escalation", "levels", index];
}

function checkLevel(here: Checking, level: Level, index: number): readonly Finding[] {
  const path = pathOf(here, index);
  const parts = typeof level === "string" ? undefined : level;
  const others = (["core", "ring"] as const).flatMap((part) =>
    here.knownAll("roles", { names: parts?.[part], path: [...path, part] }),
  );
  const role = here.known("roles", parts?.role ?? keyOfLevel(level), parts ? [...path, "role"] : path);
  const key = plainOf(keyOfLevel(level));
  const first = levelsIn(here.file).findIndex((other) => plainOf(keyOfLevel(other)) === key);
  const doubled =
    first === index
      ? []
      : [
          wrong(
            parts?.key === undefined ? path : [...path, "key"],
            `There is a level ${keyOfLevel(level)} already; give this one a key of its own, such as key: "${index + 1}".`,
            { path: pathOf(here, first), part: "value" },
          ),
        ];
  const next = parts?.next === undefined ? [] : checkKey(here, parts.next, [...path, "next"]);
  const page =
    parts?.page === STATUS
      ? [wrong([...path, "page"], "A status page rings nobody; name the channel of a pager.")]
      : [];
  return [...role, ...others, ...doubled, ...next, ...page];
}

function checkKey(here: Checking, key: string, path: Path): readonly Finding[] {
  const keys = levelsIn(here.file).map(keyOfLevel);
  if (keys.includes(key)) return [];
  return [wrong(path, `There is no level ${key} of escalation${hint(key, keys)}`, keyAt("escalation"))];
}

/** Levels that ask each other without end, at the one that leads back; each circle once. */
function checkCircle(here: Checking): readonly Finding[] {
  const levels = levelsIn(here.file);
  const nextOf = (index: number): number => {
    const level = levels[index];
    const said = level === undefined || typeof level === "string" ? undefined : level.next;
    if (said === undefined) return index + 1;
    return levels.findIndex((other) => keyOfLevel(other) === said);
  };
  const found: Finding[] = [];
  const done = new Set<number>();
  for (let start = 0; start < levels.length; start += 1) {
    const way: number[] = [];
    let at = start;
    while (levels[at] !== undefined && !done.has(at) && !way.includes(at)) {
      way.push(at);
      at = nextOf(at);
    }
    const last = way.at(-1);
    if (last !== undefined && way.includes(at)) {
      const names = [...way.slice(way.indexOf(at)), at].map((index) => nameAt(levels, index));
      const message = `These levels ask each other in a circle: ${names.join(" → ")}. Leave next out at the last of them, or name a level above it.`;
      found.push(wrong([...pathOf(here, last), "next"], message));
    }
    for (const index of way) done.add(index);
  }
  return found;
}

function nameAt(levels: readonly Level[], index: number): string {
  const level = levels[index];
  return level === undefined ? "" : keyOfLevel(level);
}

function checkTrigger(here: Checking, trigger: Trigger, path: Path): readonly Finding[] {
  const { when = {}, unless = {}, stalled, to, hours } = trigger;
  const found: Finding[] = [];
  if (levelsIn(here.file).length === 0) {
    const message = "It asks for a level, but escalation: has none; add levels: with a role.";
    found.push(wrongKey(path, message, keyAt("escalation", "levels")));
  } else if (to !== undefined) found.push(...checkKey(here, to, [...path, "to"]));
  if (Object.keys(when).length === 0 && Object.keys(unless).length === 0 && stalled === undefined) {
    const message =
      "It always holds; write when: with the facts by which it asks, or stalled: with how long nothing may move.";
    found.push(wrongKey(path, message));
  }
  if (stalled && stalled.after === undefined && stalled.updates === undefined) {
    const message = "It does not say when an incident is stalled; write after: 5h, updates: 3, or both.";
    found.push(wrongKey([...path, "stalled"], message));
  }
  if (hours === "out" && Object.keys(here.file.calendars ?? {}).length === 0) {
    const message =
      "There is no calendar, so that it is never out of hours; add one under calendars:, or leave hours out.";
    found.push(wrong([...path, "hours"], message, keyAt("calendars")));
  }
  return [
    ...found,
    ...here.knownAll("roles", { names: trigger.kept, path: [...path, "kept"] }),
    ...checkCondition(here, { when, path: [...path, "when"] }),
    ...checkCondition(here, { when: unless, path: [...path, "unless"] }),
    ...checkCondition(here, { when: stalled?.unless, path: [...path, "stalled", "unless"] }),
  ];
}
