// Answers to commands and ticks: a reaction; words only where something was refused, once for each different problem of a person.
import { commandHelp, definitionOf } from "../commands/index.ts";
import type { Effect } from "../effect.ts";
import type { Incident } from "../incident.ts";
import { type Duration, HOUR, type Instant } from "../instant.ts";
import { ownComments } from "../own.ts";
import { judgedIn } from "../part-id.ts";
import { reaction } from "../react.ts";
import type { Reply } from "../reply.ts";
import type { Rule } from "../rule.ts";
import type { IncidentSituation, Wish } from "../situation.ts";
import type { CommentItem } from "../snapshot/timeline.ts";
import type { Message, Want } from "../voice/message.ts";
import type { Values } from "../wanted.ts";
import { previewValues } from "./notice-preview.ts";
import { likeOf, problemOf, refusalValues } from "./refusal-values.ts";

/** What is still to be answered of what people commanded. */
export const rule: Rule = {
  name: "answers",
  place: 20,
  when: ["none", "left-alone", "waiting", "withdrawn", "managed"],
  wish: answers,
};

function answers(here: IncidentSituation): Wish {
  const settled = new Set((here.snapshot.ledger?.acts ?? []).map((judged) => judged.item));
  const told = toldBefore(here);
  const passedBy = tooMany(here.incident);
  const wants: Want[] = [];
  // What one comment gives was judged at one instant; what an edit of it gives, at another.
  for (const parts of Map.groupBy(
    here.incident.answers,
    ({ item, at }) => `${judgedIn(item)} ${at}`,
  ).values()) {
    const [first] = parts;
    // A judgement that is in the ledger was answered in the same document, or by whoever wrote for Tocsin before.
    if (first?.comment !== undefined && parts.some(({ item }) => !settled.has(item) && !passedBy.has(item)))
      wants.push(...reactionTo(parts, first.comment, here));
    wants.push(...parts.filter(isAsking).map((answer) => words([answer], here)));
    const refused = parts.filter(({ refusal }) => refusal !== undefined);
    const news = refused.filter((answer) => !isTold(answer, told));
    for (const answer of news) told.set(problemTo(answer), answer.at);
    if (news[0] !== undefined)
      wants.push(words([news[0], ...refused.filter((one) => one !== news[0])], here));
  }
  return { wants };
}

/** A thumbs-up means that all of it was understood. */
function reactionTo(
  parts: readonly Reply[],
  comment: CommentItem,
  { snapshot }: IncidentSituation,
): readonly Effect[] {
  const commands = parts.filter(({ plain }) => !plain);
  if (commands.length === 0) return [];
  const done = commands.every(({ verdict, unclear }) => verdict === "done" && !unclear);
  const because = done
    ? "The command was carried out."
    : commands.some(({ unclear }) => unclear)
      ? "The command was carried out, but for a time that can't be read for sure."
      : "The command was not carried out.";
  return reaction(comment, { done, because, item: commands[0]?.item ?? comment.id }, snapshot);
}

/** To so many commands that came to nothing one plan reacts, besides the first of each person, of which words are said. */
const mostReactions = 20;

/** Comments whose commands came to nothing, and which are too many to be reacted to: they count as answered. */
export function tooMany({ answers: all }: Pick<Incident, "answers">): ReadonlySet<string> {
  const told = new Set<string>();
  const silent = all.filter(({ verdict, help, plain, refusal, by }) => {
    if (verdict === "done" || help || plain) return false;
    const problem = refusal && `${by} ${likeOf(refusal)}`;
    const isFirst = problem !== undefined && !told.has(problem);
    if (problem !== undefined) told.add(problem);
    return !isFirst;
  });
  return new Set(silent.slice(mostReactions).map(({ item }) => item));
}

/** After so long the same problem is told again. */
const toldFor: Duration = HOUR;

/** When each problem was last told to each person, by the markers of what we wrote. */
function toldBefore({ incident, snapshot }: IncidentSituation): Map<string, Instant> {
  const own = [...incident.own, ...snapshot.children.flatMap(({ comments }) => ownComments(comments))];
  return new Map(
    own.flatMap(({ item, markers }) =>
      markers.flatMap(({ kind, words: [, by = "", what, ...problems] }) =>
        kind === "answer" && what === "refused"
          ? problems.map((problem) => [`${by} ${problem}`, item.at] as const)
          : [],
      ),
    ),
  );
}

/** So many problems of one kind a person hears of in that time: who goes on knows the form. */
const mostAlike = 5;

function isTold(answer: Reply, told: ReadonlyMap<string, Instant>): boolean {
  const at = told.get(problemTo(answer));
  if (at !== undefined && (answer.plain || answer.at < at + toldFor)) return true;
  const alike = `${answer.by} ${answer.refusal === undefined ? "" : likeOf(answer.refusal)}.`;
  const lately = [...told].filter(
    ([problem, then]) => problem.startsWith(alike) && answer.at < then + toldFor,
  );
  return lately.length >= mostAlike;
}

function problemTo({ by, refusal }: Reply): string {
  return `${by} ${refusal === undefined ? "" : problemOf(refusal)}`;
}

/** The words about what one comment gave: the first of it in full, lines that were not carried out besides by name. */
function words(answers: readonly [Reply, ...Reply[]], here: IncidentSituation): Message {
  const [{ help, preview, by, item, on }] = answers;
  const asked = isAsking(answers[0]);
  const template = help ? "help" : preview ? "notice-preview" : "refused";
  // All of it is told by this one comment.
  const problems = new Set(
    answers.flatMap(({ refusal }) => (refusal === undefined ? [] : problemOf(refusal))),
  );
  return {
    // What is said on the review is answered there; the record of this issue keeps that it was.
    id: on === undefined ? `answer/${item}` : `retro-answer/${item}`,
    topic: "answer",
    on: on ?? here.snapshot.issue.id,
    asks: [],
    silenced: false,
    counts: false,
    details: asked ? [by, template] : [by, "refused", ...problems],
    say: () => ({
      because: help
        ? `${by} asked for help.`
        : preview
          ? `${by} asked what would be sent to whom.`
          : `What ${by} asked for could not be done as it was written.`,
      rule: "commands",
      template,
      values: help ? helpValues(here) : preview ? previewValues(here) : refusalValues(answers, here),
    }),
  };
}

/** Is it answered in words because it asks for them? */
function isAsking({ help, preview }: Reply): boolean {
  return help || preview === true;
}

/** Help is asked for where an incident is managed already, so what takes one on is left out. */
function helpValues(here: IncidentSituation): Values {
  const useful = commandHelp.filter(({ name }) => definitionOf(name).meansIn?.("managed") !== false);
  return {
    plainUpdates: here.ruling.policy.incidents.plainUpdates,
    commands: useful.map(({ usage, meaning, example }) => ({ usage, meaning, example })),
  };
}
