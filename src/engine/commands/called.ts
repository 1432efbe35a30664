// `/called`: somebody was called, answered or did not, at the time that is given.
import type { ActOf } from "../act.ts";
import type { Draft } from "../fold/draft.ts";
import type { ActSource } from "../fold/status.ts";
import type { Instant } from "../instant.ts";
import { atTime } from "../judge/meant.ts";
import { type JudgingResult, type JudgingSituation, refuse } from "../judge/situation.ts";
import type { CommentItem } from "../snapshot/timeline.ts";
import { readAnswer } from "../text/call-outcome.ts";
import type { CommandLine, CommandOf } from "../text/command.ts";
import { readContact } from "../text/contact.ts";
import { spoken } from "../text/spoken.ts";
import type { CommandDefinition } from "./definition.ts";
import { eachSaid, mayBeSeveral, ofEach, together } from "./who.ts";

declare module "../text/command.ts" {
  interface Commands {
    called: {
      readonly who: string;
      readonly denied?: true;
      readonly when?: string;
      readonly how?: string;
      readonly answer?: boolean;
      /** Tied up in other calls, which is no answer. */
      readonly busy?: boolean;
      /** Somebody or something else answered, or the words say both. */
      readonly other?: true;
      /** How often there was no answer, where that is more than once. */
      readonly times?: number;
      readonly text?: string;
      /** All of it, where it may name more than one call. */
      readonly line?: string;
    };
  }
}

declare module "../act.ts" {
  interface Acts {
    called: {
      readonly who: string;
      readonly when: Instant;
      readonly answered: boolean;
      readonly busy?: boolean | undefined;
    };
  }
}

/** `/called`. */
export const called: CommandDefinition<"called", "called"> = {
  name: "called",
  usage: "<who> [time] [answered, no answer or busy] [text]",
  meaning: "Records a call, and whether it was answered, at the time given.",
  example: "manager 10:05 no answer",
  read,
  judge,
  acts: { called: change },
};

function read(line: CommandLine): CommandOf<"called"> | string {
  const given = callIn(line.args);
  if (!given) return "It does not say who was called.";
  const several = mayBeSeveral(line.args) && { line: line.args };
  return { kind: "called", ...given, ...several, ...spoken(line) };
}

type Call = Omit<CommandOf<"called">, "kind" | "rest" | "because" | "line">;

function callIn(words: string): Call | undefined {
  const contact = readContact(words);
  if (!contact) return undefined;
  const { others = "", denied, ...given } = contact;
  const { text, ...outcome } = readAnswer(others);
  // Of a call that nobody answered the words may say that, too.
  const isDenied =
    denied && (outcome.answer !== false || words.includes("?") || /^no(?:t|ne|body)?\b/i.test(given.who));
  // A call is one by phone, unless it was by something else.
  const way = given.how === undefined || /phone/i.test(given.how) ? "" : given.how;
  const beside = [way, text].filter((one) => one !== "").join(", ");
  return { ...given, ...(isDenied && { denied }), ...outcome, ...(beside === "" ? {} : { text: beside }) };
}

function judge(command: CommandOf<"called">, item: CommentItem, here: JudgingSituation): JudgingResult {
  if (command.line === undefined) return judgeOne(command, item, here);
  const parts = eachSaid(command.line, here.ruling.policy, endsCall);
  const each = parts.length === 1 ? [command] : parts.flatMap((part) => callIn(part) ?? []);
  let before: string | undefined;
  return together(each, (call) => {
    before = call.when ?? before;
    const when = before === undefined ? {} : { when: before };
    // "edm 20:05, 20:11 no answer": neither had one.
    const isSilent = call.answer === undefined && !call.other && call.text === undefined;
    const isNone = isSilent && each[each.indexOf(call) + 1]?.answer === false;
    return withText(judgeOne({ ...call, ...when, ...(isNone && { answer: false }) }, item, here), call.text);
  });
}

function endsCall(words: string): boolean {
  const { answer, other } = readAnswer(words);
  return words === "" || answer !== undefined || other === true || /^(?:by\s|via\s|in person)/i.test(words);
}

function judgeOne(call: Call, item: CommentItem, here: JudgingSituation): JudgingResult {
  const { answer, busy, times = 1 } = call;
  // A call of which nobody says what came of it is no answer, and no try that had none.
  if (answer === undefined && !call.denied)
    return refuse("call-result", { text: call.who, other: call.other ? "yes" : "" });
  const answered = answer === true;
  return together(Array.from({ length: times }), () =>
    ofEach({ ...call, kind: "called" }, here, (who) =>
      atTime(call.when, item, here, (when) => ({ kind: "called", who, when, answered, busy })),
    ),
  );
}

/** Of several calls each keeps its own words. */
function withText(judged: JudgingResult, text: string | undefined): JudgingResult {
  if (text === undefined || judged === undefined || !("acts" in judged)) return judged;
  const [first, ...others] = judged.acts;
  return first === undefined ? judged : { ...judged, acts: [{ ...first, words: text }, ...others] };
}

function change(draft: Draft, act: ActOf<"called">, { at, by, cause }: ActSource): void {
  const { who, when, answered, busy } = act;
  draft.told.push({ who, at: when, saidAt: at, by, how: undefined, called: true, answered, busy, cause });
  const what = answered ? "called" : busy ? "busy" : "no-answer";
  draft.history.push({ at: when, saidAt: at, by, what, values: { who, how: "" } });
}
