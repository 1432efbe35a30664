// What a rehearsal asked of people: who was asked, when and why, how much was said in an hour, and whether anything was said twice.
import { DAY, type Duration, HOUR, type Instant, isoSeconds } from "../engine/instant.ts";
import { named } from "../engine/named.ts";
import type { TranscriptEntry } from "./transcript.ts";

/** Somebody was asked by a comment: with an @, which notifies, or by name alone. */
export interface Asking {
  readonly at: string;
  /** A login, `owner/team`, or the name of a contact. */
  readonly who: string;
  readonly how: "mention" | "name";
  readonly on: string;
  /** Of the effect that asked. */
  readonly id: string;
  readonly because: string;
}

/** The figures of one scenario. Hours are counted from its start. */
export interface AttentionFigures {
  readonly asked: Asking[];
  /** Comments by the app in each hour that had any, over all issues; `hour` is when it began. */
  readonly commentsPerHour: HourCount[];
  readonly worstHour: HourCount | null;
  /** How often each login was mentioned. */
  readonly mentions: Record<string, number>;
  /** Comments and issues that were written again under an id that was used already. */
  readonly doubles: number;
  /** Most comments on one issue in any 60 minutes and any 24 hours, answers to commands apart. */
  readonly ceilings: { readonly perHour: number; readonly perDay: number };
}

/** How many comments fell in the hour that began at `hour` (ISO 8601, UTC). */
export interface HourCount {
  readonly hour: string;
  readonly count: number;
}

/** Works the figures out from a transcript. `names` are those of people and contacts, who may be asked without an @. */
export function attentionOf(
  transcript: readonly TranscriptEntry[],
  from: { readonly start: Instant; readonly names: readonly string[] },
): AttentionFigures {
  const said = transcript.filter(({ did, id }) => did === "commented" && id !== null);
  const opened = transcript.filter(({ did, id }) => did === "created-issue" && id !== null);
  const asked = [...said, ...opened]
    .toSorted((one, other) => one.at.localeCompare(other.at))
    .flatMap((entry) => askings(entry, from.names));
  const commentsPerHour = byHour(said, from.start);
  return {
    asked,
    commentsPerHour,
    worstHour: commentsPerHour.reduce<HourCount | null>(
      (worst, hour) => (worst === null || hour.count > worst.count ? hour : worst),
      null,
    ),
    mentions: countMentions(asked),
    doubles: countDoubles([...said, ...opened]),
    ceilings: { perHour: densest(said, HOUR), perDay: densest(said, DAY) },
  };
}

const AT = /(?<![\w`@/.])@([a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\/[a-z0-9][\w.-]*)?)(?!\w)/giu;

function askings(entry: TranscriptEntry, names: readonly string[]): readonly Asking[] {
  // GitHub notifies nobody who stands in code, in a hidden comment or in a quote.
  const text = entry.text
    .replace(/^(`{3,}|~{3,})[\s\S]*?^\1/gmu, "")
    .replace(/`[^`\n]*`/gu, "")
    .replace(/<!--[\s\S]*?-->/gu, "")
    .replace(/^>.*$/gmu, "");
  const mentioned = Array.from(text.matchAll(AT), ([, login = ""]) => login);
  const known = new Set(mentioned.map((login) => login.toLowerCase()));
  // The card and what stands in small print name people without asking them for anything.
  const asksByName = !entry.id?.startsWith("card");
  const named = asksByName ? leadingNames(text, names).filter((name) => !known.has(name.toLowerCase())) : [];
  const asking = (how: Asking["how"]) => (who: string) => {
    const { at, on, id, because } = entry;
    return { at, who, how, on, id: id ?? "", because: because ?? "" };
  };
  return [...unique(mentioned).map(asking("mention")), ...unique(named).map(asking("name"))];
}

/** Names that a line addresses, also several: `ana, @ben, you hold the lead role`. `ana asks for help` asks ana for nothing. */
function leadingNames(text: string, names: readonly string[]): readonly string[] {
  return text.split(/\r?\n/u).flatMap((line) => {
    const found: string[] = [];
    for (let rest = line; ; ) {
      const name = names.find((one) => startsWith(rest.replace(/^@/u, ""), one));
      if (name === undefined) return found;
      const after = rest.replace(/^@/u, "").slice(name.length);
      if (/^(?:, | \(| is asked\b)/u.test(after)) found.push(name);
      if (!after.startsWith(", ")) return found;
      rest = after.slice(2);
    }
  });
}

const startsWith = (line: string, name: string): boolean =>
  name !== "" &&
  line.toLowerCase().startsWith(name.toLowerCase()) &&
  !/^[\w@-]/u.test(line.slice(name.length));

const unique = (all: readonly string[]): readonly string[] =>
  all.filter((one, index) => all.findIndex((other) => other.toLowerCase() === one.toLowerCase()) === index);

function byHour(said: readonly TranscriptEntry[], start: Instant): HourCount[] {
  const counts = new Map<number, number>();
  for (const { at } of said) {
    const hour = Math.floor((Date.parse(at) - start) / HOUR);
    counts.set(hour, (counts.get(hour) ?? 0) + 1);
  }
  return [...counts]
    .toSorted(([one], [other]) => one - other)
    .map(([hour, count]) => ({ hour: isoSeconds(start + hour * HOUR), count }));
}

function countMentions(asked: readonly Asking[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { how, who } of asked) if (how === "mention") counts.set(who, (counts.get(who) ?? 0) + 1);
  return named(counts);
}

function countDoubles(entries: readonly TranscriptEntry[]): number {
  return (
    entries.length -
    new Set(entries.map(({ on, did, id }) => JSON.stringify([did, did === "commented" ? on : "", id]))).size
  );
}

/** The most comments that any one issue had in a stretch of this length. */
function densest(said: readonly TranscriptEntry[], length: Duration): number {
  const byIssue = Map.groupBy(
    said.filter(({ id }) => !id?.startsWith("answer/")),
    ({ on }) => on,
  );
  const most = [...byIssue.values()].map((entries) => {
    const times = entries.map(({ at }) => Date.parse(at));
    return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + length).length));
  });
  return Math.max(0, ...most);
}

/** The figures in lines for people; nothing where nothing was said. */
export function attentionLines(figures: AttentionFigures, line: (at: string) => string): readonly string[] {
  const { asked, commentsPerHour, worstHour, mentions, doubles, ceilings } = figures;
  if (worstHour === null) return [];
  const total = commentsPerHour.reduce((sum, { count }) => sum + count, 0);
  const perPerson = Object.entries(mentions).map(([who, count]) => `@${who} ${count}`);
  return [
    ...(asked.length > 0 ? ["  Who was asked, and why:"] : ["  Nobody was asked for anything."]),
    ...asked.map(
      ({ at, who, how, because, id }) =>
        `    ${line(at).padEnd(9)} ${how === "mention" ? "@" : ""}${who}  ${because} (${id})`,
    ),
    `  Comments per hour: ${commentsPerHour.map(({ hour, count }) => `${line(hour)} ${count}`).join(" · ")}; ${total} in all`,
    `  Worst hour: ${worstHour.count} from ${line(worstHour.hour)}; on one issue at most ${ceilings.perHour} in 60 minutes and ${ceilings.perDay} in 24 hours, answers apart`,
    `  Mentions: ${perPerson.length > 0 ? perPerson.join(" · ") : "none"}; said twice: ${doubles === 0 ? "nothing" : doubles}`,
  ];
}
