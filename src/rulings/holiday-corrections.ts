// What date-holidays has wrong or lacks, put right where it is read, each with its reason.

/** What is put right of a region. Dates are local, `2026-06-05`. */
export interface Correction {
  /** Why, and where from. */
  readonly why: string;
  /** Days that it lacks. */
  readonly add?: (year: number) => readonly string[];
  /** The right days instead of those of one of its rules, from the first of these. */
  readonly instead?: Readonly<Record<string, (first: string) => readonly string[]>>;
}

const DAY = 24 * 60 * 60 * 1000;

/** A date so many days later. */
export function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** 0 is Sunday. */
const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay();

const yearly =
  (date: string, { since = 0, until = 9999 } = {}) =>
  (year: number): readonly string[] =>
    year < since || year > until ? [] : [`${year}-${date}`];

const once =
  (...dates: readonly string[]) =>
  (year: number): readonly string[] =>
    dates.filter((date) => date.startsWith(`${year}-`));

/** The Monday after a date on a Saturday or Sunday; none where it is on another day. */
const mondayFor =
  (date: string, { since = 0 } = {}) =>
  (year: number): readonly string[] => {
    const weekday = weekdayOf(`${year}-${date}`);
    if (year < since || (weekday !== 6 && weekday !== 0)) return [];
    return [daysAfter(`${year}-${date}`, weekday === 6 ? 2 : 1)];
  };

const lastMonday =
  (month: string, last: number) =>
  (year: number): readonly string[] => {
    const end = `${year}-${month}-${last}`;
    return [daysAfter(end, -((weekdayOf(end) + 6) % 7))];
  };

const all =
  (...of: readonly ((year: number) => readonly string[])[]) =>
  (year: number): readonly string[] =>
    of.flatMap((each) => each(year));

/** The day before the Lunar New Year, the day and the day after; the next one too where one of them is a Sunday. */
function seollal(first: string): readonly string[] {
  const days = [-1, 0, 1].map((ahead) => daysAfter(first, ahead));
  return days.some((day) => weekdayOf(day) === 0) ? [...days, daysAfter(first, 2)] : days;
}

const SUMMER: Correction = {
  why: "The summer bank holiday is the last Monday in August there too.",
  add: lastMonday("08", 31),
};

const NO_EASTER_MONDAY: Correction = {
  why: "Easter Monday is none of the public holidays of its Employment Standards Act.",
  instead: { "easter 1": () => [] },
};

const RECONCILIATION = "The National Day for Truth and Reconciliation is a statutory holiday";

const WEEKEND: Correction = {
  why: "New Year's Day and Christmas Day that fall on a weekend are kept on the Monday.",
  add: all(mondayFor("01-01"), mondayFor("12-25")),
};

/** By region; what stands under a country counts for its states too. Each list's order makes no difference. */
export const CORRECTIONS: Readonly<Record<string, readonly Correction[]>> = {
  CA: [WEEKEND],
  "CA-BC": [
    {
      why: `${RECONCILIATION} since 2023, on the Monday after a weekend.`,
      add: all(yearly("09-30", { since: 2023 }), mondayFor("09-30", { since: 2023 })),
    },
  ],
  "CA-MB": [
    {
      why: `${RECONCILIATION} since 2024, on the Monday after a weekend.`,
      add: all(yearly("09-30", { since: 2024 }), mondayFor("09-30", { since: 2024 })),
    },
  ],
  "CA-NT": [
    { why: `${RECONCILIATION} since 2022.`, add: yearly("09-30", { since: 2022 }) },
    NO_EASTER_MONDAY,
  ],
  "CA-NU": [{ why: `${RECONCILIATION} since 2022.`, add: yearly("09-30", { since: 2022 }) }],
  "CA-ON": [
    NO_EASTER_MONDAY,
    {
      why: "Boxing Day that falls on a weekend is kept on Monday the 28th, after Christmas Day's.",
      add: (year) => (["6", "0"].includes(String(weekdayOf(`${year}-12-26`))) ? [`${year}-12-28`] : []),
    },
  ],
  "CA-PE": [{ why: `${RECONCILIATION} since 2022.`, add: yearly("09-30", { since: 2022 }) }],
  "CA-YT": [
    { why: `${RECONCILIATION} since 2023.`, add: yearly("09-30", { since: 2023 }) },
    NO_EASTER_MONDAY,
  ],
  GG: [SUMMER, { why: "The King's visit, decided once.", add: once("2024-07-16") }],
  "GB-SCT": [{ why: "The holiday of the World Cup, by proclamation.", add: once("2026-06-15") }],
  IE: [{ why: "The day of remembrance, decided once.", add: once("2022-03-18") }],
  IM: [
    SUMMER,
    {
      why: "The TT bank holiday is the Friday of race week, the first in June; Tynwald Day on a weekend is kept on the Monday.",
      instead: {
        "2nd friday in June": (first) => [daysAfter(first, -7)],
        "07-05": (first) => {
          const monday = mondayFor("07-05")(Number(first.slice(0, 4)));
          return monday.length > 0 ? monday : [first];
        },
      },
    },
  ],
  JP: [{ why: "A day between two holidays is one.", add: once("2032-09-21") }],
  KR: [
    {
      why: "Seollal is the day before, the day and the day after.",
      instead: { "korean 01-0-01 P3D": seollal },
    },
    {
      why: "Days of elections and temporary holidays, by decree.",
      add: once(
        ...["2015-08-14", "2016-04-13", "2016-05-06", "2017-05-09", "2017-10-02", "2018-06-13", "2020-04-15"],
        ...["2020-08-17", "2022-03-09", "2022-06-01", "2023-10-02", "2024-04-10", "2025-01-27", "2025-06-03"],
        ...["2024-10-01", "2026-06-03"],
      ),
    },
    {
      why: "Labour Day is a public holiday since 2026, with its substitute.",
      add: all(yearly("05-01", { since: 2026 }), mondayFor("05-01", { since: 2026 })),
    },
  ],
  PL: [{ why: "The centenary of independence, by a law of its own.", add: once("2018-11-12") }],
  SG: [
    {
      why: "The jubilee and polling days, by proclamation; Vesak Day, Hari Raya Puasa and Haji of 2027 as they were gazetted.",
      add: once("2015-08-07", "2015-09-11", "2020-07-10", "2025-05-03", "2027-05-20"),
      instead: {
        "1 Shawwal": (first) => [first === "2027-03-09" ? "2027-03-10" : first],
        "10 Dhu al-Hijjah": (first) => [first === "2027-05-16" ? "2027-05-17" : first],
      },
    },
  ],
};
