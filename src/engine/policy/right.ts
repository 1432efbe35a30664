// Who may do something by a policy: at least a GitHub role, or the holders of roles of the process, also by facts and hours.
import { z } from "zod";
import { checkCondition } from "./check-condition.ts";
import { type Condition, completeCondition, list } from "./complete.ts";
import type { Finding } from "./finding.ts";
import type { Checking } from "./section.ts";
import type { Path } from "./source.ts";
import { condition, name, oneOrMore } from "./words.ts";

/** A role of GitHub, as a policy names it. */
export const githubRole = z.enum(["none", "read", "triage", "write", "maintain", "admin"]);

const parts = {
  role: githubRole
    .optional()
    .describe("At least this GitHub role may, while nobody holds one of the roles below; by default write."),
  holders: oneOrMore(name)
    .optional()
    .describe("Roles of the process: while anybody holds one of them, their holders may and nobody else."),
  besides: oneOrMore(name).optional().describe("Roles whose holders may as well, and shut nobody else out."),
};

const cases = z
  .array(
    z.strictObject({
      when: condition.optional().describe("Facts by which it counts; all of them."),
      hours: z.enum(["core", "out"]).optional().describe("Only in these hours, by the first calendar."),
      ...parts,
    }),
  )
  .optional()
  .describe("Who may for particular facts or hours: the first that holds counts instead.");

/** Who may, as a map. */
export const rightParts = z.strictObject({ ...parts, cases });

/** Who may end, set or decide one thing: roles of the process, or a map. */
export const by = z.union([name, z.array(name), rightParts]);

/** Those who may: who took these roles of the process or has them by duty, while anybody has, else this GitHub role. */
export interface Holders {
  readonly role: z.output<typeof githubRole>;
  readonly holders: readonly string[];
  /** Roles whose holders may as well, and shut nobody else out. */
  readonly besides: readonly string[];
}

/** Who may do something. `cases`: for particular facts or hours, the first that holds. */
export interface Right extends Holders {
  readonly cases: readonly (Holders & {
    readonly when: Condition;
    readonly hours?: "core" | "out" | undefined;
  })[];
}

type Parts = z.output<typeof rightParts>;

/** A right from its map. Holders without a GitHub role fall back to write while nobody holds theirs. */
export function completeRight(given: Parts): Right {
  return {
    ...holders(given),
    cases: list(given.cases).map((one) => ({
      ...holders(one),
      when: completeCondition(one.when),
      hours: one.hours,
    })),
  };
}

/** The same of what is written for one thing; undefined where nothing is. */
export function completeBy(given: z.output<typeof by> | undefined): Right | undefined {
  if (given === undefined) return undefined;
  return completeRight(typeof given === "string" || Array.isArray(given) ? { holders: given } : given);
}

function holders(given: Pick<Parts, keyof Holders>): Holders {
  return { role: given.role ?? "write", holders: list(given.holders), besides: list(given.besides) };
}

/** What a right says that can't be meant: roles and facts that the policy does not have. */
export function checkRight(
  here: Checking,
  given: z.input<typeof by> | undefined,
  path: Path,
): readonly Finding[] {
  if (given === undefined) return [];
  if (typeof given === "string" || Array.isArray(given))
    return here.knownAll("roles", { names: given, path });
  return [
    ...checkHolders(here, given, path),
    ...list(given.cases).flatMap((one, index) => [
      ...checkHolders(here, one, [...path, "cases", index]),
      ...checkCondition(here, { when: one.when, path: [...path, "cases", index, "when"] }),
    ]),
  ];
}

function checkHolders(
  here: Checking,
  given: Pick<Parts, "holders" | "besides">,
  path: Path,
): readonly Finding[] {
  return (["holders", "besides"] as const).flatMap((key) =>
    here.knownAll("roles", { names: given[key], path: [...path, key] }),
  );
}
