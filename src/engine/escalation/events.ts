// What moves escalation, as the history tells it: requests, rules that hold, last steps of clocks, calls, acknowledgements, ends.
import type { Ended } from "../clock-state.ts";
import type { Event, Incident, Told } from "../incident.ts";
import type { Instant } from "../instant.ts";
import { rememberedOf, saidAt } from "../voice/record.ts";
import type { EscalationEvent } from "./replay.ts";
import { lastSteps } from "./sent.ts";
import type { Asks, EscalationSituation } from "./standing.ts";
import { levelsOf } from "./who.ts";

/** All of it, in no order. `rules` are those that ask a level at once. */
export function escalationEvents(
  basis: EscalationSituation,
  rules: readonly Asks[],
): readonly EscalationEvent[] {
  const { incident, ruling } = basis;
  const { levels } = ruling.policy.escalation;
  const level = (key: string) => levels.find((one) => one.key === key);
  const requests = incident.requests.flatMap((request): readonly EscalationEvent[] => {
    const wanted = level(request.level);
    if (wanted === undefined) return [];
    return [{ kind: "wanted", at: request.at, level: wanted, reason: { kind: "person", ...request } }];
  });
  const held = rules.flatMap(({ trigger, cause, at, met }): readonly EscalationEvent[] => {
    const wanted = level(trigger.to);
    return wanted
      ? [{ kind: "wanted", at, level: wanted, reason: { kind: "rule", at, cause, trigger, met } }]
      : [];
  });
  const acks = incident.acks.flatMap(({ at, by }): readonly EscalationEvent[] =>
    by === undefined ? [] : [{ kind: "ack", at, by, levels: levelsOf(by, at, { incident, ruling }) }],
  );
  return [...requests, ...held, ...clocks(basis), ...calls(basis), ...acks, ...ends(incident)];
}

/** Calls, and being told in person or by phone, which reaches somebody as well. */
function calls({ incident, ruling }: EscalationSituation): readonly EscalationEvent[] {
  return incident.told.flatMap((told, index): readonly EscalationEvent[] => {
    if (!told.called && !/phone|call|person/iu.test(told.how ?? "")) return [];
    const levels = levelsOf(told.who, told.at, { incident, ruling });
    if (levels.length === 0) return [];
    return [
      { kind: "call", at: told.at, cause: told.cause ?? `call-${index}`, levels, outcome: outcomeOf(told) },
    ];
  });
}

function outcomeOf({ answered, busy }: Told): "answered" | "no-answer" | "busy" {
  if (answered) return "answered";
  return busy ? "busy" : "no-answer";
}

/** The last steps of clocks that went up, as far as their clock still waits for an answer or it is known when it had one. */
function clocks({ snapshot, incident, ruling }: EscalationSituation): readonly EscalationEvent[] {
  const written = saidAt(rememberedOf(snapshot, incident.own));
  const rules = ruling.policy.clocks.filter(({ escalates, overdue }) => escalates && overdue.length > 0);
  return rules.flatMap((rule): readonly EscalationEvent[] => {
    return lastSteps(written, rule).flatMap(({ cause, at }): readonly EscalationEvent[] => {
      const wanted: EscalationEvent = {
        kind: "wanted",
        at,
        level: undefined,
        reason: { kind: "clock", at, cause, clock: rule.name },
      };
      const state = incident.clocks.get(rule.name);
      if (state?.running === true && state.cause === cause) return [wanted];
      const ended = incident.ended.find((one) => one.clock === rule.name && one.cause === cause);
      return ended
        ? [wanted, { kind: "clock-over", at: knownAt(ended, incident), clock: rule.name, cause }]
        : [];
    });
  });
}

/** When the record had its end: what is said later to have been in time was asked for until then all the same. */
function knownAt({ endedAt, endedBy }: Ended, { events }: Incident): Instant {
  const event = events.find(({ at, cause }) => at === endedAt && cause === endedBy);
  return event === undefined ? endedAt : knownSince(event);
}

const knownSince = ({ at, saidAt = at, knownAt = saidAt }: Event): Instant => knownAt;

/** The incident was over, or is worked on again. */
function ends({ events, closed }: Incident): readonly EscalationEvent[] {
  const found = events.flatMap((event): readonly EscalationEvent[] => {
    const at = knownSince(event);
    if (event.name === "resolved" || event.name === "closed") return [{ kind: "over", at }];
    return event.name === "reopened" ? [{ kind: "again", at }] : [];
  });
  return closed === undefined ? found : [...found, { kind: "over", at: closed.at }];
}
