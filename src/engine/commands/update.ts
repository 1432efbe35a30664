// `/update`: somebody says how things stand, may give facts, and when the next update comes.
import type { ActOf, FieldValues } from "../act.ts";
import { move, restartable } from "../clock-change.ts";
import { askForTime, type UnclearTime } from "../fold/ask-for-time.ts";
import type { Draft } from "../fold/draft.ts";
import { setFields } from "../fold/set-fields.ts";
import { agree, clockContext, resettleSeverity, setClocks } from "../fold/settle.ts";
import type { ActSource } from "../fold/status.ts";
import type { Instant } from "../instant.ts";
import { noted } from "../judge/entries.ts";
import { knownFields, promised, wantsWords } from "../judge/meant.ts";
import { done, type JudgingResult, type JudgingSituation, refuse } from "../judge/situation.ts";
import type { CommentItem } from "../snapshot/timeline.ts";
import type { CommandLine, CommandOf } from "../text/command.ts";
import { isNoUpdate } from "../text/own-words.ts";
import { updateIn } from "../text/said.ts";
import { fullText, spoken } from "../text/spoken.ts";
import type { CommandDefinition } from "./definition.ts";

declare module "../text/command.ts" {
  interface Commands {
    /** `fields` are the facts given as `field: value` lines, keyed by the known names. */
    update: {
      readonly text: string;
      readonly next?: string;
      readonly nothingNew: boolean;
      readonly onlyFields?: true;
      readonly fields: Readonly<Record<string, string>>;
    };
  }
}

declare module "../act.ts" {
  interface Acts {
    update: {
      readonly nothingNew: boolean;
      readonly next?: Instant | undefined;
      /** A time that was promised for the next and was not taken, with why. */
      readonly unclear?: UnclearTime;
      readonly fields?: FieldValues;
      /** Nothing but lines that give facts. */
      readonly onlyFields?: true | undefined;
      /** All that it says stands in the timeline already: as entries, or with the status that it sets. */
      readonly noted?: true | undefined;
      /** It is what an edit of an earlier one says besides, and none of its own. */
      readonly added?: true;
    };
  }
}

/** `/update`; the same act is made by words without a command and by a tick. */
export const update: CommandDefinition<"update", "update"> = {
  name: "update",
  text: "prose",
  usage: "[text]",
  meaning:
    "Says how things stand; “next 04:20” in it sets the next update, and lines “field: value” give facts.",
  example: "Restore is running, next 04:20",
  read,
  judge,
  acts: { update: { change, afterwards: moveCadence } },
};

function read(line: CommandLine): CommandOf<"update"> {
  const text = fullText(line);
  const { next, nothingNew, fields, onlyFields } = updateIn(text, line.known);
  return {
    kind: "update",
    text,
    ...(next === undefined ? {} : { next }),
    nothingNew,
    fields,
    ...(onlyFields ? { onlyFields } : {}),
    ...spoken(line),
  };
}

function judge(
  { next, nothingNew, onlyFields, text, ...command }: CommandOf<"update">,
  item: CommentItem,
  here: JudgingSituation,
): JudgingResult {
  if (wantsWords(here) && isNoUpdate(text)) return refuse("no-update");
  const fields = knownFields(command.fields, here);
  const { acts, others } = noted(text, item.at, here);
  const update = {
    kind: "update",
    nothingNew,
    ...promised(next, text, here),
    fields,
    onlyFields,
  } as const;
  return done({ ...update, ...(acts.length > 0 && others === "" && { noted: true }) }, ...acts);
}

function change(draft: Draft, act: ActOf<"update">, source: ActSource): void {
  if (!act.added) askForRest(draft, act, source);
  setFields(draft, act.fields, source);
  resettleSeverity(draft, source);
  if (act.added) return;
  draft.lastUpdate = source;
  if (act.noted) return;
  draft.history.push({
    at: source.at,
    by: source.by,
    what: act.nothingNew ? "nothing-new" : "update",
    values: { item: source.cause, ...(act.onlyFields && { facts: "only" }) },
  });
}

/**
 * Each update is to say what the policy requires with updates (HB-2). Lines alone that fill in what the last one left out belong to
 * that one; that there is nothing new says it of all.
 */
function askForRest(draft: Draft, act: ActOf<"update">, source: ActSource): void {
  const given = Object.keys(act.fields ?? {});
  if (act.onlyFields && given.every((id) => draft.leftOut?.fields.includes(id))) return;
  const required = Object.values(draft.ruling.policy.fields).filter((field) =>
    field.required.includes("update"),
  );
  const fields = act.nothingNew ? [] : required.map(({ id }) => id).filter((id) => !given.includes(id));
  draft.leftOut = fields.length === 0 ? undefined : { at: source.at, cause: source.cause, fields };
}

/** The time that an update gives for the next moves the clock that the update restarted. */
function moveCadence(draft: Draft, act: ActOf<"update">, source: ActSource): void {
  const rule = draft.ruling.policy.clocks.find(restartable);
  if (rule === undefined) return;
  if (!act.added || act.next !== undefined || act.unclear)
    askForTime(draft, draft.clocks.get(rule.name)?.running ? act.unclear : undefined, source);
  // A line that gives the agreed time was taken in before the update started the clock anew.
  if (rule.agreed !== undefined && act.fields?.[rule.agreed]) agree(draft, rule.name, source);
  if (act.next === undefined) return;
  setClocks(draft, move(draft.clocks, rule.name, { ...source, dueAt: act.next }, clockContext(draft)));
  if (!act.added) return;
  const values = { clock: rule.name, dueAt: String(act.next), because: "" };
  draft.history.push({ at: source.at, by: source.by, what: "next", values });
}
