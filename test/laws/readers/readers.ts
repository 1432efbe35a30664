// Every reader of what people write, as a function of one text, with what leads into it.

import { unknownFields } from "../../../src/channels/notify/fields.ts";
import { blocksOf, textOf } from "../../../src/channels/slack/words.ts";
import { cardOf } from "../../../src/channels/teams/card.ts";
import { withoutMarks } from "../../../src/channels/wording.ts";
import { tickedActions, tickedBoxes } from "../../../src/engine/card-boxes.ts";
import { commandNames } from "../../../src/engine/commands/index.ts";
import { commandsIn, parseCommand } from "../../../src/engine/commands/parse.ts";
import { parseDuration } from "../../../src/engine/duration.ts";
import { nextEntryChange, whoByEntries } from "../../../src/engine/duty/entries.ts";
import { choicesIn, fact, factsOf } from "../../../src/engine/facts.ts";
import { edited } from "../../../src/engine/files/edit.ts";
import { bestForm, leadingToken, parseBody, parseForm } from "../../../src/engine/form.ts";
import { readCalendar } from "../../../src/engine/ical/read.ts";
import { words as slugOf } from "../../../src/engine/identity.ts";
import { parseMoment } from "../../../src/engine/moment.ts";
import type { Field } from "../../../src/engine/policy/model.ts";
import { fieldNames, leadingStatus, severityOf, statusOf, teamOf } from "../../../src/engine/policy/names.ts";
import { NO_DUTY, STILL_DUTY } from "../../../src/engine/policy/rota/no-duty.ts";
import { compared, readInput } from "../../../src/engine/policy/severity/input.ts";
import { loadPolicy } from "../../../src/engine/policy.ts";
import { readProblem, releaseDay } from "../../../src/engine/problems/body.ts";
import { wordsIn } from "../../../src/engine/problems/likeness.ts";
import { saidMoment } from "../../../src/engine/said-moment.ts";
import { parseSpan } from "../../../src/engine/span.ts";
import { parseActions, withTickAndLink } from "../../../src/engine/text/action-line.ts";
import { readAction } from "../../../src/engine/text/action-words.ts";
import { readAnswer, readContact } from "../../../src/engine/text/contact.ts";
import { cellOf } from "../../../src/engine/text/csv.ts";
import { readEntries, readEntry } from "../../../src/engine/text/entries.ts";
import { saysFalseAlarm } from "../../../src/engine/text/false-alarm.ts";
import { hash } from "../../../src/engine/text/hash.ts";
import { readHolders } from "../../../src/engine/text/holders.ts";
import { cutComments, readLines } from "../../../src/engine/text/lines.ts";
import { readMarkers, stripMarkers } from "../../../src/engine/text/marker.ts";
import { nextWhen } from "../../../src/engine/text/next-when.ts";
import { readPlan } from "../../../src/engine/text/plan.ts";
import { readReference } from "../../../src/engine/text/reference.ts";
import { block, inline, mention, plainName } from "../../../src/engine/text/safe.ts";
import { excerptOf, loose, readFields, readUpdate } from "../../../src/engine/text/said.ts";
import { sectionsOf } from "../../../src/engine/text/sections.ts";
import { besideReason, leadingName, timed } from "../../../src/engine/text/spoken.ts";
import { readBoxes } from "../../../src/engine/text/ticks.ts";
import { hasWords, visible } from "../../../src/engine/text/visible.ts";
import {
  findWhen,
  leadingPast,
  leadingSpan,
  leadingVague,
  leadingWhen,
  onlyWhen,
} from "../../../src/engine/text/when.ts";
import { splitBecause, wordsOf } from "../../../src/engine/text/words.ts";
import { zoneOf } from "../../../src/engine/zone.ts";
import { decodeLedger } from "../../../src/github/ledger.ts";
import { withLines } from "../../../src/github/lines.ts";
import { createProof } from "../../../src/github/proof.ts";
import { loadScenario } from "../../../src/rehearse/load.ts";
import { presets } from "../../../src/shipped/presets.ts";
import { escaped, oneLine } from "../../../src/site/escape.ts";
import { htmlOf, textOf as plainTextOf } from "../../../src/site/markdown.ts";
import { comment, fieldOf, form, headings, now, policy, report, review, ruling, zone } from "./places.ts";

/** A reader by its name; `begins` are texts after which it reads on in another way. */
export interface Reader {
  readonly name: string;
  readonly begins: readonly string[];
  /** It reads a whole file or makes a whole pass, which takes its time for the shortest text. */
  readonly whole: boolean;
  readonly read: (text: string) => unknown;
}

const known = fieldNames(policy);
const inputs = Object.values(policy.severity.methods).flatMap((method) => Object.values(method.inputs));
const types = ["number", "url", "yes-no", "choices", "time", "service", "text", "severity"] as const;

function reader(name: string, read: Reader["read"], ...begins: readonly string[]): Reader {
  return { name, read, begins: ["", ...begins], whole: false };
}

const about = {
  ...{ incident: "I_1", slug: "incident-1", ref: "acme/incidents#1", title: "a", severity: "" },
  ...{ resolved: false, url: "https://github.com/acme/incidents/issues/1" },
};

/** A letter's words, as channels put them into the shapes of their providers. */
const letters: readonly Reader[] = [
  reader("a post in Slack", (text) => blocksOf({ subject: text, text, about }), "[a](https://", "**", "["),
  reader("a post's first sentence", (text) => textOf({ subject: "a", text }), "a. b", "[", "> > "),
  reader("a text without marks", withoutMarks, "[a](", "**", "# "),
  reader("a template of Notify", unknownFields, "((", "((a??"),
  reader("a card in Teams", (text) =>
    cardOf({ ...{ id: "a", attempt: 1, purpose: "notice", to: [] }, subject: text, text, about }),
  ),
];

/** What stands on the status page. */
const page: readonly Reader[] = [
  reader("a notice on a page", htmlOf, "- a\n", "1. ", "[a](https://", "https://a.b/", "a\n\n"),
  reader("a notice as plain text", plainTextOf, "- a\n", "[", "<https://"),
  reader("words on a page", escaped, "&"),
  reader("a title on a page", (text) => oneLine(text, 120), " "),
];

/** Forms, and the facts that their answers become. */
const forms: readonly Reader[] = [
  reader(
    "form's body",
    (text) => parseBody(form, text),
    ...headings,
    `${headings.join("").repeat(22)}\n`,
    "### Logs\n\n```shell\n",
  ),
  reader("form of a body", (text) => bestForm([form, form], text), "### What\n\n"),
  reader(
    "facts of a body",
    (text) => factsOf(text, ruling, now).facts,
    "### Severity level (ours)\n\nSEV1\n\n",
    "### Summary\n\n",
    "### System\n\n",
  ),
  ...types.map((type: Field["type"]) =>
    reader(
      `${type} of a form`,
      (text) => fact(fieldOf(type), [text], policy, now),
      "1",
      "https://",
      "at 04:05 ",
      "shop, ",
    ),
  ),
  reader("code of an option", leadingToken, "SEV 1 ", "a"),
  reader("option of a severity", (text) => inputs.map((input) => readInput(input, text)), "about 1"),
  reader("option as it is compared", compared, "1"),
  reader(
    "name of a severity",
    (text) => [severityOf(policy, text), statusOf(policy, text), teamOf(policy, text)],
    "sev",
  ),
];

/** Comments: what of them is somebody's own words, and what those say. */
const comments: readonly Reader[] = [
  reader("lines", readLines, "```\n", "<!-- ", "- "),
  reader("HTML comments of a line", (text) => [cutComments(text, true), cutComments(text, false)], "`"),
  reader("visible words", visible, "```\n", "On 1 wrote:\n\n", "On 1 <!--", "-- \n"),
  reader("whether words say something", hasWords, "!["),
  reader("whether a reason says that it was a false alarm", saysFalseAlarm, "not a "),
  reader("boxes", readBoxes, "- [ ] "),
  reader("ticked boxes of a card", tickedBoxes, "- [x] a <!-- tocsin:box back -->\n", "- [x] "),
  reader(
    "ticked boxes of a list of actions",
    tickedActions,
    "- [x] a <!-- tocsin:box verified I_1 -->\n",
    "- [x] ",
  ),
  reader(
    "command",
    (text) => parseCommand(text, known),
    ...commandNames.map((name) => `/${name} `),
    "/set users ",
    "/update\n",
  ),
  reader(
    "name of a command",
    (text) => commandsIn(text, { known, names: ["tocsin"], policy }),
    "/",
    "<!-- -->/",
    "a\n- **/",
    "@tocsin ",
  ),
  reader("update", (text) => readUpdate(text, known), "next ", "nothing new "),
  reader("excerpt", excerptOf, "# "),
  reader(
    "entries",
    (text) => readEntries(text, known),
    "alert ",
    "- **comms** ",
    "action 04:05 ",
    "decision: ",
    "alert about ",
  ),
  reader("line of an entry", readEntry, "alert ", "04:05 "),
  reader("what is said beside a reason", besideReason, "a because "),
  reader("status and words", (text) => leadingStatus(policy, text), "mitigated ", ":a: "),
  reader("fields", (text) => readFields(text, known), "users: "),
  reader("name of a field", loose),
  reader("choices", (text) => choicesIn(text, ["a", "a and a", "ab"]), "a, ", "a and "),
  reader("mark of a comment", hash),
];

/** What stands in the line of a command. */
const lines: readonly Reader[] = [
  reader("moment", (text) => parseMoment(text, { zone, now }), "in ", "+", "at 04:05 ", "1 may "),
  reader(
    "time that was said",
    (text) => saidMoment(text, { zone, said: now, side: "past" }),
    "04:05",
    "half ",
  ),
  reader("duration", parseDuration, "1d "),
  reader("span", parseSpan, "1 "),
  reader("zone", zoneOf, "utc", "Europe/"),
  reader("time at the beginning", leadingWhen, "in ", "1"),
  reader("length at the beginning", leadingSpan, "for ", "1d "),
  reader("time and nothing else", onlyWhen, "in ", "at ", "about 04:05:", "1"),
  reader("time that was", (text) => leadingPast(text, "promise"), "at ", "about 04:05:", "(1d "),
  reader("time that no instant tells", (text) => leadingVague(text), "at ", "a few "),
  reader("time anywhere", findWhen, "a ", "about ", "04:05 in "),
  reader("time of the next update", nextWhen, "next ", "next update in ", "update ", "we will update "),
  reader("time and words", timed, "04:05 "),
  reader("name at the beginning", leadingName, '"'),
  reader("words", wordsOf, '"'),
  reader("reason", splitBecause, "a because "),
  reader("contact", readContact, "bridge ", '"a" '),
  reader("answer to a call", readAnswer, "busy "),
  reader("holders of a role", readHolders, "lead "),
  reader("who runs a review and when", readPlan, "@a ", "on 1 May ", "@a, @b "),
  reader(
    "reference of a problem",
    (text) => readReference(text, { home: "acme/incidents", server: "https://github.com" }),
    "#1",
    "problem ",
    "https://github.com/acme/incidents/issues/1",
  ),
];

const problemHeadings = {
  ...{ service: ["service"], component: ["component"] },
  ...{ workaround: ["workaround"], release: ["agreed release"] },
};
const proof = createProof({ secret: "of this law" });
const seat = { ref: "acme/incidents#7", id: "I_1", createdAt: now };
const unsealing = { proof, seat, editorIsOurs: true };

/** Reviews, markers, and words that are made harmless. */
const others: readonly Reader[] = [
  reader(
    "action lines",
    (text) => parseActions(text, "Actions"),
    "## Actions\n\n",
    "## Actions\n\n- [ ] ",
    "## Actions\n\n- [ ] a\n",
    "## Actions\n\n| Action | Who | Due |\n|---|---|---|\n| ",
  ),
  reader("parts under headings", sectionsOf, "# a\n", "## a\n\n- [ ] "),
  reader(
    "text of a problem",
    (text) => readProblem(text, problemHeadings),
    "### Service\n\n",
    "### Workaround\n\na\n",
    "workaround: ",
    "### Agreed release\n\n",
  ),
  reader(
    "agreed release",
    (text) => releaseDay(text, { writtenAt: now, zone: "Europe/London" }),
    "1 ",
    "2025-",
    "in ",
  ),
  reader("words that are compared", (text) => wordsIn(text, [text.slice(0, 80)]), "letters "),
  reader("words of an action", readAction, "a ([", "~~", "a due: "),
  reader(
    "action line with its issue",
    (text) => withTickAndLink(text, { ticked: true, link: "a/b#1" }),
    "- [ ] ",
  ),
  reader("row of a table with its issue", (text) =>
    withTickAndLink(text, { ticked: true, link: "a/b#1", cell: 0 }),
  ),
  reader("lines put back", (text) => withLines(text, [{ raw: text.slice(0, 80), to: "a" }])),
  reader("markers", readMarkers, "<!-- tocsin:of "),
  reader("text without markers", stripMarkers, "<!-- tocsin:of "),
  reader("harmless line", (text) => [inline(text), inline(text, 80)]),
  reader("harmless block", (text) => [block(text), block(text, 80)]),
  reader("harmless name", (text) => [mention(text), plainName(text)], "@"),
  reader("words of a title", slugOf),
  reader(
    "proven marks",
    (text) => [proof.marksIn(text, ["I_1"]), proof.marksOfIssue(text)],
    "<!-- tocsin:sealed ",
  ),
  reader("ledger", (text) => decodeLedger(text, unsealing), "<!-- tocsin:ledger 2 "),
];

const calendar = "BEGIN:VCALENDAR\n";
const event = `${calendar}BEGIN:VEVENT\nSUMMARY:ana\nDTSTART:20250131T090000\nDURATION:PT1H\n`;

function onDutyBy(text: string): unknown {
  const names = { ana: "ana", ben: "ben" };
  const { entries, faults, nobody } = readCalendar(text, {
    zone,
    names,
    noDuty: NO_DUTY,
    stillDuty: STILL_DUTY,
  });
  return [faults, nobody, whoByEntries(entries, now), nextEntryChange(entries, now)];
}

/** Files. */
const files: readonly Reader[] = [
  reader(
    "calendar",
    onDutyBy,
    calendar,
    event,
    `${event}RRULE:`,
    `${event}EXDATE:`,
    `${event}A`,
    `${event}ATTENDEE;CN="`,
  ),
  reader("form", parseForm, "name: a\n", "name: a\ndescription: b\nbody:\n", "a: &a b\nb: ["),
  reader(
    "policy",
    (text) => loadPolicy({ file: "tocsin.yml", text, presets: presets() }),
    "extends: sre\n",
    "fields:\n",
    "a: &a b\nb: [",
  ),
  reader("scenario", (text) => loadScenario("a.yml", text), "title: a\nsteps:\n", "a: &a b\nb: ["),
  reader(
    "incident log",
    (text) => edited(row, text),
    "id,title\n",
    "id;title\n",
    "sep=;\n",
    'id,title\n"',
    "# a\n",
  ),
  reader("cell of a log", cellOf, ";", "="),
];

const row = { kind: "row", header: ["id", "title"], keys: ["a"], cells: ["a", "b"] } as const;

/** Whole passes, with all that they read. */
const passes: readonly Reader[] = [
  reader(
    "report from outside",
    report,
    "### What is happening?\n\n",
    "### When did it start?\n\n",
    "### Severity\n\n",
  ),
  reader("comment from outside", (text) => comment("eve", text), "/update ", "/done report "),
  reader("comment of a writer", (text) => comment("ana", text), "/update ", "/told bridge ", "next "),
  reader("review", review, "## Actions\n\n", "## Actions\n\n- [ ] "),
];

/** All of them. */
export const readers: readonly Reader[] = [
  ...[...forms, ...comments, ...lines, ...others, ...letters, ...page],
  ...[...files, ...passes].map((one) => ({ ...one, whole: true })),
];
