// Readers of the commands about duties: confirmation, calls, escalation, flags, what is done, and clocks that rest.
import type { Asked } from "./command.ts";
import { type Reading, spoken, withReason } from "./spoken.ts";
import { findWhen, leadingWhen } from "./when.ts";
import { joined, wordsOf } from "./words.ts";

/** With the time at which it was confirmed, where the line begins with one; all else is the reason. */
export function readConfirm(asked: Asked): Reading {
  const time = leadingWhen(asked.args);
  // A length without "at" is none: what was confirmed was not confirmed ahead.
  if (time === undefined || /^(?:in\b|\+)/i.test(time.when))
    return { kind: "confirm", ...withReason(asked, asked.args) };
  return { kind: "confirm", when: time.when, ...withReason(asked, time.others) };
}

/** `/call wanted|started|ended [time] [text]`. */
export function readCall(asked: Asked): Reading {
  const [, word = "", others = ""] =
    /^(wanted|needed|started|begun|began|joined|ended|over|finished)(?![\w-])[,:]?\s*(.*)$/i.exec(
      asked.args,
    ) ?? [];
  if (word === "") return "It does not say whether the call is wanted, has started or is ended.";
  const what = /^(?:wanted|needed)$/i.test(word)
    ? "wanted"
    : /^(?:ended|over|finished)$/i.test(word)
      ? "ended"
      : "started";
  return { kind: "call", what, ...timed(others), ...spoken(asked) };
}

/** A time and words, in either order. */
function timed(args: string): { readonly when?: string; readonly text?: string } {
  const time = findWhen(args);
  const text = (time?.others ?? args).replace(/^[\s,;:–—-]+/, "").trim();
  return { ...(time ? { when: time.when } : {}), ...(text === "" ? {} : { text }) };
}

/** `/escalate [level] [because …]`. */
export function readEscalate(asked: Asked): Reading {
  const args = asked.args.replace(/^to\s+/i, "");
  if (args === "") return { kind: "escalate", ...spoken(asked) };
  if (asked.because !== undefined) return { kind: "escalate", level: args, ...spoken(asked) };
  const [first = "", ...others] = args.split(/\s+/);
  // The whole of it may be the reason, which only the levels of the policy tell.
  return { kind: "escalate", level: first, words: args, ...withReason(asked, others.join(" ")) };
}

/** `/flag` and `/unflag`. */
export function readFlag(asked: Asked): Reading {
  const [first] = wordsOf(asked.args);
  if (!first) return "It does not say which flag.";
  const others = joined(wordsOf(asked.args).slice(1));
  const given = { kind: asked.name === "unflag" ? "unflag" : "flag", flag: first.text } as const;
  return { ...given, ...withReason(asked, others) };
}

/** `/made-safe <flag> <statement>`. */
export function readMadeSafe(asked: Asked): Reading {
  const [, flag = "", others = ""] = /^"?([\w-]+)"?[,:]?\s*(.*)$/.exec(asked.whole) ?? [];
  if (flag === "") return "It does not say which flag.";
  const statement = [others, asked.rest].filter((part) => part !== "").join("\n");
  if (statement === "") return "It does not say how the risk was made safe.";
  return { kind: "made-safe", flag, statement, ...spoken(asked) };
}

/** `/done <clock> [time] [text]`. */
export function readDone(asked: Asked): Reading {
  const [, clock = "", others = ""] = /^"?([\w-]+)"?[,:]?\s*(.*)$/.exec(asked.whole) ?? [];
  if (clock === "") return "It does not say what is done.";
  return { kind: "done", clock, ...timed(others), ...spoken(asked) };
}

/** `/pause` and `/resume`. */
export function readRest(asked: Asked): Reading {
  const kind = asked.name === "resume" ? "resume" : "pause";
  const [, clock, others = ""] = /^"?([\w-]+)"?[,:]?\s*(.*)$/.exec(asked.args) ?? [];
  const said = withReason(asked, others);
  if (kind === "pause" && said.because === undefined) return "It does not say why the clock is to rest.";
  return { kind, ...(clock === undefined ? {} : { clock }), ...said };
}
