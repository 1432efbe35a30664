// Action lines of the review become issues in team repositories and are followed until they are closed (D-12, H-42).
import { sameRef, type Tied, tie } from "../action-ties.ts";
import type { CreateIssue, Effect, Value, Values } from "../effect.ts";
import type { TaskKind } from "../policy/model.ts";
import type { Rule } from "../rule.ts";
import type { IncidentSituation, Wish } from "../situation.ts";
import type { Child, CommentItem } from "../snapshot.ts";
import { reviewIn, roomUnder, tasksOf, titleOf } from "../task.ts";
import { type ActionLine, parseActions, withTickAndLink } from "../text/action-line.ts";
import { hash } from "../text/hash.ts";
import { inline } from "../text/safe.ts";
import { local } from "../time.ts";
import type { Message } from "../voice/message.ts";

/** Files what can be filed, lists what became of each line, and writes links and ticks back when the text is at rest. */
export const rule: Rule = { name: "actions", place: 80, when: ["managed"], wish: actions };

function actions(here: IncidentSituation): Wish {
  const retro = reviewIn(here.incident)?.child;
  const { policy } = here.ruling;
  const kind = policy.tasks.action;
  if (retro === undefined || kind === undefined) return { wants: [] };
  const { lines, more } = parseActions(retro.body, policy.retro.heading);
  const tied = tie(lines, childrenOf(here.incident), policy, here.snapshot.repository.name);
  const body = writeBack(tied, retro, here);
  return {
    wants: [
      ...hung(
        tied.flatMap((one) => filing(one, { retro, kind }, here)),
        here,
      ),
      ...listing({ tied, more }, retro, here),
      ...body.wants,
    ],
    wakeAt: body.wakeAt,
  };
}

function childrenOf(incident: IncidentSituation["incident"]): readonly Child[] {
  return tasksOf(incident, "action").map(({ child }) => child);
}

function effectId(retro: Child, line: ActionLine): string {
  return `action/${retro.id}/${line.hash}`;
}

/** A line that was filed and whose issue can't be seen: reported, never filed again. */
function filedBefore(one: Tied, retro: Child, here: IncidentSituation): string | undefined {
  const created = here.snapshot.ledger?.created;
  const { link } = one.line;
  const linked = [...(created?.values() ?? [])].find(
    ({ ref }) => link !== undefined && sameRef(ref, link, here.snapshot.repository.name),
  );
  return created?.get(effectId(retro, one.line))?.ref ?? linked?.ref;
}

/** Issues of the incident's owner hang under it while there is room. */
function hung(all: readonly CreateIssue[], { snapshot }: IncidentSituation): readonly Effect[] {
  const ownerOf = (repository: string): string | undefined => repository.split("/")[0];
  let room = roomUnder(snapshot);
  return all.map((one): Effect => {
    if (ownerOf(one.repository) !== ownerOf(snapshot.repository.name) || room === 0) return one;
    room -= 1;
    return { ...one, parentId: snapshot.issue.id };
  });
}

function filing(
  one: Tied,
  { retro, kind }: { readonly retro: Child; readonly kind: TaskKind },
  here: IncidentSituation,
): readonly CreateIssue[] {
  const { line, place } = one;
  if (one.child || one.ambiguous || one.repeated || line.title === "" || place.kind === "missing") return [];
  if (line.link !== undefined) return [];
  const id = effectId(retro, line);
  if (filedBefore(one, retro, here) !== undefined || here.snapshot.recent.has(id)) return [];
  if (here.snapshot.faults.some((fault) => fault.effect === id && fault.until > here.now)) return [];
  const { snapshot, incident } = here;
  const isNamed = snapshot.repository.public || place.repository === snapshot.repository.name;
  const title = titleOf(kind, line.title);
  const values = {
    incident: isNamed ? elsewhere(inline(snapshot.issue.title, 200)) : "",
    ref: snapshot.issue.ref,
    retro: retro.ref,
    people: line.assignees.map((login) => `@${login}`).join(", "),
    due: dueDate(line, here),
    type: inline(line.type ?? ""),
  };
  return [
    {
      kind: "create-issue",
      id,
      because: `The review of ${snapshot.issue.ref} asks for it.`,
      rule: "actions D-12",
      repository: place.repository,
      title,
      template: kind.document,
      values,
      ...(!isNamed && { openly: { title, values: { ...values, ref: "", retro: "" } } }),
      markers: [["of", incident.id, snapshot.issue.ref, kind.mark, id, line.hash]],
      labels: [kind.label.name, ...kind.labels, ...place.labels],
      assignees: line.assignees,
    },
  ];
}

/** In another repository a bare `#12` would point to an issue there. */
function elsewhere(text: string): string {
  return text.replace(/#(?=\d)/g, "#\u2060");
}

/** `due:30d` counts from the closing of the incident, in the policy's zone. */
function dueDate(line: ActionLine, here: IncidentSituation): string {
  if (line.due === undefined) return "";
  if ("date" in line.due) return line.due.date;
  const from =
    here.incident.closed?.at ?? reviewIn(here.incident)?.child.createdAt ?? here.incident.declaredAt;
  return local(from + line.due.in, here.ruling.policy.incidents.zone, "yyyy-MM-dd");
}

/** Our one comment on the review: line → issue → state, and what is missing, said once. */
function listing(
  { tied, more }: { readonly tied: readonly Tied[]; readonly more: number },
  retro: Child,
  here: IncidentSituation,
): readonly Message[] {
  if (tied.length === 0) return [];
  const lines = tied.map((one): Value => row(one, retro, here));
  const values: Values = more === 0 ? { lines } : { lines, most: tied.length, more };
  const digest = hash(JSON.stringify(values));
  const own = ownList(retro);
  const isWritten = own?.marks?.some(({ kind, words }) => kind === "actions" && words[1] === digest);
  if (isWritten) return [];
  const id = `actions/${retro.id}`;
  return [
    {
      id: own === undefined ? id : `${id}/${digest}`,
      // It is known again by what it is, and not by an id of something that was said.
      ids: [],
      topic: "actions",
      on: retro.id,
      asks: [],
      silenced: false,
      counts: false,
      edits: own?.id,
      details: [here.incident.id, digest],
      say: () => ({
        because: "It shows what became of each action line.",
        rule: "actions D-12",
        template: "retro-actions",
        values,
      }),
    },
  ];
}

function ownList(retro: Child): CommentItem | undefined {
  return retro.comments.find(({ marks }) => marks?.some(({ kind }) => kind === "actions"));
}

function row(one: Tied, retro: Child, here: IncidentSituation): Values {
  const { line, child, place } = one;
  const fault = here.snapshot.faults.find((each) => each.effect === effectId(retro, line));
  const lost = child === undefined ? filedBefore(one, retro, here) : undefined;
  return {
    title: inline(line.title, 120),
    ref: child?.ref ?? lost ?? "",
    state:
      child === undefined
        ? ""
        : child.state === "open"
          ? "open"
          : child.reason === "not_planned"
            ? "dropped"
            : "done",
    hidden: child?.private === true && here.snapshot.repository.public,
    lost: lost !== undefined,
    problem: problemOf(one),
    fault: fault === undefined ? "" : inline(fault.message, 300),
    team: inline(line.team ?? ""),
    repo: inline(line.repo ?? ""),
    repository: place.kind === "place" ? place.repository : "",
    teams: Object.keys(here.ruling.policy.teams).join(", "),
    notes: line.problems.map((problem) => inline(problem, 200)),
  };
}

function problemOf(one: Tied): string {
  if (one.child) return "";
  if (one.line.title === "") return "title";
  if (one.repeated) return "repeated";
  if (one.place.kind === "missing") return one.place.problem;
  if (one.line.link !== undefined) return "foreign-link";
  return one.ambiguous ? "ambiguous" : "";
}

/** Ticks and links in the body, only after it was left alone for a while, or once the review is closed. */
function writeBack(tied: readonly Tied[], retro: Child, here: IncidentSituation): Wish {
  const own = here.snapshot.repository.name;
  const lines = tied.flatMap(({ line, child }) => {
    if (child === undefined) return [];
    const ref = child.ref.startsWith(`${own}#`) ? child.ref.slice(own.length) : child.ref;
    const ticked = line.ticked || (child.state === "closed" && child.reason !== "not_planned");
    const to = withTickAndLink(line.raw, { ticked, link: ref });
    return to === line.raw ? [] : [{ raw: line.raw, to }];
  });
  if (lines.length === 0) return { wants: [] };
  const quietFrom = (retro.editedAt ?? retro.createdAt) + here.ruling.policy.actions.quiet;
  if (retro.state === "open" && here.now < quietFrom) return { wants: [], wakeAt: quietFrom };
  const id = `lines/${retro.id}/${hash(JSON.stringify(lines))}`;
  if (here.snapshot.recent.has(id)) return { wants: [] };
  return {
    wants: [
      {
        kind: "edit-lines",
        id,
        because: "Each action line gets the link of its issue, and its tick when that is closed.",
        rule: "actions D-12",
        issueId: retro.id,
        lines,
        body: retro.body,
      },
    ],
  };
}
