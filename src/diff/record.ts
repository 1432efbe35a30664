// What differs about the record: the facts that an incident has, and the statuses that it goes through.
import type { Field, Policy, Status } from "../engine/policy/model.ts";
import { type Change, change, type Pair } from "./change.ts";
import { aliasWords, entryChanges } from "./entries.ts";
import { listed, quoted, quotedList, sentence } from "./phrases.ts";
import { alike, type Traits } from "./traits.ts";

/** The changes of facts. */
export function fieldChanges({ before, after }: Pair): readonly Change[] {
  const stage = (stages: Field["required"]): string =>
    stages.length === 0 ? "never" : `to ${listed(stages)}`;
  const asked = ({ required }: Field): string =>
    required.length === 0 ? "" : `, and asked for ${stage(required)}`;
  const name = ({ title }: Field): string => quoted(title);
  const traits: Traits<Field> = {
    id: null,
    source: null,
    title: { words: (one, other) => `the fact ${name(one)} is called ${name(other)}` },
    aliases: {
      unordered: true,
      words: (one, other) => aliasWords(`the fact ${name(other)}`, one.aliases, other.aliases),
    },
    type: { words: (one, other) => `${name(other)} is read as ${other.type} instead of ${one.type}` },
    options: {
      unordered: true,
      words: (one, other) =>
        `the answers to ${name(other)} are ${quotedList(other.options)} instead of ${quotedList(one.options)}`,
    },
    required: {
      unordered: true,
      words: (one, other) =>
        `${name(other)} is required ${stage(other.required)} instead of ${stage(one.required)}`,
    },
    question: {
      words: (one, other) =>
        `where ${name(other)} is missing, ${quoted(other.question)} is asked instead of ${quoted(one.question)}`,
    },
    impact: {
      words: (_, other) =>
        `${name(other)} is ${other.impact ? "now" : "no longer"} the sentence that the card shows as the impact`,
    },
  };
  return entryChanges(before.fields, after.fields, {
    kind: "field",
    traits,
    subject: name,
    wordsOnly: ["title", "question"],
    isNew: (field) => `${name(field)} is a new fact of an incident${asked(field)}`,
    isGone: (field) => `${name(field)} is no fact of an incident any more`,
  });
}

/** The changes of statuses but for their labels. */
export function statusChanges({ before, after }: Pair): readonly Change[] {
  const byKey = (policy: Policy) => Object.fromEntries(policy.statuses.map((status) => [status.key, status]));
  const name = ({ title }: Status): string => quoted(title);
  const traits: Traits<Status> = {
    key: null,
    label: null,
    title: { words: (one, other) => `the status ${name(one)} is called ${name(other)}` },
    aliases: {
      unordered: true,
      words: (one, other) => aliasWords(`the status ${name(other)}`, one.aliases, other.aliases),
    },
    phase: {
      words: (one, other) => `the status ${name(other)} counts as ${other.phase} instead of ${one.phase}`,
    },
  };
  const order = (one: Policy, other: Policy): readonly string[] =>
    one.statuses.map(({ key }) => key).filter((key) => other.statuses.some((status) => status.key === key));
  const [was, is] = [order(before, after), order(after, before)];
  return [
    ...(alike(was, is)
      ? []
      : [
          change({
            kind: "status",
            subject: "statuses",
            before: was.join(", "),
            after: is.join(", "),
            words: sentence(
              `the statuses follow each other as ${listed(is, "then")} instead of ${listed(was, "then")}`,
            ),
          }),
        ]),
    ...entryChanges(byKey(before), byKey(after), {
      kind: "status",
      traits,
      subject: (status) => `the status ${name(status)}`,
      wordsOnly: ["title"],
      isNew: (status) => `there is a new status, ${name(status)}, which counts as ${status.phase}`,
      isGone: (status) => `there is no status ${name(status)} any more`,
    }),
  ];
}
