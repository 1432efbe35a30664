// `/notice`: what is to be sent is looked at, asked for, written in other words, held, released or left out.
import type { ActOf } from "../act.ts";
import type { Draft } from "../fold/draft.ts";
import { change as changed, skip } from "../fold/notices.ts";
import type { ActSource } from "../fold/status.ts";
import type { Notice } from "../incident.ts";
import type { Instant } from "../instant.ts";
import { moment } from "../judge/meant.ts";
import { holdsNow, mayLift, noticeNumbered, openOnes } from "../judge/notice.ts";
import { done, type JudgingResult, type JudgingSituation, refuse } from "../judge/situation.ts";
import { contentOf } from "../notices/content.ts";
import { holdsOf } from "../notices/keeping.ts";
import { promiseOf } from "../notices/promise.ts";
import { brokenWords } from "../notices/wording.ts";
import { plainOf } from "../policy/names.ts";
import type { CommentItem } from "../snapshot/timeline.ts";
import type { CommandLine, CommandOf } from "../text/command.ts";
import { nextWhen } from "../text/next-when.ts";
import { fullText, spoken } from "../text/spoken.ts";
import { splitBecause, withoutStop } from "../text/words.ts";
import type { CommandDefinition } from "./definition.ts";

/** What may be done to a draft besides sending it. */
type Step = "hold" | "release" | "skip";

declare module "../text/command.ts" {
  interface Commands {
    /** `n` of a draft, or the `name` of a notice that is asked for; neither: all are looked at. */
    notice: {
      readonly n?: number;
      readonly name?: string;
      readonly step?: Step;
      readonly text?: string;
    };
  }
}

declare module "../act.ts" {
  interface Acts {
    "notice-preview": object;
    "notice-asked": { readonly notice: string };
    "notice-step": {
      readonly notice: string;
      readonly n: number;
      readonly step: Step;
      readonly because: string;
      /** Of a release: why rules held it back, as far as whoever let it go may; absent, as it was written before: all of it. */
      readonly lifts?: readonly string[];
    };
    "notice-words": {
      readonly notice: string;
      readonly n: number;
      readonly lines: readonly string[];
      readonly next?: Instant | undefined;
    };
  }
}

/** `/notice`. */
export const notice: CommandDefinition<
  "notice",
  "notice-preview" | "notice-asked" | "notice-step" | "notice-words"
> = {
  name: "notice",
  text: "prose",
  usage: "[number or name] [new words, or hold, release or skip because …]",
  meaning:
    "Shows what would be sent to whom; asks for a draft, or changes, holds, releases or leaves one out.",
  example: "3 hold because the press office is asked first",
  read,
  judge,
  acts: {
    "notice-preview": () => undefined,
    "notice-asked": (draft, { notice: kind }, { cause }) => {
      draft.asked.push({ kind, cause });
    },
    "notice-step": step,
    "notice-words": (draft, { notice: id, n, lines, next }, { at, by }) => {
      changed(draft, id, { words: { lines, next }, released: undefined, lifted: [] });
      draft.history.push({ at, by, what: "notice-words", values: { notice: String(n) } });
    },
  },
};

/** Words of a notice have room for so much; a text message for less, which its draft says. */
const longest = 2000;

function read(line: CommandLine): CommandOf<"notice"> | string {
  const text = fullText({ ...line, whole: line.whole.trim() });
  if (line.whole.trim() === "") return { kind: "notice", ...spoken(line) };
  const [, n, more = ""] = /^#?(\d{1,4})(?![\w:.])[\s,:]*(.*)$/s.exec(text) ?? [];
  if (n === undefined) {
    const name = line.args.trim();
    return name === "" ? "It does not say which notice." : { kind: "notice", name, ...spoken(line) };
  }
  const [, step] = /^(hold|release|skip)(?![\w-])/i.exec(more) ?? [];
  const words = step === undefined ? more : more.slice(step.length);
  return {
    kind: "notice",
    n: Number(n),
    ...(step === undefined ? {} : { step: step.toLowerCase() as Step }),
    ...(words.trim() === "" ? {} : { text: words.trim() }),
    ...spoken(line),
  };
}

function judge(command: CommandOf<"notice">, item: CommentItem, here: JudgingSituation): JudgingResult {
  const { n, name, step: wanted, text } = command;
  if (name !== undefined) return asked(name, command.because, here);
  if (n === undefined || (wanted === undefined && text === undefined))
    return done({ kind: "notice-preview" });
  const found = noticeNumbered(n, here);
  if (found === undefined) return refuse("notice", { text: String(n), names: openOnes(here) });
  const gone = goneState(found);
  if (gone !== undefined) return refuse("notice-gone", { text: String(n), state: gone });
  return wanted === undefined
    ? reworded(found, text ?? "", item, here)
    : stepped(found, { step: wanted, because: command.because ?? reasonOf(text), item }, here);
}

/** A reason needs no "because" where nothing else can be meant. */
function reasonOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const reason = splitBecause(text).because ?? (/\w/.test(text) ? text : undefined);
  return reason && withoutStop(reason);
}

function goneState({ approved, skipped, moot }: Notice): string | undefined {
  if (approved !== undefined) return "sent";
  return skipped !== undefined ? "skipped" : moot && "moot";
}

function asked(name: string, words: string | undefined, here: JudgingSituation): JudgingResult {
  const { notices } = here.ruling.policy;
  const found = Object.values(notices).find(({ key, title }) =>
    [key, title].some((one) => plainOf(one) === plainOf(name)),
  );
  if (found === undefined)
    return refuse("notice-name", { text: name, names: Object.keys(notices).join(", ") });
  return done({ kind: "notice-asked", notice: found.key, ...(words !== undefined && { words }) });
}

function stepped(
  notice: Notice,
  {
    step: wanted,
    because,
    item,
  }: { readonly step: Step; readonly because: string | undefined; readonly item: CommentItem },
  here: JudgingSituation,
): JudgingResult {
  const { id, n, released } = notice;
  if (wanted === "release" && !isKept(notice, here) && released === undefined)
    return refuse("notice-free", { text: String(n) });
  if (because === undefined) return refuse("because", { text: `/notice ${n} ${wanted}` });
  const mine = holdsNow(notice, here).filter((hold) => mayLift(item.by?.login ?? "", hold, here));
  const lifts = wanted === "release" ? { lifts: mine.map((hold) => hold.because) } : {};
  return done({ kind: "notice-step", notice: id, n, step: wanted, because, ...lifts });
}

/** Is it held by a person, by a rule, because its words may have an NHS number in them, or because they can't be used? */
function isKept(notice: Notice, here: JudgingSituation): boolean {
  if (notice.held !== undefined || holdsNow(notice, here).length > 0) return true;
  const content = contentOf(notice, here, here.at);
  return content !== undefined && (content.suspect > 0 || brokenWords(content).length > 0);
}

/** New words in place of the draft's; where a next notice is due by a clock, they say when it comes (HB-1). */
function reworded(
  { id, n, kind, base }: Notice,
  text: string,
  item: CommentItem,
  here: JudgingSituation,
): JudgingResult {
  if (text.length > longest) return refuse("notice-long", { text: String(n), most: String(longest) });
  const rule = here.ruling.policy.notices[kind];
  const isDue = rule?.next !== undefined && promiseOf(rule, here, base, item.at) !== undefined;
  const when = nextWhen(text);
  const next = when === undefined ? undefined : moment(when, item.at, here, { side: "future" });
  if (typeof next === "string") return refuse("time", { text: when ?? "", why: next });
  if (isDue && next === undefined) return refuse("notice-timeless", { text: String(n) });
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/).map((one) => one.trim());
  return done({ kind: "notice-words", notice: id, n, lines, next });
}

/** What nobody has to let go any more, after a release. */
function liftedBy(
  { kind, lifted }: Notice,
  { lifts }: ActOf<"notice-step">,
  draft: Draft,
  { at }: ActSource,
): readonly string[] {
  const rule = draft.ruling.policy.notices[kind];
  const all = lifts ?? (rule === undefined ? [] : holdsOf(rule, draft, at).map(({ because }) => because));
  return [...new Set([...lifted, ...all])];
}

function step(draft: Draft, act: ActOf<"notice-step">, source: ActSource): void {
  const found = draft.notices.get(act.notice);
  if (found === undefined) return;
  const deed = { at: source.at, by: source.by, because: act.because };
  switch (act.step) {
    case "hold":
      changed(draft, act.notice, { held: deed, released: undefined, lifted: [] });
      break;
    case "release":
      changed(draft, act.notice, {
        released: deed,
        held: undefined,
        lifted: liftedBy(found, act, draft, source),
      });
      break;
    default:
      changed(draft, act.notice, { skipped: deed });
      skip(draft, found, source);
  }
  const values = { notice: String(act.n), because: act.because };
  draft.history.push({ at: source.at, by: source.by, what: `notice-${act.step}`, values });
}
