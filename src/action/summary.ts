// The job summary of a run of the Action: what was looked at, what was done and why, in Markdown that notifies nobody.
import { formatDuration } from "../engine/duration.ts";
import type { Effect } from "../engine/effect.ts";
import { type Duration, isoSeconds, MINUTE, SECOND } from "../engine/instant.ts";
import type { Problem } from "../engine/policy/model.ts";
import { code, inline } from "../engine/text/safe.ts";
import type { Values } from "../engine/wanted.ts";
import { wordsOrWhy } from "../run/words.ts";
import type { EffectReport, KeyReport, RunReport } from "./report.ts";

/** Turns a template and its values into Markdown, as the writer does. */
export type Render = (template: string, values: Values) => string;

interface Around {
  readonly render: Render;
  /** `owner/name` of the run: what concerns other repositories is told without its words, since others may read this. */
  readonly repository: string;
  /** What started the run. */
  readonly event: string;
}

/** GitHub refuses summaries of more than a mebibyte for a step; bytes are counted for the worst of characters. */
const longest = 250_000;
/** Scheduled runs are always a little late; less than this is not worth a word. */
const onTime: Duration = MINUTE;

/** The whole summary, with a line break at its end. */
export function renderSummary(report: RunReport, around: Around): string {
  const parts = [
    `## Tocsin on \`${code(around.event)}\``,
    overview(report),
    ...failures(report),
    ...problems(report.problems, "the policy", "The last version without problems stays in force."),
    ...problems(
      report.words,
      "the repository's own words",
      "Tocsin's own stand in their place; a notice to the public waits for somebody.",
    ),
    ...report.looked.map((looked) => incident(looked, around)),
  ];
  const whole = `${parts.join("\n\n")}\n`;
  if (whole.length <= longest) return whole;
  const cut = whole.slice(0, whole.lastIndexOf("\n### ", longest));
  return `${cut}\n\nThe rest is left out: a summary may not be longer.\n`;
}

function overview({ looked, swept }: RunReport): string {
  const of = (kind: EffectReport["kind"]): number =>
    looked.flatMap(({ deeds }) => deeds).filter((deed) => deed.kind === kind).length;
  const read = swept === undefined ? "" : `${count(swept.heads, "incident")} found by the sweep, `;
  const watched = of("watched");
  const instead =
    watched === 0 ? "" : ` ${count(watched, "change")} would have been made: the policy has \`mode: watch\`.`;
  return `${read}${looked.length} looked at whole, ${count(of("done"), "change")} made.${instead}`;
}

function failures({ failures: all }: RunReport): readonly string[] {
  if (all.length === 0) return [];
  return [`### Could not be done\n\n${all.map((failure) => `- ${inline(failure, 500)}`).join("\n")}`];
}

function problems(all: readonly Problem[], where: string, so: string): readonly string[] {
  if (all.length === 0) return [];
  const lines = all.map(
    ({ file, line, column, message }) => `- \`${code(file)}:${line}:${column}\` ${inline(message, 500)}`,
  );
  const title = `### ${count(all.length, "problem")} in ${where}`;
  return [`${title}\n\n${so}\n\n${lines.join("\n")}`];
}

function incident({ key, title, deeds, wakeAt, failure }: KeyReport, around: Around): string {
  const number = key.slice(key.indexOf("#"));
  const said = title === undefined ? "" : ` ${inline(title, 120)}`;
  const next =
    wakeAt === undefined ? "nothing becomes due by itself" : `the next thing is due at ${isoSeconds(wakeAt)}`;
  const state = failure === undefined ? next : "the last pass did not come to its end";
  const lines = deeds.map((deed) => `- ${line(deed, around)}`);
  return [
    `### ${number}${said}`,
    ...(lines.length === 0 ? ["Nothing to do."] : [lines.join("\n")]),
    `_Afterwards ${state}._`,
  ].join("\n\n");
}

function line({ effect, kind, late, message }: EffectReport, around: Around): string {
  const foreign = isForeign(effect, around);
  const parts = [
    `${heads[kind]}**${what(effect, foreign)}**`,
    ...(late === undefined || late < onTime ? [] : [`${lengthOf(late)} late`]),
    ...(foreign ? [] : [inline(effect.because, 300)]),
    ...(message === undefined ? [] : [inline(message, 300)]),
  ];
  const rule = effect.rule === undefined ? "" : ` (rule \`${code(effect.rule)}\`)`;
  return `${parts.join(" · ")}${rule}${kind === "watched" && !foreign ? words(effect, around) : ""}`;
}

const heads: Readonly<Record<EffectReport["kind"], string>> = {
  done: "",
  failed: "Not done: ",
  waiting: "Left to the next run: ",
  watched: "Would have been: ",
};

/** An issue elsewhere may be private where this summary is not. */
function isForeign(effect: Effect, { repository }: Around): boolean {
  return effect.kind === "create-issue" && effect.repository.toLowerCase() !== repository.toLowerCase();
}

function what(effect: Effect, foreign: boolean): string {
  switch (effect.kind) {
    case "add-label":
      return `label ${inline(effect.label)} put on`;
    case "remove-label":
      return `label ${inline(effect.label)} taken off`;
    case "create-label":
      return `label ${inline(effect.name)} made`;
    case "create-issue":
      return foreign ? "issue opened in another repository" : `issue opened: ${inline(effect.title, 120)}`;
    case "commit":
      return `file committed: ${inline(effect.path, 200)}`;
    default:
      return phrases[effect.kind];
  }
}

type Plain = Exclude<
  Effect["kind"],
  "add-label" | "remove-label" | "create-label" | "create-issue" | "commit"
>;

const phrases: Readonly<Record<Plain, string>> = {
  card: "card written",
  comment: "comment written",
  "edit-comment": "comment edited",
  "delete-comment": "comment deleted",
  minimize: "comment minimised",
  assign: "issue given to somebody",
  react: "command answered by a reaction",
  "edit-lines": "lines of a review ticked or linked",
  "edit-body": "list of an issue of Tocsin's brought up to date",
  pin: "issue pinned",
  close: "issue closed",
  link: "issue hung under its incident",
  block: "review marked as blocked by an action",
  "set-field": "day of an action shown in its field",
  unblock: "review marked as blocked by an action no longer",
  send: "message handed to a channel",
  document: "document written to its pull request",
};

/** What would have been said, folded, in a fence that nothing in it can close. */
function words(effect: Effect, { render }: Around): string {
  if (!("template" in effect)) return "";
  const text = wordsOrWhy(effect, render).trim();
  const runs = text.match(/`{3,}/g) ?? [];
  const fence = "`".repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  const block = `${fence}markdown\n${text}\n${fence}`.replace(/^/gm, "  ");
  return `\n\n  <details><summary>What it would have said</summary>\n\n${block}\n\n  </details>\n`;
}

const lengthOf = (late: Duration): string =>
  formatDuration(late >= 10 * MINUTE ? late - (late % MINUTE) : late - (late % SECOND));

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
