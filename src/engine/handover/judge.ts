// Commands on the rolling issue: `/ack` by whoever takes over, `/called desk 17:32` by either side or anybody with triage.
import { commandsIn } from "../commands/parse.ts";
import { onDuty } from "../duty.ts";
import { type Duration, HOUR, type Instant } from "../instant.ts";
import { isPerson } from "../own.ts";
import type { HandoverChange } from "../policy/model.ts";
import { codeOf, roleOf } from "../policy/names.ts";
import type { Ruling } from "../policy/ruling.ts";
import { atLeast } from "../rights.ts";
import type { RollingIssue } from "../rolling.ts";
import { saidMoment } from "../said-moment.ts";
import type { CommentItem } from "../snapshot/timeline.ts";
import type { CommandOf, UnreadCommand } from "../text/command.ts";
import { writtenAt } from "./change.ts";
import { type Called, type HandoverAcked, isHandedOn, type Said } from "./said.ts";
import type { HandoverSnapshot } from "./snapshot.ts";

/** What a command on the rolling issue comes to. `records`: by the id of the handover that it is about. */
export interface HandoverJudgement {
  readonly comment: CommentItem;
  readonly verdict: "done" | "refused";
  readonly records: ReadonlyMap<string, { readonly acked?: HandoverAcked; readonly called?: Called }>;
}

/** Every command that was not answered yet, judged; `needs` are those whose rights must be looked up before. */
export function judgeRolling(
  rolling: RollingIssue,
  said: readonly Said[],
  here: { readonly snapshot: HandoverSnapshot; readonly ruling: Ruling },
): { readonly judged: readonly HandoverJudgement[]; readonly needs: readonly string[] } {
  const judged: HandoverJudgement[] = [];
  const needs = new Set<string>();
  const recorded = new Set(
    said.flatMap(({ acked, called }) => [...acked, ...called].map(({ item }) => item)),
  );
  for (const comment of rolling.comments) {
    const by = comment.by;
    if (!isPerson(by, here.ruling.policy, here.snapshot.me)) continue;
    const named = commandsIn(comment.body).find(
      (one): one is Asking => one.exact && (one.name === "ack" || one.name === "called"),
    );
    if (named === undefined) continue;
    // What has our reaction was judged, whatever rights its author has by now.
    if (comment.reacted.includes("confused")) continue;
    const settled = recorded.has(comment.id) || comment.reacted.includes("+1");
    const asked: Asked = { comment, by: by.login, said, ...here };
    const right = settled ? "yes" : rightTo(named.name, asked);
    if (right === "unknown") needs.add(by.login);
    const command = right === "yes" && !recorded.has(comment.id) ? named.read() : undefined;
    if (command !== undefined && command.kind !== "ack" && command.kind !== "called") continue;
    const records = command === undefined ? new Map<string, Entry>() : recordsOf(command, asked);
    const done = settled || (right === "yes" && records.size > 0);
    if (right !== "unknown")
      judged.push({ comment, verdict: done ? "done" : "refused", records: done ? records : new Map() });
  }
  return { judged, needs: [...needs] };
}

/** What is judged here: the first such command of a comment. */
type Asking = UnreadCommand & { readonly name: "ack" | "called" };

interface Asked {
  readonly comment: CommentItem;
  readonly by: string;
  readonly said: readonly Said[];
  readonly snapshot: HandoverSnapshot;
  readonly ruling: Ruling;
}

type Entry = { readonly acked?: HandoverAcked; readonly called?: Called };

/** Handovers that stood open when somebody wrote: said by then, and not handed on. */
function openAt(at: Instant, { said, ruling }: Asked): readonly Said[] {
  return said.filter((one) => one.own.item.at <= at && !isHandedOn(one, ruling, at));
}

const earliestCall: Duration = 2 * HOUR;

function recordsOf(command: CommandOf<"ack" | "called">, asked: Asked): ReadonlyMap<string, Entry> {
  const { comment, by } = asked;
  const open = openAt(comment.at, asked);
  if (command.kind === "ack") {
    const waiting = open.filter((one) => !one.idle && one.acked.length === 0);
    const theirs = waiting.filter((one) => takesOver(one, asked));
    const meant = theirs.length > 0 ? theirs : waiting.filter((one) => isForAnybody(one, asked));
    return new Map(meant.map((one) => [one.id, { acked: { item: comment.id, by, at: comment.at } }]));
  }
  // Whom a machine answered, or somebody else, was not reached: whoever wrote it says what came of it.
  if (command.denied || command.other) return new Map();
  const { zone } = asked.ruling.policy.incidents;
  const saying = { zone, said: comment.at, side: "past" } as const;
  const when = command.when === undefined ? undefined : saidMoment(command.when, saying);
  if (when?.kind === "unclear") return new Map();
  const meant = open.filter(
    (one) =>
      roleCalled(command.who, one.change, asked.ruling) !== undefined &&
      // A call before the handover may well be for it; one of another day is not.
      (when?.at ?? comment.at) >= writtenAt(one.change, one.at) - earliestCall,
  );
  return new Map(
    meant.map(({ id, change }) => {
      const who = roleCalled(command.who, change, asked.ruling) ?? "";
      const at = when?.at ?? comment.at;
      return [id, { called: { item: comment.id, by, at, who, answered: command.answer ?? true } }];
    }),
  );
}

/** The title of the side of a change that words name: a role by all its names, or somebody who has it by duty. */
function roleCalled(words: string, { from, to }: HandoverChange, ruling: Ruling): string | undefined {
  const { roles, contacts } = ruling.policy;
  const key = roleOf(ruling.policy, words)?.key;
  const side = [to, from].find(
    (role) =>
      role === key ||
      (roles[role]?.duty ?? []).some(({ people }) =>
        people.some((who) =>
          [who, contacts[who]?.title ?? who].some((name) => codeOf(name) === codeOf(words)),
        ),
      ),
  );
  return side === undefined ? undefined : (roles[side]?.title ?? side);
}

/**
 * Who takes over says so, and nobody for them: everybody with triage only where nobody is named. Either side may say that they called,
 * and so may everybody with triage.
 */
function rightTo(command: "ack" | "called", asked: Asked): "yes" | "no" | "unknown" {
  const open = openAt(asked.comment.at, asked);
  if (command === "ack" && open.some((one) => takesOver(one, asked))) return "yes";
  if (command === "ack" && !open.some((one) => isForAnybody(one, asked))) return "no";
  const sides = open.flatMap(({ change }) => [change.to, change.from]);
  if (command === "called" && sides.some((role) => isOnDuty(role, asked))) return "yes";
  const role = asked.snapshot.roles.get(asked.by);
  if (role === undefined) return "unknown";
  return atLeast(role, "triage") ? "yes" : "no";
}

/** Whoever takes over may say so before the change, too. */
const takenAt = ({ at }: Said, { comment }: Asked): Instant => Math.max(at, comment.at);

function takesOver(said: Said, asked: Asked): boolean {
  return isOnDuty(said.change.to, asked, takenAt(said, asked));
}

/** Has nobody with an account the role by duty that takes over? */
function isForAnybody(said: Said, asked: Asked): boolean {
  const { contacts } = asked.ruling.policy;
  const takers = onDuty(asked.ruling, said.change.to, takenAt(said, asked));
  return takers.every((who) => Object.hasOwn(contacts, who));
}

function isOnDuty(role: string, { comment, by, ruling }: Asked, at: Instant = comment.at): boolean {
  const known = by.toLowerCase();
  return onDuty(ruling, role, at).some((who) => who.replace(/^@/, "").toLowerCase() === known);
}
