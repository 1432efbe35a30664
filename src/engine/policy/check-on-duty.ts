// Checks whom roles have by duty: rotas that there are, and hours that a calendar divides (H-19).
import type { Asked } from "./check-cover.ts";
import { type Finding, wrong, wrongKey } from "./finding.ts";
import { known } from "./known.ts";
import type { PolicyFile } from "./schema/file.ts";
import type { Path } from "./source.ts";

type DutyWords = NonNullable<PolicyFile["roles"]>[string]["duty"];

/** The rotas that a role's duty names, with the hours and the place of each. */
export function rotasIn(
  duty: DutyWords,
): readonly { readonly asked: Asked; readonly rota: string; readonly path: Path }[] {
  if (typeof duty !== "object" || Array.isArray(duty)) return [];
  if ("rota" in duty && typeof duty.rota === "string")
    return [{ asked: "always", rota: duty.rota, path: ["rota"] }];
  return (["core", "out"] as const).flatMap((asked) => {
    const given = (duty as { core?: unknown; out?: unknown })[asked];
    const rota = typeof given === "object" && given !== null && "rota" in given ? given.rota : undefined;
    return typeof rota === "string" ? [{ asked, rota, path: [asked, "rota"] }] : [];
  });
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

/** What the duty of roles says that can't be meant. */
export function checkOnDuty(file: PolicyFile): readonly Finding[] {
  return Object.entries(file.roles ?? {}).flatMap(([role, { duty }]) => {
    const path = ["roles", role, "duty"];
    const mixed = checkMixed(duty, path);
    if (mixed.length > 0) return mixed;
    const unknown = rotasIn(duty).flatMap((one) => known(file, "rota", one.rota, [...path, ...one.path]));
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
  });
}
