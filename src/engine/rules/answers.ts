// Answers to commands and ticks: a reaction; words only where something was refused or unclear, once a person and incident.
import { commandHelp, definitionOf } from "../commands/index.ts";
import type { Values } from "../effect.ts";
import type { Incident, Reply } from "../incident.ts";
import { reaction } from "../react.ts";
import type { Rule } from "../rule.ts";
import type { IncidentSituation, Wish } from "../situation.ts";
import type { Message, Want } from "../voice/message.ts";
import { refusalValues } from "./refusal-values.ts";

/** What is still to be answered of what people commanded. */
export const rule: Rule = {
  name: "answers",
  place: 20,
  when: ["none", "left-alone", "waiting", "withdrawn", "managed"],
  wish: answers,
};

function answers(here: IncidentSituation): Wish {
  const settled = new Set((here.snapshot.ledger?.acts ?? []).map((judged) => judged.item));
  const told = new Set(wordedTo(here));
  const passedBy = tooMany(here.incident);
  const wants: Want[] = [];
  for (const answer of here.incident.answers) {
    const done = answer.verdict === "done" && !answer.unclear;
    const because = done
      ? "The command was carried out."
      : answer.unclear
        ? "The command was carried out, but for a time that can't be read for sure."
        : "The command was not carried out.";
    // A judgement that is in the ledger was answered in the same document, or by whoever wrote for Tocsin before.
    if (!settled.has(answer.item) && answer.comment !== undefined && !passedBy.has(answer.item))
      wants.push(...reaction(answer.comment, { done, because }, here.snapshot));
    if (!answer.help && (answer.refusal === undefined || told.has(answer.by))) continue;
    if (!answer.help) told.add(answer.by);
    wants.push(words(answer, here));
  }
  return { wants };
}

/** To so many commands that came to nothing one plan reacts, besides the first of each person, of which words are said. */
const mostReactions = 20;

/** Comments whose commands came to nothing, and which are too many to be reacted to: they count as answered. */
export function tooMany({ answers: all }: Pick<Incident, "answers">): ReadonlySet<string> {
  const told = new Set<string>();
  const silent = all.filter(({ verdict, help, refusal, by }) => {
    if (verdict === "done" || help) return false;
    const isFirst = refusal !== undefined && !told.has(by);
    told.add(by);
    return !isFirst;
  });
  return new Set(silent.slice(mostReactions).map(({ item }) => item));
}

/** Those who were told in words before, by the markers of what we wrote. */
function wordedTo(here: IncidentSituation): readonly string[] {
  return here.incident.own.flatMap((own) =>
    own.markers.flatMap((marker) =>
      marker.kind === "answer" && marker.words[2] === "refused" ? [marker.words[1] ?? ""] : [],
    ),
  );
}

function words(answer: Reply, here: IncidentSituation): Message {
  const { help, by, item } = answer;
  return {
    id: `answer/${item}`,
    topic: "answer",
    on: here.snapshot.issue.id,
    asks: [],
    silenced: false,
    counts: false,
    details: [by, help ? "help" : "refused"],
    say: () => ({
      because: help ? `${by} asked for help.` : `What ${by} asked for could not be done as it was written.`,
      rule: "commands",
      template: help ? "help" : "refused",
      values: help ? helpValues(here) : refusalValues(answer, here),
    }),
  };
}

/** Help is asked for where an incident is managed already, so what takes one on is left out. */
function helpValues(here: IncidentSituation): Values {
  const useful = commandHelp.filter(({ name }) => definitionOf(name).meansIn?.("managed") !== false);
  return {
    plainUpdates: here.ruling.policy.incidents.plainUpdates,
    commands: useful.map(({ usage, meaning, example }) => ({ usage, meaning, example })),
  };
}
