// An incident that was closed, with two actions of its review: what tests of their following begin with.
import type { Child } from "../../src/engine/snapshot/child.ts";
import type { CommentItem } from "../../src/engine/snapshot/timeline.ts";
import type { Role } from "../../src/engine/snapshot.ts";
import { at } from "./answers.ts";
import { type History, incident, time } from "./build.ts";
import { lookedAt } from "./outcome.ts";

export const policy = `extends: sre
teams: { payments: { repo: acme/payments } }
actions: { verify: true, due: { sev1: 14d } }
`;
export const roles: Readonly<Record<string, Role>> = {
  ...{ alice: "write", ana: "write", ben: "none", cora: "write" },
  ...{ "alice@acme/payments": "none", "ana@acme/payments": "none", "cora@acme/payments": "none" },
};

/** An incident that was closed at ten, with two actions that were filed at half past. */
export function followed(setting: { readonly policy?: string } = {}): History {
  const history = incident({ policy, roles, ...setting })
    .opened("09:00", "alice", at.sev1)
    .looked("09:00")
    .closed("10:00", "ana");
  lookedAt(history, "10:00", "10:01");
  const review = history.snapshot().children[0];
  const [marked = ""] = (review?.body ?? "").match(/<!-- tocsin:of .*? -->/) ?? [];
  const body = `${marked}\n\n## Actions\n\n- [ ] Add a breaker @ben team:payments due:2026-05-20\n- [ ] Watch the disks @ana team:payments`;
  history.child(review?.title ?? "", { body, editedAt: time("10:30") });
  return lookedAt(history, "10:40", "10:41");
}

/** Somebody writes in an action's issue. */
export function said(
  history: History,
  title: string,
  { when, by, body }: { when: string; by: string; body: string },
): History {
  const found = history.snapshot().children.find((one) => one.title.startsWith(title));
  const comment: CommentItem = {
    ...{ kind: "comment", id: `IC_${when}`, at: time(when), by: { login: by, kind: "user" } },
    ...{ body, minimized: false, reacted: [], edits: [] },
  };
  return history.child(title, { comments: [...(found?.comments ?? []), comment] });
}

export const closed = (by: string, when = "11:00"): Partial<Child> => ({
  ...{ state: "closed", reason: "completed", closedAt: time(when), lastClosedAt: time(when) },
  closedBy: { login: by, kind: "user" },
});

export const task = (history: History, title: string, when = "12:00") =>
  history.situation(when).incident.tasks.find(({ child }) => child.title === title);

export const refusals = (history: History, when = "12:00") =>
  history.situation(when).incident.answers.flatMap(({ refusal }) => refusal?.kind ?? []);
