// Who is to do something and when, in one line and in any order: "@ana 12 May 14:00", "on Friday me".
import { longestLine, mostAssignees } from "./bounds.ts";
import { endOf, here, squeeze } from "./time-at.ts";
import { capturingNothing, datesOf } from "./time-words.ts";
import { leadingWhen } from "./when.ts";
import { loginOf } from "./words.ts";

/** What a line plans. `me` stands for whoever writes it; `isDay`: the time is a day without a time of day. */
export interface PlanWords {
  readonly who: readonly string[];
  readonly when?: string;
  readonly isDay?: true;
  /** What stands behind it. */
  readonly others: string;
}

const days = [...datesOf.named, datesOf.figures, ...datesOf.near].map(capturingNothing);
const day = here(String.raw`(?:on\s+|at\s+|by\s+|the\s+)*(?:${days.join("|")})(?=[.,;]?(?:\s|$))[.,;]?`);
const person = /^(?:(?:by|for|with|to|and|is)\s+)?(@[\w/-]+|me(?![\w'’-]))[.,;:]?(?=\s|$)/i;
const timeAhead = /^(?:(?:on|at|by)\s+\S|\d)/i;

/** Reads it; a string is the sentence on what is wrong. What begins with neither a person nor a time is all in `others`. */
export function readPlan(text: string): PlanWords | string {
  const who: string[] = [];
  let time: Pick<PlanWords, "when" | "isDay"> = {};
  let rest = squeeze(text.slice(0, longestLine));
  for (let step = 0; step <= mostAssignees; step += 1) {
    rest = rest.replace(/^[\s,;:–—-]+/, "");
    const [named, name = ""] = person.exec(rest) ?? [];
    if (named !== undefined) {
      const login = /^me$/i.test(name) ? "me" : loginOf(name);
      if (login === undefined) return `${name} is not one person.`;
      who.push(login);
      rest = rest.slice(named.length);
      continue;
    }
    const found = time.when === undefined ? leadingTime(rest) : undefined;
    if (found === undefined) break;
    time = { when: found.when, ...(found.isDay && { isDay: true }) };
    rest = found.others;
  }
  if (who.length > mostAssignees) return `It names more than ${mostAssignees} people.`;
  if (time.when === undefined && timeAhead.test(rest))
    return "It does not say when so that it can be read: a day such as 12 May, or one with its time such as 12 May 14:00.";
  return { who: [...new Set(who)], ...time, others: rest };
}

function leadingTime(text: string): { when: string; others: string; isDay?: true } | undefined {
  const timed = leadingWhen(text);
  if (timed !== undefined) return timed;
  const to = endOf(day, text, 0);
  if (to === undefined) return undefined;
  const when = text
    .slice(0, to)
    .replace(/^(?:(?:on|at|by|the)\s+)+/i, "")
    .replace(/[.,;]$/, "");
  return { when, others: text.slice(to), isDay: true };
}
