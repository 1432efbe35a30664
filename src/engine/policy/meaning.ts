// Finds what a policy of the right shape says that can't be meant: unknown names, doubled names, missing parts.
import { checkNames } from "./check-names.ts";
import { type Finding, keyAt, wrong } from "./finding.ts";
import { hint } from "./nearest.ts";
import type { Checking } from "./section.ts";
import { sectionList, sections } from "./sections.ts";

/** Everything about a policy file that is wrong though its shape is right. */
export function checkMeaning(
  given: Pick<Checking, "file" | "read" | "holidays" | "commands" | "documents">,
): readonly Finding[] {
  const here: Checking = { ...given, ...namesOf(given) };
  return [...sectionList.flatMap(([, { check }]) => check?.(here) ?? []), ...checkNames(here)];
}

/** Holds a name that one section uses against the section that defines it. */
function namesOf({ file }: Pick<Checking, "file">): Pick<Checking, "known" | "knownAll"> {
  const known: Checking["known"] = (section, name, path) => {
    const names = Object.keys(file[section] ?? {});
    if (names.includes(name)) return [];
    const { one } = sections[section];
    return [wrong(path, `There is no ${one} ${name}${hint(name, names)}`, keyAt(section, name))];
  };
  const knownAll: Checking["knownAll"] = (section, { names, path }) => {
    if (names === undefined) return [];
    if (typeof names === "string") return known(section, names, path);
    return names.flatMap((name, index) => known(section, name, [...path, index]));
  };
  return { known, knownAll };
}
