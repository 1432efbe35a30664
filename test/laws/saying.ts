// How the people of random histories speak: who says something, in which words, and what an act of theirs is.
import type { Timed } from "./history.ts";
import { type Case, step } from "./opening.ts";

/** What somebody does to an incident at a second from the start; nothing where it would not make sense. */
export type Act = (one: Case, after: number) => readonly Timed[];

/** People who may do most of what there is to do. */
export const insiders = ["ana", "cas", "ben", "mo"];

function anybody(one: Case): string {
  return one.chance.of([...insiders, ...insiders, "dee", one.place.isPublic ? "eve" : "dee"]);
}

/** Somebody writes a comment. */
export function say(one: Case, after: number, comment: string): readonly Timed[] {
  return [step(after, { by: anybody(one), on: one.alias, comment })];
}

/** A time of day as people write it. */
export function clock(one: Case, after: number): string {
  return `${new Date(one.start + after * 1000).toISOString().slice(11, 16)} UTC`;
}

/** The same with its day. */
export function moment(one: Case, after: number): string {
  return `${new Date(one.start + after * 1000).toISOString().slice(0, 10)} ${clock(one, after)}`;
}

/** A time of day that is over: a moment ago, or up to three hours. */
export function past(one: Case, after: number): string {
  return clock(one, after - one.chance.of([60, 600, 1500, one.chance.whole(60, 10_800)]));
}

/** What follows from a fact is a severity's label perhaps: Tocsin may have put any on, so that people leave them alone from then on. */
export function gradedAnew(one: Case): void {
  for (const name of one.place.severityLabels) one.touched.add(name);
  one.last.delete("severity");
}
