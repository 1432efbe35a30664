// From the iCalendar files and feeds that were read along with a policy to what its rotas say, and what is wrong with them.
import { readCalendar } from "../ical/calendar.ts";
import type { IcalRefusal } from "../ical/lines.ts";
import type { RotaNames } from "../ical/names.ts";
import type { Instant } from "../instant.ts";
import { named } from "../named.ts";
import type { Policy, Problem, Rota } from "../policy/model.ts";
import type { RotaProblem, RotaText, Ruling } from "../policy/ruling.ts";
import type { Sources } from "../snapshot/repository.ts";

/** The rotas of a policy that have an iCalendar text, as they stand in the sources. */
export function rotaTexts(
  policy: Policy,
  sources: Pick<Sources, "calendars" | "feeds">,
): Pick<Ruling, "rotas" | "rotaProblems"> {
  const read = Object.values(policy.rotas).flatMap((rota) =>
    rota.ical === undefined ? [] : [{ key: rota.key, ...rotaText(rota, rota.ical, sources) }],
  );
  return {
    rotas: named(read.map(({ key, text }) => [key, text])),
    rotaProblems: read.flatMap(({ problems }) => problems),
  };
}

interface Read {
  readonly text: RotaText;
  readonly problems: readonly RotaProblem[];
}

/** What has to be corrected in the iCalendar texts of rotas at an instant. */
export function rotaProblemsAt(
  { rotaProblems }: Pick<Ruling, "rotaProblems">,
  at: Instant,
): readonly Problem[] {
  return rotaProblems.filter(({ until = Number.POSITIVE_INFINITY, meant }) => at < until && meant !== true);
}

/** How a rota's iCalendar text is read. */
export function readingOf({ zone, ical }: Pick<Rota, "zone" | "ical">): RotaNames {
  return { zone, names: ical?.names ?? {}, ...(ical?.words ?? { noDuty: [], stillDuty: [] }) };
}

function rotaText(
  rota: Rota,
  ical: NonNullable<Rota["ical"]>,
  sources: Pick<Sources, "calendars" | "feeds">,
): Read {
  const { path, url } = ical;
  if (path !== undefined) {
    const file = sources.calendars?.find((one) => one.path === path);
    if (file !== undefined) return read(rota, { file: path, text: file.text });
    return unread(
      rota,
      path,
      `There is no such file on the default branch, so that nobody is on duty by the rota ${rota.key}; add it, or correct ical.path.`,
    );
  }
  const feed = sources.feeds?.find((one) => one.url === url);
  const shown = feed?.shown ?? "(feed)";
  const fault =
    feed === undefined
      ? "This address is not read here: only the server and the Action read feeds."
      : feed.fault;
  if (feed?.text === undefined)
    return unread(
      rota,
      shown,
      `${fault ?? "It was not read yet."} Nobody is on duty by the rota ${rota.key} until it is read.`,
    );
  const found = read(rota, { file: shown, text: feed.text });
  return fault === undefined
    ? found
    : { ...found, problems: [problem(rota, shown, fault), ...found.problems] };
}

function read(rota: Rota, { file, text }: { readonly file: string; readonly text: string }): Read {
  const { entries, faults, usableFrom, nobody } = readCalendar(text, readingOf(rota));
  const problems = [
    ...faults.map((one) => ({ ...placed(rota, file, one), until: one.until })),
    ...nobody.map((one) => ({ ...placed(rota, file, one), meant: one.meant })),
  ];
  const never = usableFrom === Number.POSITIVE_INFINITY;
  return { text: never ? { kind: "unread" } : { kind: "read", entries, usableFrom }, problems };
}

function unread(rota: Rota, file: string, message: string): Read {
  return { text: { kind: "unread" }, problems: [problem(rota, file, message)] };
}

function problem(rota: Rota, file: string, message: string): Problem {
  return { file, path: `rota.${rota.key}.ical`, line: 1, column: 1, message };
}

function placed(rota: Rota, file: string, { line, message }: IcalRefusal): Problem {
  return { file, path: `rota.${rota.key}.ical`, line, column: 1, message };
}
