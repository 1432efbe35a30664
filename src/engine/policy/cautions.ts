// What a policy may say and should not say lightly: nothing is wrong with it, and `check` tells what it means.
import { isHeld } from "../holiday-held.ts";
import { needsIn } from "./attention/section.ts";
import { type Finding, wrong } from "./finding.ts";
import type { Policy, Problem } from "./model.ts";
import { readSource } from "./source.ts";

/** The cautions of a policy that is right, at their places in its file; what a preset says is not the reader's to change. */
export function cautionsIn(file: string, text: string, policy: Policy): readonly Problem[] {
  const { source } = readSource(file, text);
  if (source === undefined) return [];
  if (Object.keys(source.value).length === 0) {
    const message = `This policy file is empty: ${policy.extends.join(" and ")} rules as it comes, with mode: ${policy.incidents.mode}. Say what differs, or delete the file, and Tocsin does nothing.`;
    return [{ file, path: "", line: 1, column: 1, message }];
  }
  return cautionsOf(policy).flatMap(({ path, message }) => {
    const { depth, line, column } = source.place(path, "key");
    return depth === path.length ? [{ file, path: path.join("."), line, column, message }] : [];
  });
}

function cautionsOf(policy: Policy): readonly Finding[] {
  return [
    ...cautionsOfAuthors(policy),
    ...cautionsOfHolidays(policy),
    ...cautionsOfCeilings(policy),
    ...cautionsOfLog(policy),
  ];
}

function cautionsOfLog({ log }: Policy): readonly Finding[] {
  const found: Finding[] = [];
  if (log?.branch === "main" || log?.branch === "master")
    found.push(
      wrong(
        ["log", "branch"],
        `Where ${log.branch} is the default branch a row is written once its incident is closed, and not while it goes on. For rows from the beginning name a branch of their own, which has to be there.`,
      ),
    );
  if (log?.repository !== undefined)
    found.push(
      wrong(
        ["log", "repository"],
        `Rows are written to ${log.repository} once somebody who may write there has made ${log.path}, empty. Where more people may look there than at an incident its row says no more than day and severity.`,
      ),
    );
  return found;
}

function cautionsOfCeilings(policy: Policy): readonly Finding[] {
  const { attention, severities } = policy;
  const { severity, ...needs } = needsIn(policy);
  const title = severities.find(({ key }) => key === severity)?.title ?? "no severity";
  const ceilings = [
    { key: "per-hour", span: "an hour", most: attention.perHour, needed: needs.perHour },
    { key: "per-day", span: "a day", most: attention.perDay, needed: needs.perDay },
  ];
  return ceilings.flatMap(({ key, span, most, needed }) => {
    if (most >= needed) return [];
    const message = `At ${title} the clocks by themselves ask for ${needed} comments ${span}, with every update on time, and ${most} are allowed: what repeats beyond that is left unsaid. Write ${needed} or more, or leave ${key} out.`;
    return [wrong(["attention", key], message)];
  });
}

function cautionsOfHolidays({ calendars }: Policy): readonly Finding[] {
  return Object.values(calendars).flatMap(({ key, region }) => {
    if (region === undefined || isHeld(region)) return [];
    const message = `The public holidays of ${region} were not held against a second source, or differ there. Compare them with what the region itself lists, and put right what differs by add and remove (docs/time.md).`;
    return [wrong(["calendars", key, "holidays"], message)];
  });
}

function cautionsOfAuthors({ incidents: { authors } }: Policy): readonly Finding[] {
  if (authors.length === 0) return [];
  const who = authors.join(" and ");
  return [
    wrong(
      ["incidents", "authors"],
      `What ${who} writes on an incident counts as Tocsin's own, so whoever can make ${authors.length === 1 ? "it" : "them"} write there (any workflow of the repository, for github-actions) may repeat what Tocsin once said there, and, where Tocsin has no ledger secret, make it up. Name only who really takes turns with this app.`,
    ),
  ];
}
