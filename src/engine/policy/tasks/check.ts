// Checks the kinds of tasks: roles that they name, events that open them, and what review and action can't be told.
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
    given[part] === undefined
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

/** A reason can't end a task as done and as dropped. */
function twice(key: string, close: Given["close"]): readonly Finding[] {
  const both = list(close?.done).filter((reason) => list(close?.dropped).includes(reason));
  return both.map((reason) =>
    wrong(["tasks", key, "close", "dropped"], `${reason} is under done already; take it out of one of them.`),
  );
}
