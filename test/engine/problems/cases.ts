// Problems and earlier incidents for tests, in a few words each.
import { wordsIn } from "../../../src/engine/problems/likeness.ts";
import type { AddressedIssue, IncidentCase, ProblemIssue } from "../../../src/engine/snapshot.ts";
import { time } from "../setting.ts";

/** An open problem of this number and title, opened on 1 May at eight. */
export function problemIssue(number: number, title: string, more: Partial<ProblemIssue> = {}): ProblemIssue {
  return {
    ...{ id: `P_${number}`, ref: `acme/incidents#${number}`, title, state: "open", trusted: true },
    body: "### Service\n\nappointments\n",
    url: `https://github.com/acme/incidents/issues/${number}`,
    ...{ createdAt: time("08:00"), updatedAt: time("08:00"), labels: ["problem"], assignees: [] },
    said: { comments: [], deleted: [] },
    ...more,
  };
}

/** What GitHub shows of an issue of this number that somebody names: a problem, unless told otherwise. */
export function foundIssue(
  number: number,
  more: Partial<Extract<AddressedIssue, { kind: "found" }>> = {},
): readonly [string, AddressedIssue] {
  const ref = `acme/incidents#${number}`;
  return [ref, { kind: "found", ref, labels: ["problem"], trusted: true, ...more }];
}

/** An incident of appointments that is over, declared on 1 May at seven. */
export function earlier(
  number: number,
  title: string,
  about: Partial<IncidentCase["about"]> = {},
  state: IncidentCase["state"] = "closed",
): IncidentCase {
  const words = wordsIn(title).map(({ stem }) => stem);
  const given = { title, declaredAt: time("07:00"), services: ["appointments"], words, ...about };
  return { ref: `acme/incidents#${number}`, state, about: given };
}
