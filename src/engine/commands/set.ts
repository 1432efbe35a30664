// `/set`: a person gives or corrects a fact; whoever opened the incident may always do so.
import type { FieldValues } from "../act.ts";
import { fact } from "../facts.ts";
import { setFields } from "../fold/set-fields.ts";
import { resettleSeverity } from "../fold/settle.ts";
import { isOutsider, may } from "../judge/gate.ts";
import { takesReason } from "../judge/label.ts";
import { answersWhy } from "../judge/not-planned.ts";
import { done, type JudgingResult, type JudgingSituation, refuse } from "../judge/situation.ts";
import { fieldOf, severityOf } from "../policy/names.ts";
import type { CommandLine, CommandOf } from "../text/command.ts";
import { loose } from "../text/said.ts";
import { spoken } from "../text/spoken.ts";
import { splitBecause } from "../text/words.ts";
import type { CommandDefinition } from "./definition.ts";

declare module "../text/command.ts" {
  interface Commands {
    /** `value` keeps a `because …` that is part of its sentence. */
    set: { readonly field: string; readonly value: string };
  }
}

declare module "../act.ts" {
  interface Acts {
    set: { readonly fields: FieldValues; readonly because?: string | undefined };
  }
}

/** `/set`. */
export const set: CommandDefinition<"set", "set"> = {
  name: "set",
  text: "paragraph",
  usage: "<field> <value>",
  meaning: "Gives or corrects a fact; a long value may follow on the next lines.",
  example: "users 5000",
  mayBesides: openerMay,
  read,
  judge: (command, item, here) =>
    withAnswer(withReason(judgeGiven(command, here), { command, login: item.by?.login ?? "", here }), {
      command,
      login: item.by?.login ?? "",
      here,
    }),
  acts: {
    set: (draft, act, source) => {
      setFields(draft, act.fields, source, act.because);
      resettleSeverity(draft, source);
    },
  },
};

/** Whoever opened an incident corrects its facts; of an outsider's report only those do who took it on. */
function openerMay(login: string, here: JudgingSituation): boolean | "unknown" {
  if (here.snapshot.issue.author?.login !== login) return false;
  const outside = isOutsider(login, here);
  return outside === "unknown" ? outside : !outside;
}

/** A choice or a time has no place for a reason: it is kept beside the value. */
function judgeGiven(
  { field: name, value, because }: CommandOf<"set">,
  here: JudgingSituation,
): JudgingResult {
  const { policy } = here.ruling;
  const field = because === undefined ? undefined : fieldOf(policy, name);
  const { text } = splitBecause(value);
  const isProblem = (words: string): boolean =>
    field !== undefined && fact(field, [words], policy, here.at).problem !== undefined;
  if (field === undefined || text === "" || !isProblem(value) || isProblem(text))
    return judgeFact(name, value, here);
  return done({ kind: "set", fields: { [field.id]: text }, because });
}

/** What comes of a fact that somebody gives, or takes back by an empty value. */
export function judgeFact(name: string, value: string, here: JudgingSituation): JudgingResult {
  const field = fieldOf(here.ruling.policy, name);
  if (field === undefined) {
    return refuse("field", { text: name, names: Object.keys(here.ruling.policy.fields).join(", ") });
  }
  const known = here.facts.get(field.id);
  const given = value === "" ? undefined : fact(field, [value], here.ruling.policy, here.at);
  // A first word on something is kept, however unclear; what can be read already is not lost for what can't.
  if (given?.problem !== undefined && known !== undefined && known.problem === undefined)
    return refuse("value", { text: value, field: field.title, why: given.problem });
  return done({ kind: "set", fields: { [field.id]: value } });
}

interface Given {
  readonly command: CommandOf<"set">;
  readonly login: string;
  readonly here: JudgingSituation;
}

/** The fact that says why an incident ended answers why it was closed as not planned, by somebody who may. */
function withAnswer(judged: JudgingResult, { command, login, here }: Given): JudgingResult {
  const field = fieldOf(here.ruling.policy, command.field)?.id ?? "";
  const isWhy = Object.hasOwn(here.ruling.policy.retro.exempt, field);
  if (!isWhy || judged === undefined || "needs" in judged || judged.verdict !== "done") return judged;
  const answer = answersWhy(`because ${command.value}`, login, here);
  if (answer === undefined || "needs" in answer) return answer ?? judged;
  return done(...judged.acts, ...answer.acts);
}

/** A lower severity that is given with its reason, by somebody with the right, is as by `/severity`. */
function withReason(judged: JudgingResult, { command, login, here }: Given): JudgingResult {
  const { policy } = here.ruling;
  const { value, because } = command;
  const to = severityOf(policy, value)?.key;
  const settles = fieldOf(policy, command.field)?.id === policy.severity.field;
  if (!settles || to === undefined || because === undefined || !takesReason(to, here)) return judged;
  const right = may(login, "severity", here);
  if (right === "unknown") return { needs: login };
  if (right === "no" || judged === undefined || "needs" in judged || judged.verdict !== "done") return judged;
  return done(...judged.acts, { kind: "severity", to, because, over: here.raising });
}

function read(line: CommandLine): CommandOf<"set"> | string {
  const given = fieldAndValue(line);
  if (given.field === "") return "It names no field.";
  const value = [given.value, line.rest].filter((part) => part !== "").join("\n");
  if (given.value !== "") return { kind: "set", field: given.field, value, ...spoken(line) };
  if (line.rest === "") return `It gives no value for ${given.field}.`;
  return { kind: "set", field: given.field, value: line.rest, ...spoken(line) };
}

function fieldAndValue({ whole, known }: CommandLine): { readonly field: string; readonly value: string } {
  const quoted = /^["“„«]([^"“”„«»]+)["”“»]\s*[:=]?\s*(.*)$/.exec(whole);
  if (quoted) return { field: (quoted[1] ?? "").trim(), value: unquoted(quoted[2] ?? "") };
  // Labels have several words: the longest known name with which the line begins is the field.
  const pieces = whole.slice(0, 200).split(/\s+/);
  // Of names that are spelled alike the first counts.
  const spelled = new Map(known.toReversed().map((name) => [loose(name), name]));
  for (let count = pieces.length; count > 0; count -= 1) {
    const name = spelled.get(loose(pieces.slice(0, count).join(" ")));
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
