// Which time zone a calendar means by a name: IANA's, one of Windows, or one that a program put its own words around.
import { isZone } from "../zone.ts";
import { type IcalRefusal, isRefusal, type Property } from "./lines.ts";
import { windowsZone } from "./windows-zones.ts";

/** How a text names its zones, and in which the times are that name none. */
export interface TextZones {
  /** Of times without a zone: what the text says of itself, else the rota's. */
  readonly times: string;
  /** Of whole days: the rota's. */
  readonly days: string;
  /** What the text itself says that one of its names means. */
  readonly own: ReadonlyMap<string, string>;
}

/** The zones of a text, from all its lines: `X-WR-TIMEZONE`, and what a VTIMEZONE says of its place. */
export function zonesOf(lines: readonly (Property | IcalRefusal)[], rota: string): TextZones {
  const own = new Map<string, string>();
  let times: string | undefined;
  let named: string | undefined;
  for (const line of lines) {
    if (isRefusal(line)) continue;
    const { name, value } = line;
    if (name === "BEGIN" || name === "END") named = undefined;
    else if (name === "TZID") named = value.trim();
    else if (name === "X-WR-TIMEZONE") times ??= zoneNamed(value);
    else if (name === "X-LIC-LOCATION" && named !== undefined && isZone(value.trim()))
      own.set(named, value.trim());
  }
  return { times: times ?? rota, days: rota, own };
}

/** The IANA zone that a name means; undefined where it means none. */
export function zoneNamed(name: string, own?: ReadonlyMap<string, string>): string | undefined {
  const plain = name.trim();
  if (isZone(plain)) return plain;
  // Outlook counts zones of one name that differ: `GMT Standard Time 1`.
  return (
    windowsZone(plain) ?? windowsZone(plain.replace(/ \d{1,2}$/u, "")) ?? within(plain) ?? own?.get(plain)
  );
}

/** `/freeassociation.sourceforge.net/Tzfile/Europe/London`, `tzone://Microsoft/Utc`: a program's own words before a name. */
function within(name: string): string | undefined {
  if (!name.startsWith("/") && !name.startsWith("tzone://")) return undefined;
  const parts = name.split("/");
  return [3, 2, 1].map((count) => parts.slice(-count).join("/")).find(isZone);
}
