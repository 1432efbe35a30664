// Checks what a report is to measure: events, facts and calendars that the policy has, and that something was promised.
import { checkCondition } from "../check-condition.ts";
import { checkJoined } from "../clocks/check-events.ts";
import { list } from "../complete.ts";
import { type Finding, wrongKey } from "../finding.ts";
import type { Checking } from "../section.ts";
import type { Path } from "../source.ts";

/** What the section says that can't be meant. */
export function check(here: Checking): readonly Finding[] {
  const { intervals = {}, availability = {} } = here.file.figures ?? {};
  const ofIntervals = Object.entries(intervals).flatMap(([key, { from, to }]) => {
    const path = ["figures", "intervals", key];
    const lacking = [...(from === undefined ? ["from"] : []), ...(to === undefined ? ["to"] : [])];
    return [
      ...lacking.map((part) =>
        wrongKey(
          path,
          `${key} has no ${part}: give the event that it ${part === "to" ? "ends" : "begins"} with.`,
        ),
      ),
      ...checkEvents(here, from, [...path, "from"]),
      ...checkEvents(here, to, [...path, "to"]),
    ];
  });
  const promised = Object.entries(availability).flatMap(([key, one]): readonly Finding[] => {
    const path = ["figures", "availability", key];
    const isEmpty = one.target === undefined && one.downtime === undefined;
    const message = `${key} promises nothing: give it target (percent of its hours), downtime (in a month), or both.`;
    return [
      ...(isEmpty ? [wrongKey(path, message)] : []),
      ...checkEvents(here, one.from, [...path, "from"]),
      ...checkEvents(here, one.until, [...path, "until"]),
      ...checkCondition(here, { when: one.when, path: [...path, "when"] }),
      ...here.knownAll("calendars", { names: one.calendar, path: [...path, "calendar"] }),
    ];
  });
  return [...ofIntervals, ...promised];
}

function checkEvents(
  here: Checking,
  events: string | readonly string[] | undefined,
  path: Path,
): readonly Finding[] {
  if (typeof events === "string") return checkJoined(here, events, path);
  return list(events).flatMap((event, index) => checkJoined(here, event, [...path, index]));
}
