// Checks the rotas of a policy: people, turns, shifts, swaps, iCalendar texts.

import { isZone } from "../../zone.ts";
import { buildCalendars } from "../calendars/build.ts";
import type { PolicyFile } from "../file.ts";
import { type Finding, shown, wrong, wrongKey } from "../finding.ts";
import { type RotaTime, rotasIn } from "../roles/check.ts";
import type { Checking } from "../section.ts";
import type { Path } from "../source.ts";
import { buildRotas, type Rota, readMoment } from "./build.ts";
import { gapsOf, type Hours, inWords, overlapsOf } from "./cover.ts";
import { dayNumber } from "./shifts.ts";

type RotaWords = NonNullable<PolicyFile["rota"]>[string];

/** Where a rota's iCalendar file may lie: one folder, which is read along with the policy. */
const ICAL_PATH = /^\.github\/rota\/[^/]+\.ics$/;

/** What rotas say that can't be meant (H-19, H-20). */
export function checkRotas(here: Checking): readonly Finding[] {
  return Object.entries(here.file.rota ?? {}).flatMap(([key, given]) => checkRota(here, key, given));
}

function checkRota(here: Checking, key: string, given: RotaWords): readonly Finding[] {
  const path = ["rota", key];
  const zone = given.zone ?? here.file.incidents?.zone ?? "UTC";
  const found = [
    ...(given.calendar === undefined ? [] : here.known("calendars", given.calendar, [...path, "calendar"])),
    ...checkPeople(key, given, path),
    ...checkFrom(given, path),
    ...checkShifts(given, path),
    ...(given.ical === undefined ? [] : checkIcal(given.ical, [...path, "ical"])),
  ];
  if (!isZone(zone)) {
    if (given.zone === undefined) return found;
    return [
      ...found,
      wrong([...path, "zone"], `${shown(zone)} is no time zone; write an IANA name such as Europe/London.`),
    ];
  }
  return [...found, ...checkSwaps(given, zone, path), ...checkCover(here, key)];
}

/** A preset names nobody and says so by an empty list; a rota that is silent about it was left half written. */
function checkPeople(key: string, given: RotaWords, path: Path): readonly Finding[] {
  if (given.people !== undefined || given.ical !== undefined) return [];
  const message = `The rota ${key} names nobody; add people: [octocat, …], who take turns, or ical: with a path and names.`;
  return [wrongKey([...path, "people"], message)];
}

function checkFrom({ from, people = [] }: RotaWords, path: Path): readonly Finding[] {
  if (from === undefined) {
    if (people.length < 2) return [];
    const message =
      "Nobody knows whose turn it is: write from: with the day on which the first of people begins, for example from: 2025-03-31.";
    return [wrongKey([...path, "from"], message)];
  }
  const day = dayNumber(from);
  const real = !Number.isNaN(day) && new Date(day * 86_400_000).toISOString().startsWith(from);
  if (real) return [];
  const message = `No calendar has the day ${from}; write one that exists, such as 2025-03-31.`;
  return [wrong([...path, "from"], message)];
}

function checkShifts({ shifts = [], calendar }: RotaWords, path: Path): readonly Finding[] {
  return shifts.flatMap((shift, index) => {
    const at = [...path, "shifts", index];
    const late = shift.hours.startsWith("24:00")
      ? [wrong([...at, "hours"], "24:00 can only be an end; write 00:00 and the next weekday.")]
      : [];
    if (calendar !== undefined || shift.holidays === undefined || shift.holidays === "any") return late;
    const message = `holidays: ${shift.holidays} needs to know the holidays; write calendar: with the key of a calendar in this rota.`;
    return [...late, wrong([...at, "holidays"], message)];
  });
}

function checkSwaps({ swaps = [] }: RotaWords, zone: string, path: Path): readonly Finding[] {
  const read = swaps.map((swap, index) => ({
    at: [...path, "swaps", index],
    words: `${swap.from} to ${swap.to}`,
    from: readMoment(swap.from, zone),
    to: readMoment(swap.to, zone),
    given: swap,
  }));
  return read.flatMap(({ at, from, to, given }, index) => {
    const unreal = (["from", "to"] as const).filter((end) => readMoment(given[end], zone) === undefined);
    if (from === undefined || to === undefined)
      return unreal.map((end) =>
        wrong(
          [...at, end],
          `No calendar has the time ${given[end]}; write one that exists, such as 2025-04-04T17:30.`,
        ),
      );
    if (to <= from)
      return [
        wrong(
          [...at, "to"],
          `The swap ends at ${given.to}, which is not after its beginning at ${given.from}.`,
        ),
      ];
    const other = read.slice(0, index).find((one) => (one.from ?? 0) < to && from < (one.to ?? 0));
    if (other === undefined) return [];
    return [
      wrong(
        [...at, "from"],
        `This swap overlaps with the one from ${other.words}; let one end where the other begins.`,
      ),
    ];
  });
}

function checkIcal(
  { path: file, url, names }: NonNullable<RotaWords["ical"]>,
  path: Path,
): readonly Finding[] {
  const found: Finding[] = [];
  if ((file === undefined) === (url === undefined)) {
    const message = file === undefined ? "It names no text" : "It names a file and an address";
    found.push(
      wrongKey(
        file === undefined ? [...path, "path"] : [...path, "url"],
        `${message}; write either path: .github/rota/NAME.ics or url: https://….`,
      ),
    );
  }
  if (file !== undefined && !ICAL_PATH.test(file)) {
    const name =
      file
        .split("/")
        .at(-1)
        ?.replace(/\.ics$/i, "") || "edm";
    found.push(
      wrong(
        [...path, "path"],
        `${shown(file)} is not read: iCalendar files of rotas lie in .github/rota/; move it and write .github/rota/${name}.ics.`,
      ),
    );
  }
  if (url !== undefined && !/^env:[A-Z][A-Z0-9_]*$/.test(url) && !isPlainHttps(url)) {
    found.push(
      wrong(
        [...path, "url"],
        `${shown(url)} is not read: write an https address without a user name, or env:NAME and set that variable to it.`,
      ),
    );
  }
  if (Object.keys(names ?? {}).length === 0) {
    found.push(
      wrongKey(
        [...path, "names"],
        "Nobody knows who is meant by its entries; write names: { Ana Lopez: octocat }.",
      ),
    );
  }
  return found;
}

function isPlainHttps(text: string): boolean {
  return /^https:\/\/[^/@\s]+(?:[/?#]\S*)?$/i.test(text);
}

/** Hours without a shift, and shifts that overlap without saying so. */
function checkCover(here: Checking, key: string): readonly Finding[] {
  const rota = buildRotas(here)[key];
  if (rota === undefined) return [];
  const path = ["rota", key, "shifts"];
  const hours = hoursFor(here, rota);
  const [overlap] = rota.overlap ? [] : overlapsOf(rota, hours);
  const twice =
    overlap === undefined
      ? []
      : [
          wrong(
            [...path, overlap.second],
            `It overlaps with shift ${overlap.first + 1} on ${inWords(overlap)}; correct the hours, or write overlap: true, and the incoming shift has the duty.`,
          ),
        ];
  const gaps =
    // A rota of nobody, as a preset has it, leaves no hour uncovered that it covers otherwise.
    rota.gaps || rota.ical !== undefined || rota.people.length === 0
      ? []
      : uses(here, key, hours).flatMap((asked) => gapsOf(rota, asked, hours));
  if (gaps.length === 0) return twice;
  const words = [...new Set(gaps.map(inWords))];
  const said = `${words.slice(0, 3).join("; ")}${words.length > 3 ? ` and ${words.length - 3} more` : ""}`;
  const message = `Nobody is on duty on ${said}; add a shift there, or write gaps: true in the rota ${key} where that is meant.`;
  return [...twice, wrongKey(path, message)];
}

function hoursFor(here: Checking, rota: Rota): Hours {
  const calendars = Object.entries(here.file.calendars ?? {});
  const [key, first] = calendars[0] ?? [];
  const own = rota.calendar === undefined ? undefined : here.file.calendars?.[rota.calendar];
  // Which days are holidays makes no difference here: any weekday may be one.
  const core = key === undefined ? undefined : buildCalendars({ file: here.file, holidaysOf: () => [] })[key];
  return {
    core,
    holidays: {
      core: first?.holidays !== undefined,
      rota: own?.holidays !== undefined,
      same: rota.calendar === key && first?.holidays !== undefined,
    },
  };
}

/** In which hours roles ask a rota; one that no role has is held to what it could be for: out of hours, where there are hours. */
function uses(here: Checking, key: string, { core }: Hours): readonly RotaTime[] {
  const found = new Set(
    Object.values(here.file.roles ?? {})
      .flatMap(({ duty }) => rotasIn(duty))
      .flatMap(({ asked, rota }) => (rota === key ? [asked] : [])),
  );
  if (found.has("always")) return ["always"];
  if (found.size > 0) return [...found];
  return core === undefined ? ["always"] : ["out"];
}
