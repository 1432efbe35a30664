// What differs about the words that a repository has of its own: each file that came, went or says something else, as it reads on samples.
import { meantBy, ownName } from "../engine/own-messages/names.ts";
import { samplesFor } from "../engine/own-messages/values.ts";
import type { Policy } from "../engine/policy/model.ts";
import { cut } from "../engine/text/safe.ts";
import type { BesideFile } from "../rehearse/beside.ts";
import { readOwnMessages } from "../render/own/read.ts";
import { type Change, change } from "./change.ts";

/** A policy with the words that lie beside it. */
export interface WithMessages {
  readonly policy: Policy;
  readonly messages?: readonly BesideFile[];
}

/** Each file whose words are others, by name. What can't be used says nothing: Tocsin's own words stand in its place. */
export function messageChanges(before: WithMessages, after: WithMessages): readonly Change[] {
  const names = new Set([...namesIn(before), ...namesIn(after)]);
  return [...names].toSorted().flatMap((name) => changeOf(name, wordsOf(name, before), wordsOf(name, after)));
}

function namesIn({ messages = [] }: WithMessages): readonly string[] {
  return messages.flatMap(({ path }) => ownName(path) ?? []);
}

/** One file: its text, and how it reads on each sample, or why it can't be used. */
interface OwnWords {
  readonly text: string;
  readonly said: readonly string[];
  readonly unusable?: string | undefined;
}

function wordsOf(name: string, { policy, messages = [] }: WithMessages): OwnWords | undefined {
  const text = messages.find(({ path }) => ownName(path) === name)?.text;
  if (text === undefined) return undefined;
  const own = readOwnMessages(messages, policy);
  const problem = own.problems.find(({ file }) => ownName(file) === name);
  const meant = meantBy(name, policy);
  if (problem !== undefined || meant.kind === "nothing")
    return { text, said: [], unusable: problem && `${problem.file}:${problem.line} ${problem.message}` };
  const said = samplesFor(meant.ownable, meant.rules, policy).map((sample) => own.find([name])?.say(sample));
  return {
    text,
    said: said.map((one) => (one?.kind === "lines" ? one.lines.filter(Boolean).join(" / ") : "")),
  };
}

function changeOf(name: string, was: OwnWords | undefined, is: OwnWords | undefined): readonly Change[] {
  if (was?.text === is?.text && was?.unusable === is?.unusable && was?.said.join() === is?.said.join())
    return [];
  // The first reading that differs shows it best.
  const index = Math.max(0, (is ?? was)?.said.findIndex((one, at) => one !== (is ? was : is)?.said[at]) ?? 0);
  const [before = null, after = null] = [was?.said[index], is?.said[index]].map(
    (one) => one && cut(one, 300),
  );
  const where = [
    ...(before === null ? [] : [`before, on sample values: ${before}`]),
    ...(after === null ? [] : [`after: ${after}`]),
  ];
  return [change({ kind: "words", subject: name, words: sentenceOf(name, was, is), before, after, where })];
}

function sentenceOf(name: string, was: OwnWords | undefined, is: OwnWords | undefined): string {
  if (is?.unusable !== undefined)
    return `The repository's own words of ${name} can't be used, so that Tocsin's stand there: ${is.unusable}`;
  if (is === undefined) return `The words of ${name} are Tocsin's instead of the repository's own.`;
  return was === undefined || was.unusable !== undefined
    ? `The words of ${name} are the repository's own instead of Tocsin's.`
    : `The repository's own words of ${name} are others.`;
}
