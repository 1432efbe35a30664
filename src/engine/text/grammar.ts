// What stands after the name of each command: one reader for each, from the words of its line to the command.
import type { Asked } from "./command.ts";
import type { CommandName } from "./command-list.ts";
import { readAnswer, readContact } from "./contact.ts";
import {
  readCall,
  readConfirm,
  readDone,
  readEscalate,
  readFlag,
  readMadeSafe,
  readRest,
} from "./grammar-duty.ts";
import { readHolders } from "./holders.ts";
import { loose, readFields, readUpdate } from "./said.ts";
import { fullText, type Reading, spoken, withReason } from "./spoken.ts";
import { leadingSpan, leadingWhen } from "./when.ts";
import { joined, wordsOf } from "./words.ts";

/** The reader of each command. */
export const readers: Readonly<Record<CommandName, (asked: Asked) => Reading>> = {
  update: readUpdateCommand,
  severity: readSeverity,
  status: readStatus,
  confirm: readConfirm,
  resolve: readResolve,
  "next-update": readNextUpdate,
  role: readRole,
  set: readSet,
  unset: readUnset,
  told: readTold,
  called: readCalled,
  call: readCall,
  ack: (asked) => ({ kind: "ack", text: fullText(asked), ...spoken(asked) }),
  escalate: readEscalate,
  flag: readFlag,
  unflag: readFlag,
  "made-safe": readMadeSafe,
  done: readDone,
  pause: readRest,
  resume: readRest,
  review: readReview,
  quiet: readQuiet,
  adopt: (asked) => ({ kind: "adopt", ...withReason(asked, asked.args) }),
  accept: (asked) => ({ kind: "accept", ...withReason(asked, asked.args) }),
  "not-an-incident": (asked) => ({ kind: "not-an-incident", ...withReason(asked, asked.args) }),
  drill: readDrill,
  help: (asked) => ({ kind: "help", ...spoken(asked) }),
};

function readUpdateCommand(asked: Asked): Reading {
  const text = fullText(asked);
  const { next, nothingNew, fields } = readUpdate(text, asked.known);
  return {
    kind: "update",
    text,
    ...(next === undefined ? {} : { next }),
    nothingNew,
    fields,
    ...spoken(asked),
  };
}

function readResolve(asked: Asked): Reading {
  const text = fullText(asked);
  return { kind: "resolve", text, fields: readFields(text, asked.known), ...spoken(asked) };
}

function readSeverity(asked: Asked): Reading {
  const words = wordsOf(asked.args);
  const [first, second] = words;
  if (!first) return "It does not say which severity.";
  // With a "because" all before it is the severity; without one, what follows its word is the reason.
  if (asked.because !== undefined) return { kind: "severity", severity: joined(words), ...spoken(asked) };
  const isParted = !first.quoted && /^[a-z]+$/i.test(first.text) && /^\d{1,2}$/.test(second?.text ?? "");
  const severity = isParted ? `${first.text} ${second?.text}` : first.text;
  const reason = joined(words.slice(isParted ? 2 : 1));
  return { kind: "severity", severity, ...withReason(asked, reason) };
}

function readStatus(asked: Asked): Reading {
  const status = joined(wordsOf(asked.args));
  return status === "" ? "It does not say which status." : { kind: "status", status, ...spoken(asked) };
}

function readNextUpdate(asked: Asked): Reading {
  const missing = "It does not say when: a time such as 04:30, or a duration such as in 30m.";
  if (asked.args === "") return missing;
  const bare = leadingWhen(asked.args);
  if (bare) return { kind: "next-update", when: bare.when, ...withReason(asked, bare.others) };
  const [, clock = "", others = ""] = /^"?([\w-]+)"?[,:]?\s+(.*)$/.exec(asked.args) ?? [];
  const named = leadingWhen(others);
  if (!named) return missing;
  return { kind: "next-update", clock, when: named.when, ...withReason(asked, named.others) };
}

function readRole(asked: Asked): Reading {
  const given = readHolders(asked.args);
  return typeof given === "string" ? given : { kind: "role", ...given, ...spoken(asked) };
}

function readSet(asked: Asked): Reading {
  const given = fieldAndValue(asked);
  if (given.field === "") return "It names no field.";
  if (given.value !== "") return { kind: "set", ...given, ...spoken(asked) };
  if (asked.rest === "") return `It gives no value for ${given.field}.`;
  return { kind: "set", field: given.field, value: asked.rest, ...spoken(asked) };
}

function fieldAndValue({ whole, known }: Asked): { readonly field: string; readonly value: string } {
  const quoted = /^["“„«]([^"“”„«»]+)["”“»]\s*[:=]?\s*(.*)$/.exec(whole);
  if (quoted) return { field: (quoted[1] ?? "").trim(), value: unquoted(quoted[2] ?? "") };
  // Labels have several words: the longest known name with which the line begins is the field.
  const pieces = whole.slice(0, 200).split(/\s+/);
  for (let count = pieces.length; count > 0; count -= 1) {
    const name = known.find((field) => loose(field) === loose(pieces.slice(0, count).join(" ")));
    if (name === undefined) continue;
    const [, value = ""] = new RegExp(`^(?:\\S+\\s+){${count - 1}}\\S+\\s*[:=]?\\s*(.*)$`).exec(whole) ?? [];
    return { field: name, value: unquoted(value) };
  }
  const [, field = "", value = ""] = /^(\S+)\s*(?:[:=]\s+)?(.*)$/.exec(whole) ?? [];
  return { field: field.replace(/[:=]$/, ""), value: unquoted(value) };
}

/** Quotes hold names together elsewhere, so people set them round values, too. */
function unquoted(value: string): string {
  return value.trim().replace(/^(?:"([^"]*)"|“([^“”]*)”)$/, "$1$2");
}

function readUnset(asked: Asked): Reading {
  const field = joined(wordsOf(asked.args)).replace(/:$/, "");
  return field === "" ? "It names no field." : { kind: "unset", field, ...spoken(asked) };
}

function readTold(asked: Asked): Reading {
  const contact = readContact(asked.args);
  if (!contact) return "It does not say who was told.";
  const { others, ...told } = contact;
  return { kind: "told", ...told, ...(others === undefined ? {} : { reference: others }), ...spoken(asked) };
}

function readCalled(asked: Asked): Reading {
  const contact = readContact(asked.args);
  if (!contact) return "It does not say who was called.";
  const { others = "", ...called } = contact;
  const { text, answer, busy } = readAnswer(others);
  return {
    kind: "called",
    ...called,
    ...(answer === undefined ? {} : { answer }),
    ...(busy ? { busy } : {}),
    ...(text === "" ? {} : { text }),
    ...spoken(asked),
  };
}

function readReview(asked: Asked): Reading {
  const [, no, others = ""] = /^(no|none|yes)(?![\w-])[,:]?\s*(.*)$/i.exec(asked.args) ?? [];
  if (no === undefined || /^yes$/i.test(no)) {
    return { kind: "review", wanted: true, ...withReason(asked, no === undefined ? asked.args : others) };
  }
  const reasoned = withReason(asked, others === "" ? asked.rest : others);
  if (reasoned.because === undefined) return "It does not say why there is to be no review.";
  return { kind: "review", wanted: false, ...reasoned };
}

function readQuiet(asked: Asked): Reading {
  const off = /^off(?![\w-])\s*(.*)$/i.exec(asked.args);
  if (off) return { kind: "quiet", off: true, ...withReason(asked, off[1] ?? "") };
  const span = leadingSpan(asked.args);
  if (!span) return "It does not say for how long, such as 60m.";
  return { kind: "quiet", off: false, for: span.when, ...withReason(asked, span.others) };
}

function readDrill(asked: Asked): Reading {
  if (asked.args === "") return { kind: "drill", real: false, ...spoken(asked) };
  if (/^real[.!]?$/i.test(asked.args)) return { kind: "drill", real: true, ...spoken(asked) };
  return "After /drill only the word “real” may stand.";
}
