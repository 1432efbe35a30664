// Checks the notices: clocks, audiences, fields, roles and events that they name, and what could never be drafted or sent.
import { withoutStop } from "../../text/words.ts";
import { conditions } from "../audiences/section.ts";
import { checkCondition } from "../check-condition.ts";
import { checkJoined } from "../clocks/check-events.ts";
import { list } from "../complete.ts";
import type { PolicyFile } from "../file.ts";
import { type Finding, wrong, wrongKey } from "../finding.ts";
import { hint } from "../nearest.ts";
import { checkRight } from "../right.ts";
import type { Checking } from "../section.ts";
import type { Path } from "../source.ts";

type Given = NonNullable<PolicyFile["notices"]>[string];
type Keeping = NonNullable<Given["block"]>[number];

/** What the section `notices` says that can't be meant. */
export function check(here: Checking): readonly Finding[] {
  return Object.entries(here.file.notices ?? {}).flatMap(([key, given]) => checkNotice(here, key, given));
}

function checkNotice(here: Checking, key: string, given: Given): readonly Finding[] {
  const path = ["notices", key];
  return [
    ...(["clock", "next"] as const).flatMap((part) =>
      here.knownAll("clocks", { names: given[part], path: [...path, part] }),
    ),
    ...here.knownAll("notices", { names: given.instead, path: [...path, "instead"] }),
    ...here.knownAll("audiences", { names: given.audiences, path: [...path, "audiences"] }),
    ...(["contains", "shows"] as const).flatMap((part) =>
      here.knownAll("fields", { names: given[part], path: [...path, part] }),
    ),
    ...(["starts", "stops"] as const).flatMap((part) => events(here, given[part], [...path, part])),
    ...conditions(here, given.when, [...path, "when"]),
    ...conditions(here, given.unless, [...path, "unless"]),
    ...lateness(here, given.late, [...path, "late"]),
    ...(given.approve === "none" ? [] : checkRight(here, given.approve, [...path, "approve"])),
    ...keepings(here, given, path),
    ...sameReasons(given, path),
    ...subjects(here, given, path),
    ...never(key, given),
  ];
}

function events(
  here: Checking,
  given: string | readonly string[] | undefined,
  path: Path,
): readonly Finding[] {
  return list(given).flatMap((event, index) =>
    checkJoined(here, event, Array.isArray(given) ? [...path, index] : path),
  );
}

function lateness(here: Checking, late: Given["late"], path: Path): readonly Finding[] {
  if (late === undefined) return [];
  const type = here.file.fields?.[late.field]?.type;
  if (type === undefined) return here.knownAll("fields", { names: late.field, path: [...path, "field"] });
  if (type === "time") return [];
  const message = `${late.field} names no time: its type is ${type}. Name a field of type: time.`;
  return [wrong([...path, "field"], message)];
}

function keepings(here: Checking, given: Given, path: Path): readonly Finding[] {
  return (["hold", "block"] as const).flatMap((part) =>
    list<Keeping>(given[part]).flatMap((one, index) => {
      const at = [...path, part, index];
      const release = "release" in one ? (one.release as string | string[]) : undefined;
      return [
        ...conditions(here, one.when, [...at.map(String), "when"]),
        ...conditions(here, one.unless, [...at.map(String), "unless"]),
        ...lateness(here, one.late, [...at, "late"]),
        ...here.knownAll("roles", { names: release, path: [...at, "release"] }),
      ];
    }),
  );
}

/** What was let go is remembered by the reason: with the same one for other roles one of them would let go both (H-12). */
function sameReasons({ hold }: Given, path: Path): readonly Finding[] {
  const rolesBy = new Map<string, string>();
  return list(hold).flatMap(({ because, release }, index) => {
    const reason = withoutStop(because);
    const roles = list(release).toSorted().join(", ");
    const before = rolesBy.get(reason);
    rolesBy.set(reason, before ?? roles);
    if (before === undefined || before === roles) return [];
    const message = `Two rules that other roles let go (${before}; ${roles}) have this reason; give each its own, so that one release does not end both.`;
    return [wrong([...path, "hold", index, "because"], message)];
  });
}

/** Words in braces that a subject may have besides fields. */
export const SUBJECT_WORDS = ["notice", "severity", "status"] as const;

function subjects(here: Checking, given: Given, path: Path): readonly Finding[] {
  const known = [...Object.keys(here.file.fields ?? {}), ...SUBJECT_WORDS];
  return list(given.subject).flatMap((one, index) => {
    const at = [...path, "subject", index];
    const words = Array.from(one.words.matchAll(/\{([^{}]*)\}/g), ([, word = ""]) => word);
    return [
      ...checkCondition(here, { when: one.when, path: [...at, "when"] }),
      ...here.knownAll("fields", { names: one.of, path: [...at, "of"] }),
      ...words
        .filter((word) => !known.includes(word))
        .map((word) =>
          wrong([...at, "words"], `There is no field ${word} to stand in a subject${hint(word, known)}`),
        ),
    ];
  });
}

/** What nothing drafts, and what nobody gets. */
function never(key: string, given: Given): readonly Finding[] {
  const found: Finding[] = [];
  if (given.clock === undefined && list(given.starts).length === 0)
    found.push(
      wrongKey(
        ["notices", key],
        `Nothing drafts the notice ${key}: name the clock whose limit it meets under clock, or events under starts.`,
      ),
    );
  if (list(given.audiences).length === 0)
    found.push(
      wrongKey(
        ["notices", key],
        `Nobody gets the notice ${key}: name audiences of the policy under audiences.`,
      ),
    );
  return found;
}
