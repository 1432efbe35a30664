// What differs about the kinds of tasks: what opens them, who may end them and with what, and how their issues look.
import type { Policy, TaskKind } from "../engine/policy/model.ts";
import type { Change, Pair } from "./change.ts";
import { entryChanges } from "./entries.ts";
import { eventsWords, listed, quoted, quotedList, theRole } from "./phrases.ts";
import type { Traits } from "./traits.ts";

/** The changes of kinds of tasks but for their labels. */
export function changes({ before, after }: Pair): readonly Change[] {
  return entryChanges(before.tasks, after.tasks, {
    kind: "task",
    traits: traitsOf(before, after),
    subject: (kind) => its(kind),
    wordsOnly: ["noun", "title"],
    isNew: (kind) => `${its(kind)} is opened at ${eventsWords(kind.opens, after)}, which is new`,
    isGone: (kind) => `${its(kind)} is opened no longer`,
  });
}

const its = ({ noun }: TaskKind): string => `the ${noun}`;

function traitsOf(before: Policy, after: Policy): Traits<TaskKind> {
  return {
    key: null,
    mark: null,
    label: null,
    noun: { words: (one, other) => `${its(one)} is called ${quoted(other.noun)}` },
    title: {
      words: (one, other) => `${its(other)} is titled ${quoted(other.title)} instead of ${quoted(one.title)}`,
    },
    document: {
      words: (one, other) =>
        `${its(other)} begins as the document ${other.document} instead of ${one.document}`,
    },
    labels: {
      unordered: true,
      words: (one, other) =>
        `${its(other)} is opened with the labels ${quotedList(other.labels)} instead of ${quotedList(one.labels)}`,
    },
    opens: {
      unordered: true,
      words: (one, other) =>
        `${its(other)} is opened at ${eventsWords(other.opens, after)} instead of at ${eventsWords(one.opens, before)}`,
    },
    repository: {
      words: (one, other) => `${its(other)} is opened in ${placeOf(other)} instead of in ${placeOf(one)}`,
    },
    owner: {
      words: (one, other) =>
        `${its(other)} is assigned to ${ownerOf(other, after)} instead of to ${ownerOf(one, before)}`,
    },
    close: {
      words: (one, other) =>
        `${its(other)} is ended by ${endingOf(other, after)} instead of by ${endingOf(one, before)}`,
    },
    livesOn: {
      words: (_, other) =>
        `${its(other)} ${other.livesOn ? "keeps a closed incident in sight until it is ended" : "no longer keeps a closed incident in sight"}`,
    },
  };
}

const placeOf = ({ repository }: TaskKind): string => repository ?? "the incident's repository";

const ownerOf = ({ owner }: TaskKind, policy: Policy): string =>
  owner === undefined ? "nobody" : theRole(owner, policy);

/** `anybody who closes it as completed or as not planned`. */
function endingOf({ close }: TaskKind, policy: Policy): string {
  const who =
    close.by.length === 0
      ? "anybody"
      : listed(
          close.by.map((role) => theRole(role, policy)),
          "or",
        );
  const done = close.done.map(spoken);
  const dropped = close.dropped.map((reason) => `as ${spoken(reason)}, which drops it`);
  return `${who} closing it as ${listed([...done, ...dropped], "or")}`;
}

const spoken = (reason: string): string => reason.replace("_", " ");
