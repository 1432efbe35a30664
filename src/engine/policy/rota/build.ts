// Completes the rotas of a policy: shifts in minutes of the local day, swaps as instants.
import type { DutyWords } from "../../ical/duty-words.ts";
import type { Instant } from "../../instant.ts";
import { named } from "../../named.ts";
import { instantOf } from "../../zone.ts";
import { minutesOf, weekdays } from "../calendars/days.ts";
import { inWords, list, login } from "../complete.ts";
import type { Completing } from "../section.ts";
import { dutyWords } from "./no-duty.ts";
import type { RotasFile } from "./section.ts";

/** A rota: who is on duty when, by shifts that repeat, by an iCalendar text, or both; swaps go first. */
export interface Rota {
  readonly key: string;
  readonly title: string;
  readonly zone: string;
  /** Calendar whose holidays the shifts go by; absent: no day is a holiday. */
  readonly calendar?: string | undefined;
  readonly shifts: readonly Shift[];
  /** Where no iCalendar says who: they take turns from `from` on, in this order. */
  readonly people: readonly string[];
  /** Local date on which the first of `people` begins. */
  readonly from?: string | undefined;
  /** How many local days a turn has. */
  readonly turn: number;
  /** An iCalendar text: a path in the incident repository, or an https address. */
  readonly ical?:
    | {
        readonly path?: string | undefined;
        readonly url?: string | undefined;
        readonly names: Readonly<Record<string, string>>;
        /** Which of its entries are no shifts. */
        readonly words: DutyWords;
      }
    | undefined;
  /** Who has it instead, between two instants. */
  readonly swaps: readonly { readonly from: Instant; readonly to: Instant; readonly who: string }[];
  /** Shifts may overlap: the incoming one has the duty (H-20). */
  readonly overlap: boolean;
  /** Hours without a shift are meant: nobody is on duty then. */
  readonly gaps: boolean;
}

/** A shift of a rota in local time; where `to` is not after `from` it ends on the next day. */
export interface Shift {
  /** 0 is Monday; the day on which it begins. */
  readonly days: readonly number[];
  /** `no`: not on holidays · `only`: on holidays alone, whatever the weekday · `any`: holidays make no difference. */
  readonly holidays: "no" | "only" | "any";
  /** Minutes of the local day. */
  readonly from: number;
  readonly to: number;
}

/** The rotas; a swap without an offset is in the rota's zone. */
export function buildRotas({ file }: Pick<Completing, "file">): Readonly<Record<string, Rota>> {
  const standard = file.incidents?.zone ?? "UTC";
  return named(
    Object.entries(file.rota ?? {}).map(([key, given]): [string, Rota] => {
      const zone = given.zone ?? standard;
      const { ical } = given;
      return [
        key,
        {
          key,
          title: given.title ?? inWords(key).toLowerCase(),
          zone,
          calendar: given.calendar,
          shifts: (given.shifts ?? []).map(buildShift),
          people: list(given.people).map(login),
          from: given.from,
          turn: daysOf(given.turn),
          ical: ical && {
            path: ical.path,
            url: ical.url,
            names: mapped(ical.names),
            words: dutyWords(ical),
          },
          swaps: (given.swaps ?? []).map(({ from, to, who }) => ({
            from: readMoment(from, zone) ?? 0,
            to: readMoment(to, zone) ?? 0,
            who: login(who),
          })),
          overlap: given.overlap ?? false,
          gaps: given.gaps ?? false,
        },
      ];
    }),
  );
}

/** `1d`, `2w` in days; a week where nothing is given. */
function daysOf(turn: string | undefined): number {
  return turn === undefined ? 7 : Number.parseInt(turn, 10) * (turn.endsWith("w") ? 7 : 1);
}

function mapped(names: Readonly<Record<string, string>> | undefined): Readonly<Record<string, string>> {
  return named(Object.entries(names ?? {}).map(([name, who]) => [name, login(who)]));
}

function buildShift(given: NonNullable<RotasFile[string]["shifts"]>[number]): Shift {
  const days = given.days === undefined ? ["mon-sun"] : list(given.days);
  return {
    days: [...new Set(days.flatMap(weekdays))].toSorted((one, other) => one - other),
    holidays: given.holidays ?? "any",
    ...minutesOf(given.hours),
  };
}

/** `2025-04-04T17:30` in a zone, or with an offset of its own; undefined where no calendar has the day. */
export function readMoment(text: string, zone: string): Instant | undefined {
  const [, date = "", time = "", offset] =
    /^(\d{4}-\d{2}-\d{2})T([\d:]+)(Z|[+-]\d{2}:\d{2})?$/u.exec(text) ?? [];
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  const [hour = 0, minute = 0, second = 0] = time.split(":").map(Number);
  const [, sign = "", hours = "0", minutes = "0"] = /^([+-])(\d{2}):(\d{2})$/u.exec(offset ?? "") ?? [];
  const shift = (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -1 : 1);
  // No zone is further than 14 hours away, and years before 1970 and after 9000 are slips of the pen.
  if (Math.abs(shift) > 14 * 60 || Number(minutes) > 59 || year < 1970 || year > 9000) return undefined;
  return instantOf({ year, month, day, hour, minute, second }, offset === undefined ? zone : shift);
}
