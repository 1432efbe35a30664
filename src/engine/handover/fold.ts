// History to handover: what the rolling issue tells, time-free. What a person commanded on it counts once.
import type { Twins } from "../heal.ts";
import type { OwnComment } from "../incident.ts";
import { ownComments, twinComments } from "../own.ts";
import type { Ruling } from "../policy/ruling.ts";
import type { RollingIssue } from "../rolling.ts";
import { type HandoverJudgement, judgeRolling } from "./judge.ts";
import { type Said, saidIn } from "./said.ts";
import type { HandoverSnapshot } from "./snapshot.ts";

/** The handover of a repository as its history tells it. */
export interface Handover {
  readonly rolling?: RollingIssue | undefined;
  /** Our comments on the rolling issue, oldest first, doubles left out. */
  readonly own: readonly OwnComment[];
  /** Every change that was said, oldest first, with what was recorded and what is to be recorded of it. */
  readonly said: readonly (Said & { readonly news: boolean })[];
  /** Commands that were judged and may still want an answer. */
  readonly judged: readonly HandoverJudgement[];
  /** Younger doubles of what exists once. */
  readonly twins: { readonly comments: readonly OwnComment[]; readonly issues: Twins["issues"] };
  /** Logins whose rights must be looked up before this result may be used. */
  readonly needsRoles: readonly string[];
}

/** Reads what was said on the rolling issue under a policy. */
export function foldHandover(snapshot: HandoverSnapshot, ruling: Ruling): Handover {
  const [rolling, ...doubles] = snapshot.rolling;
  const all = rolling === undefined ? [] : ownComments(rolling.comments);
  const twins = twinComments(all);
  const own = all.filter((one) => !twins.includes(one));
  const said = saidIn(own, ruling);
  const { judged, needs } =
    rolling === undefined ? { judged: [], needs: [] } : judgeRolling(rolling, said, { snapshot, ruling });
  return {
    rolling,
    own,
    said: said.map((one) => recorded(one, judged)),
    judged,
    // Only open ones are rolling.
    twins: { comments: twins, issues: doubles.map(({ id }) => ({ id, state: "open" })) },
    needsRoles: needs,
  };
}

/** A handover with what people did about it since; the first to acknowledge counts. */
function recorded(said: Said, judged: readonly HandoverJudgement[]): Said & { readonly news: boolean } {
  const entries = judged.flatMap(({ records }) => records.get(said.id) ?? []);
  const acked = said.acked.length > 0 ? [] : entries.flatMap((entry) => entry.acked ?? []).slice(0, 1);
  const called = entries.flatMap((entry) => entry.called ?? []);
  const news = acked.length + called.length > 0;
  return { ...said, acked: [...said.acked, ...acked], called: [...said.called, ...called], news };
}
