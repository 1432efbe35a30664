// Judges ticks on our card: a box that somebody with the right ticked is an act; the boxes come back empty.
import type { Act } from "../act.ts";
import { endOf } from "../business.ts";
import { restartable } from "../clock-change.ts";
import type { Instant } from "../instant.ts";
import { limitOf } from "../limit.ts";
import { calendarOf } from "../policy/names.ts";
import type { CommentEdit } from "../snapshot.ts";
import { readMarkers } from "../text/marker.ts";
import { readBoxes } from "../text/ticks.ts";
import { done, type JudgingResult, may, refuse, type Standpoint, statusIn } from "./situation.ts";

/** The boxes that a card can have, by the word in their hidden marker, and the command whose right each takes. */
const rights: Readonly<Record<string, string>> = {
  "nothing-new": "update",
  back: "resolve",
  "pass-lead": "role",
  "take-lead": "role",
};

/** Names of the boxes that are ticked in a text of our card. */
export function tickedBoxes(body: string): readonly string[] {
  const lines = body.split(/\r?\n/);
  return readBoxes(body).flatMap((box) => {
    if (!box.ticked) return [];
    const mark = readMarkers(lines[box.line] ?? "").find((marker) => marker.kind === "box");
    return mark?.words[0] !== undefined && mark.words[0] in rights ? [mark.words[0]] : [];
  });
}

/** What an edit of our card by a person did. `before` are boxes that stood ticked already and were not emptied since. */
export function judgeTick(
  edit: CommentEdit,
  login: string,
  before: readonly string[],
  here: Standpoint,
): JudgingResult {
  const boxes = tickedBoxes(edit.body ?? "").filter((box) => !before.includes(box));
  if (boxes.length === 0 || here.management !== "managed") return { verdict: "seen", acts: [] };
  const acts: Act[] = [];
  for (const box of boxes) {
    const command = rights[box] ?? "";
    const allowed = may(login, command, here);
    if (allowed === "unknown") return { needs: login };
    if (allowed === "no") return refuse("right", { command });
    acts.push(...actOf(box, login, edit.at, here));
  }
  return done(...acts);
}

function actOf(box: string, login: string, at: Instant, here: Standpoint): readonly Act[] {
  switch (box) {
    case "nothing-new":
      return [{ kind: "update", nothingNew: true, next: nextCadence(here, at) }];
    case "back":
      return [{ kind: "status", to: statusIn(here, "resolved") ?? "resolved" }];
    case "pass-lead":
      return [{ kind: "role", role: "lead", holders: [] }];
    default:
      return [{ kind: "role", role: "lead", holders: [`@${login}`] }];
  }
}

/**
 * When the next update is due after "nothing new": one interval after the present due time, as the box says, or after the
 * tick where that is past.
 */
export function nextCadence(
  here: Pick<Standpoint, "clocks" | "ruling" | "severity">,
  at: Instant,
): Instant | undefined {
  const rule = here.ruling.policy.clocks.find((one) => restartable(one) && here.clocks[one.name]?.running);
  const state = rule && here.clocks[rule.name];
  const limit = state?.limit ?? (rule && limitOf(rule, here.severity?.key));
  if (!state || limit === undefined || state.dueAt === undefined) return undefined;
  const calendar = calendarOf(here.ruling.policy, rule);
  const following = endOf(limit, state.dueAt, calendar);
  return following > at ? following : endOf(limit, at, calendar);
}
