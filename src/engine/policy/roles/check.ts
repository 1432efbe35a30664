// Checks roles: who may give them, and whom they have by duty, by rotas that there are and hours that a calendar divides (H-19).
import type { PolicyFile } from "../file.ts";
import { type Finding, wrong, wrongKey } from "../finding.ts";
import { checkRight } from "../right.ts";
import type { Checking } from "../section.ts";
import type { Path } from "../source.ts";

/** When a rota is asked: at all times, or in or out of the hours of the policy's first calendar. */
export type RotaTime = "always" | "core" | "out";

type DutyWords = NonNullable<PolicyFile["roles"]>[string]["duty"];

/** The rotas that a role's duty names, with the hours and the place of each. */
export function rotasIn(
  duty: DutyWords,
): readonly { readonly asked: RotaTime; readonly rota: string; readonly path: Path }[] {
  if (typeof duty !== "object" || Array.isArray(duty)) return [];
  if ("rota" in duty && typeof duty.rota === "string")
    return [{ asked: "always", rota: duty.rota, path: ["rota"] }];
  return (["core", "out"] as const).flatMap((asked) => {
    const given = (duty as { core?: unknown; out?: unknown })[asked];
    const rota = typeof given === "object" && given !== null && "rota" in given ? given.rota : undefined;
    return typeof rota === "string" ? [{ asked, rota, path: [asked, "rota"] }] : [];
  });
}

/** Does the policy give a role to anybody by duty, at some time? A list of nobody, in or out of hours, is nobody. */
export function hasDuty(file: PolicyFile, role: string): boolean {
  const duty = file.roles?.[role]?.duty;
  if (duty === undefined) return false;
  const isSomebody = (given: unknown): boolean => {
    if (typeof given === "object" && given !== null && "rota" in given)
      return hasPeople(file, String(given.rota));
    return given !== undefined && (!Array.isArray(given) || given.length > 0);
  };
  if (typeof duty === "string" || Array.isArray(duty) || "rota" in duty) return isSomebody(duty);
  return [duty.core, duty.out].some(isSomebody);
}

/** Can a rota name anybody? */
function hasPeople(file: PolicyFile, key: string): boolean {
  const { people = [], ical, swaps = [] } = file.rota?.[key] ?? {};
  return people.length > 0 || ical !== undefined || swaps.length > 0;
}

/** What roles say that can't be meant: of who may give them, and of their duty. */
export function check(here: Checking): readonly Finding[] {
  return Object.entries(here.file.roles ?? {}).flatMap(([role, { by, duty }]) => [
    ...checkRight(here, by, ["roles", role, "by"]),
    ...checkDuty(here, role, duty),
  ]);
}

function checkDuty({ file, known }: Checking, role: string, duty: DutyWords): readonly Finding[] {
  const path = ["roles", role, "duty"];
  const mixed = checkMixed(duty, path);
  if (mixed.length > 0) return mixed;
  const unknown = rotasIn(duty).flatMap((one) => known("rota", one.rota, [...path, ...one.path]));
  if (typeof duty !== "object" || Array.isArray(duty) || Object.keys(file.calendars ?? {}).length > 0)
    return unknown;
  const divided = (["core", "out"] as const).filter((hours) => hours in duty);
  return [
    ...unknown,
    ...divided.map((hours) =>
      wrongKey(
        [...path, hours],
        `There is no calendar, so that nobody knows when ${hours === "core" ? "core hours are" : "it is out of hours"}; add one under calendars:, for example core: { hours: { mon-fri: '09:00-17:00' } }.`,
      ),
    ),
  ];
}

/** A rota for all hours beside one part of them: maps merge, so that a preset's part stays where a file adds the rota. */
function checkMixed(duty: DutyWords, path: Path): readonly Finding[] {
  if (typeof duty !== "object" || Array.isArray(duty) || !("rota" in duty)) return [];
  const parts = (["core", "out"] as const).filter((hours) => hours in duty);
  if (parts.length === 0) return [];
  const off = parts.map((hours) => `${hours}: null`).join(", ");
  const message = `A rota at all times and duty by hours (${parts.join(", ")}) can't both hold; put the rota under core: or out:, or take the hours out with ${off}.`;
  return [wrong([...path, "rota"], message)];
}
