// Which level `/escalate` means without a name: the next above the last that was asked, by people, rules or clocks.
import type { Requested } from "../incident.ts";
import type { Instant } from "../instant.ts";
import { ownComments } from "../own.ts";
import type { Policy } from "../policy/model.ts";
import type { IncidentSnapshot } from "../snapshot.ts";
import { rememberedOf, saidAt } from "../voice/record.ts";
import { lastSteps, levelAskedAt } from "./sent.ts";

/** What was asked until an instant. */
interface Until {
  readonly requests: readonly Requested[];
  readonly at: Instant;
}

/** The key of the next level above the last that was asked; the first where none was, the last where none comes after it. */
export function levelAbove(snapshot: IncidentSnapshot, policy: Policy, { requests, at }: Until): string {
  const { levels } = policy.escalation;
  const last = askedUntil(snapshot, policy, { requests, at }).reduce<string | undefined>(
    (level, asked) => asked ?? nextOf(policy, level),
    undefined,
  );
  return last === undefined ? (levels[0]?.key ?? "") : nextOf(policy, last);
}

function nextOf({ escalation: { levels } }: Policy, last: string | undefined): string {
  if (last === undefined) return levels[0]?.key ?? "";
  return levels.find(({ key }) => key === last)?.next ?? last;
}

/** Keys of the levels that were asked, in order; undefined where a clock went up and its comment is gone: to the next. */
function askedUntil(
  snapshot: IncidentSnapshot,
  policy: Policy,
  until: Until,
): readonly (string | undefined)[] {
  const own = ownComments(snapshot.issue.timeline);
  const written = saidAt(rememberedOf(snapshot, own));
  const said = [...written].flatMap(([id, at]) => {
    const [kind, level] = id.split("/");
    return kind === "escalate" && policy.escalation.levels.some(({ key }) => key === level)
      ? [{ level, at }]
      : [];
  });
  const clocks = policy.clocks
    .filter(({ escalates, overdue }) => escalates && overdue.length > 0)
    .flatMap((clock) => lastSteps(written, clock).map(({ at }) => at));
  const requests = until.requests.map(({ level, at }) => ({ level, at }));
  // Last steps that are said in one comment ask one level; beside a level that is asked there, that one.
  const alone = clocks.filter((at) => !said.some((one) => one.at === at));
  const up = [...new Set(alone)].map((at) => ({ level: levelAskedAt(at, own), at }));
  return [...said, ...up, ...requests]
    .filter(({ at }) => at < until.at)
    .toSorted((one, other) => one.at - other.at)
    .map(({ level }) => level);
}
