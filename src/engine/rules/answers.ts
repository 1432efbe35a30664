// Answers to commands and ticks: a reaction; words only where something was refused or unclear, once a person and incident.
import type { Effect, Values } from "../effect.ts";
import type { Answer } from "../incident.ts";
import type { Situation, Wish } from "../situation.ts";
import { commandHelp } from "../text/command-list.ts";
import { refusalValues } from "./refusal-values.ts";

/** What is still to be answered of what people commanded. */
export function answers(here: Situation): Wish {
  const settled = new Set((here.snapshot.ledger?.acts ?? []).map((judged) => judged.item));
  const told = new Set(wordedTo(here));
  const effects: Effect[] = [];
  for (const answer of here.incident.answers) {
    const id = `answer/${answer.item}`;
    // A judgement that is in the ledger was answered in the same document, or by whoever wrote for Tocsin before.
    if (!settled.has(answer.item)) effects.push(...reaction(answer, here));
    if (!answer.help && (answer.refusal === undefined || told.has(answer.by))) continue;
    if (!answer.help) told.add(answer.by);
    if (!here.standing.sent.has(id)) effects.push(words(answer, id, here));
  }
  return { effects };
}

function reaction(answer: Answer, here: Situation): readonly Effect[] {
  const { comment } = answer;
  const done = answer.verdict === "done";
  if (comment === undefined || comment.reacted.includes(done ? "+1" : "confused")) return [];
  const id = `react/${answer.item}`;
  if (here.snapshot.recent[id] !== undefined) return [];
  return [
    {
      kind: "react",
      id,
      because: done ? "The command was carried out." : "The command was not carried out.",
      rule: "commands",
      commentId: comment.id,
      content: done ? "THUMBS_UP" : "CONFUSED",
    },
  ];
}

/** Those who were told in words before, by the markers of what we wrote. */
function wordedTo(here: Situation): readonly string[] {
  return here.incident.own.flatMap((own) =>
    own.markers.flatMap((marker) =>
      marker.kind === "answer" && marker.words[2] === "refused" ? [marker.words[1] ?? ""] : [],
    ),
  );
}

function words(answer: Answer, id: string, here: Situation): Effect {
  return {
    kind: "comment",
    id,
    because: answer.help
      ? `${answer.by} asked for help.`
      : `What ${answer.by} asked for could not be done as it was written.`,
    rule: "commands",
    issueId: here.snapshot.issue.id,
    template: answer.help ? "help" : "refused",
    values: answer.help ? helpValues(here) : refusalValues(answer, here),
    markers: [["answer", id, answer.by, answer.help ? "help" : "refused"]],
    mentions: [],
  };
}

/** Help is asked for where an incident is managed already, so what takes one on is left out. */
function helpValues(here: Situation): Values {
  const useful = commandHelp.filter((help) => help.name !== "adopt" && help.name !== "accept");
  return {
    plainUpdates: here.ruling.policy.incidents.plainUpdates,
    commands: useful.map(({ usage, meaning, example }) => ({ usage, meaning, example })),
  };
}
