// The section `roles`: who does what in an incident, and who has it by duty.
import { z } from "zod";
import { plainOf } from "../compared.ts";
import { inWords, keyed, list, login, words } from "../complete.ts";
import { by, completeBy } from "../right.ts";
import type { ModelOf } from "../section.ts";
import { aliases, name, onCall, oneOrMore } from "../words.ts";
import { check } from "./check.ts";

const onDuty = z.union([oneOrMore(onCall), z.strictObject({ rota: name.describe("A rota says who.") })]);

const role = z.strictObject({
  title: z.string().min(1).optional().describe("As the card says it; by default the key in words."),
  aliases: aliases.describe("Other words for it in `/role`."),
  duty: z
    .union([
      oneOrMore(onCall),
      z.strictObject({
        rota: name.optional().describe("A rota says who, at all times."),
        core: onDuty.optional().describe("In the hours of the first calendar."),
        out: onDuty.optional().describe("Outside of them."),
      }),
    ])
    .optional()
    .describe(
      "Who has it when nobody took it: logins, keys of contacts, a rota, or these by `core` and `out`.",
    ),
  offered: z.boolean().optional().describe("Shown on the card as vacant when nobody holds it."),
  by: by
    .optional()
    .describe(
      "Who may say who holds it: roles, or a map; by default whoever may give `/role`. For a role that decides what others may not.",
    ),
});

const schema = keyed(role, (key, given) => ({
  key,
  title: given.title ?? inWords(key).toLowerCase(),
  aliases: words(given.aliases),
  /** Who has it by duty when nobody took it; the first entry that holds at an instant counts. */
  duty: completeDuty(given.duty),
  /** Shown as vacant on the card when nobody holds it. */
  offered: given.offered ?? false,
  /** Who may say who holds it; absent: whoever may give the command. */
  by: completeBy(given.by),
})).describe("Who does what in an incident.");

/** A role of the process: offered and taken, never assigned. */
export type RoleRule = ModelOf<typeof roles>[string];

/** Who has a role by duty, and when: `core` and `out` are told apart by the policy's first calendar. */
export interface Duty {
  readonly hours: "always" | "core" | "out";
  /** Logins without `@`, `owner/team`, or keys of contacts. Empty where a rota says who. */
  readonly people: readonly string[];
  /** Key of a rota. */
  readonly rota?: string;
}

type WhoWords = z.input<typeof onDuty>;

/** Who has a role by duty, by hours where the file tells them apart. */
function completeDuty(given: z.input<typeof role>["duty"]): readonly Duty[] {
  if (given === undefined) return [];
  if (typeof given === "string" || Array.isArray(given) || "rota" in given)
    return dutyIn("always", given as WhoWords);
  const { core, out } = given as { core?: WhoWords; out?: WhoWords };
  return [...dutyIn("core", core), ...dutyIn("out", out)];
}

function dutyIn(hours: Duty["hours"], given: WhoWords | undefined): readonly Duty[] {
  if (given === undefined) return [];
  if (typeof given === "object" && "rota" in given) return [{ hours, people: [], rota: given.rota }];
  const people = list(given).map(login);
  return people.length === 0 ? [] : [{ hours, people }];
}

/** The section `roles`. */
export const roles = { schema, one: "role", compare: plainOf, check };
