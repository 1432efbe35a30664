// The time zone that a form asks for: what its heading or description says of a field goes for the answer that names none.
import { zonePattern } from "../text/zone-words.ts";
import type { FormField } from "./element.ts";

/** Behind figures a zone belongs to an example ("2025-04-01 14:05 UTC"). */
const named = new RegExp(String.raw`(?<![\w/+-])(?<!\d\s?)${zonePattern}`, "gi");

/**
 * The zone that the label of a field names, else its description: `Start time (UTC)`, as it is written there. Undefined where it
 * names none, or several to choose from.
 */
export function zoneAsked({ label, description = "" }: FormField): string | undefined {
  return [label, description].map(oneZone).find((zone) => zone !== undefined);
}

function oneZone(text: string): string | undefined {
  const found = Array.from(text.slice(0, 2000).matchAll(named), ([zone]) => zone).filter(isWrittenAsZone);
  return new Set(found).size === 1 ? found[0] : undefined;
}

/** In small letters some are words ("west of here"), and an offset alone may be a range. */
function isWrittenAsZone(zone: string): boolean {
  return zone === zone.toUpperCase() ? /[A-Z]/.test(zone) : zone.includes("/") || /time$/i.test(zone);
}
