// Checks the problems of a policy: the names that it uses, limits of business time, and a public list without a page.
import { parseSpan } from "../../span.ts";
import { type Finding, keyAt, shown, wrong } from "../finding.ts";
import type { Checking } from "../section.ts";

/** What the section says that can't be meant. */
export function check(here: Checking): readonly Finding[] {
  const given = here.file.problems;
  if (given === undefined) return [];
  const path = ["problems"];
  const bySeverity =
    typeof given.fix === "object" ? Object.keys(given.fix).filter((key) => key !== "any") : [];
  return [
    ...here.knownAll("fields", { names: given.field, path: [...path, "field"] }),
    ...here.knownAll("fields", { names: given.record, path: [...path, "record"] }),
    ...here.knownAll("roles", { names: given.remind, path: [...path, "remind"] }),
    ...here.knownAll("calendars", { names: given.calendar, path: [...path, "calendar"] }),
    ...bySeverity.flatMap((key) => here.known("severities", key, [...path, "fix", key])),
    ...checkHours(here),
    ...checkPublic(here),
  ];
}

function checkHours({ file }: Checking): readonly Finding[] {
  const { fix = {} } = file.problems ?? {};
  const limits: readonly (readonly [string, readonly string[]])[] =
    typeof fix === "string"
      ? [[fix, ["problems", "fix"]]]
      : Object.entries(fix).map(([key, one]) => [one, ["problems", "fix", key]]);
  const hasCalendar = Object.keys(file.calendars ?? {}).length > 0;
  return limits.flatMap(([text, at]) => {
    const found = parseSpan(text);
    if (found === undefined) return [];
    if ((found.kind === "days" ? found.days : found.ms) === 0)
      return [wrong(at, "A limit of nothing is always past; write none where there is to be no limit.")];
    if (found.kind === "elapsed" || hasCalendar) return [];
    const message = `${shown(text)} is business time, and there is no calendar; add one under calendars:, or write elapsed time such as 30d.`;
    return [wrong(at, message, keyAt("calendars"))];
  });
}

function checkPublic({ file }: Checking): readonly Finding[] {
  const { problems, site } = file;
  if (problems?.public === undefined || problems.public === false || site !== undefined) return [];
  const message = "Known problems are shown on the status page, and there is none; add site: { title: … }.";
  return [wrong(["problems", "public"], message)];
}
