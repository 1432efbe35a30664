// Checks the kinds of tasks: roles that they name, events that open them, and what review and action can't be told.
import { readEvent } from "../../events/read.ts";
import { checkJoined } from "../clocks/check-events.ts";
import { list } from "../complete.ts";
import type { PolicyFile } from "../file.ts";
import { type Finding, wrong, wrongKey } from "../finding.ts";
import { hint } from "../nearest.ts";
import type { Checking } from "../section.ts";
import type { Path } from "../source.ts";
import { REVIEW_MARK } from "./build.ts";

/** What the section `tasks` says that can't be meant, and what `retro` says of the review's issue. */
export function check(here: Checking): readonly Finding[] {
  return [
    ...checkDocument(here, here.file.retro?.document, ["retro", "document"]),
    ...Object.entries(here.file.tasks ?? {}).flatMap(([key, given]) => checkKind(here, key, given)),
    ...circular(here.file),
  ];
}

function checkKind(here: Checking, key: string, given: Given): readonly Finding[] {
  const path = ["tasks", key];
  const opens = list(given.opens);
  return [
    ...checkDocument(here, given.document, [...path, "document"]),
    ...here.knownAll("roles", { names: given.owner, path: [...path, "owner"] }),
    ...here.knownAll("roles", { names: given.close?.by, path: [...path, "close", "by"] }),
    ...opens.flatMap((event, index) =>
      checkJoined(here, event, [...path, "opens", ...(Array.isArray(given.opens) ? [index] : [])]),
    ),
    ...(key === "review" || key === "action" ? checkOwn(key, given) : checkAdded(key, opens)),
    ...twice(key, given.close),
    ...endless(key, given.close),
  ];
}

type Given = NonNullable<PolicyFile["tasks"]>[string];

/** Only documents that ship can be rendered: an issue that begins as another could never be opened. */
function checkDocument(
  { documents }: Checking,
  document: string | undefined,
  path: Path,
): readonly Finding[] {
  if (document === undefined || documents === undefined || documents.includes(document)) return [];
  return [wrong(path, `There is no document ${document}${hint(document, documents)}`)];
}

/** A review is opened by the rules of `retro`, and an action by a line of it, wherever its team has its issues. */
function checkOwn(key: "review" | "action", given: Given): readonly Finding[] {
  const elsewhere = key === "review" ? "retro: says when there is one" : "a line of the review files it";
  return (["opens", "repo", "owner"] as const).flatMap((part) =>
    given[part] === undefined || (key === "review" && part === "owner")
      ? []
      : [wrongKey(["tasks", key, part], `tasks.${key} takes no ${part}: ${elsewhere}. Take it out.`)],
  );
}

function checkAdded(key: string, opens: readonly string[]): readonly Finding[] {
  if (key === REVIEW_MARK) {
    const message = `A kind of task can't be called ${key}: reviews are known again by that word. Use another key, or tasks.review to say more of the review.`;
    return [wrongKey(["tasks", key], message)];
  }
  if (opens.length > 0) return [];
  const message = `Nothing opens a task of the kind ${key}; list the events under opens, for example opens: resolved.`;
  return [wrongKey(["tasks", key], message)];
}

/** A task that no reason of closing ends stays open for ever. */
function endless(key: string, close: Given["close"]): readonly Finding[] {
  const isEmpty = (given: unknown): boolean => Array.isArray(given) && given.length === 0;
  if (!isEmpty(close?.done) || !isEmpty(close?.dropped)) return [];
  const message = `Nothing ends a task of the kind ${key}: name a reason under done or dropped, or take one of them out.`;
  return [wrongKey(["tasks", key, "close"], message)];
}

/** Kinds each of which waits for a task that only opens after its own: none of them is ever opened. */
function circular({ tasks = {} }: PolicyFile): readonly Finding[] {
  const openable = new Set(["review", "action"]);
  const isOpenable = (event: string): boolean => {
    const read = readEvent(event);
    return read?.row.names !== "tasks" || openable.has(read.key) || !Object.hasOwn(tasks, read.key);
  };
  const waiting = (): readonly string[] => Object.keys(tasks).filter((key) => !openable.has(key));
  for (let before = -1; before !== openable.size; ) {
    before = openable.size;
    for (const key of waiting()) if (list(tasks[key]?.opens).some(isOpenable)) openable.add(key);
  }
  return waiting()
    .filter((key) => list(tasks[key]?.opens).length > 0)
    .map((key) =>
      wrong(
        ["tasks", key, "opens"],
        `No task of the kind ${key} is ever opened: it waits for ${list(tasks[key]?.opens).join(" and ")}, which waits for it or never comes. Open one of them on something else.`,
      ),
    );
}

/** A reason can't end a task as done and as dropped. */
function twice(key: string, close: Given["close"]): readonly Finding[] {
  const both = list(close?.done).filter((reason) => list(close?.dropped).includes(reason));
  return both.map((reason) =>
    wrong(["tasks", key, "close", "dropped"], `${reason} is under done already; take it out of one of them.`),
  );
}
