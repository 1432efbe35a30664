// What people are owed in words by where an incident stands: questions that only they can answer, and notices that they let go.
import { toDraft, viewOf } from "../../src/engine/notice-standing.ts";
import { contentOf } from "../../src/engine/notices/content.ts";
import { blockOf, holdsOf } from "../../src/engine/notices/keeping.ts";
import type { IncidentSituation } from "../../src/engine/situation.ts";
import type { OwedAsk } from "./owed.ts";

/** What only a person can say. */
export function questions(here: IncidentSituation): readonly OwedAsk[] {
  const { incident, standing, ruling, now } = here;
  const { closed, drill, flags } = incident;
  const unsafe = Object.values(ruling.policy.flags).filter(
    ({ key, untilSafe }) => untilSafe && flags.has(key) && flags.get(key)?.safe === undefined,
  );
  const isCalledOff = closed?.reason === "not_planned" || closed?.reason === "duplicate";
  const uncounted = (drill === undefined ? standing.uncounted : []).filter(
    ({ field }) => incident.facts.get(field)?.problem !== undefined,
  );
  // What is counted from a time is asked with the question for that time, once.
  const isAskedBeside = (field = ""): boolean => uncounted.some((one) => one.field === field);
  return [
    ...incident.questions
      .filter(({ topic, values }) => topic !== "fact-time" || !isAskedBeside(values.field))
      .map(({ topic, cause }) => `ask/${topic}/${cause}`),
    ...(closed === undefined || drill !== undefined
      ? []
      : unsafe.map(({ key }) => `ask/made-safe/${key}/${flags.get(key)?.cause}`)),
    ...standing.escalation.questions
      .filter(({ at }) => at <= now)
      .map(({ trigger, cause }) => `ask/escalate/${trigger.id}/${cause}`),
    ...uncounted.map(({ field }) => `ask/since/${field}/`),
    ...(standing.review === "ask" ? ["ask/review/"] : []),
    ...(standing.missingAtEnd.length > 0 && !isCalledOff ? ["ask/closure-data/"] : []),
  ].map((id) => ({ id, at: now }));
}

/** Notices that are to be drafted, and those that somebody is to let go. */
export function notices(here: IncidentSituation): readonly OwedAsk[] {
  const { incident, ruling, standing, now } = here;
  const drafts = toDraft({ ...here, limits: standing.limits, from: standing.from }).filter(
    ({ at }) => at <= now,
  );
  const view = viewOf(incident, ruling);
  const waiting = incident.notices.flatMap((notice): readonly OwedAsk[] => {
    const content = contentOf(notice, view, now);
    const isDone = [notice.approved, notice.skipped, notice.moot, notice.held].some(
      (one) => one !== undefined,
    );
    const isWhole = content !== undefined && content.missing.length === 0 && content.parts.length > 0;
    if (isDone || !isWhole || content.suspect > 0 || blockOf(content.rule, view, now) !== undefined)
      return [];
    const begin = `notice-ask/${notice.id.slice("notice/".length)}`;
    // Each role of what holds it back is asked for what is its own to let go.
    const holding = holdsOf(content.rule, view, now).filter(
      ({ because }) => !notice.lifted.includes(because),
    );
    if (holding.length > 0)
      return [...new Set(holding.map(({ release }) => release.join("+")))].map((roles) => ({
        id: `${begin}/held/${roles}`,
        at: now,
      }));
    const { approve } = content.rule;
    if (notice.startedBy === "clock" || approve === undefined || approve === "none") return [];
    return [{ id: `${begin}/draft`, at: now }];
  });
  return [...drafts.map(({ id, at }) => ({ id, at })), ...waiting];
}
