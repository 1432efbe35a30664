// The one comment on a maintenance: what is shown of it in public, from when to when, or what is missing for that.

import type { Management } from "../incident.ts";
import { DAY, type Instant } from "../instant.ts";
import { spanOf, type Work, type WorkProblem } from "../maintenance/work.ts";
import type { Policy } from "../policy/model.ts";
import type { Quotable } from "../quoted.ts";
import { cut, inline } from "../text/safe.ts";
import { clockTime } from "../time.ts";
import type { Values } from "../wanted.ts";
import type { CardFace } from "./card.ts";

/** What the comment is made of. */
export interface Announcing {
  readonly work: Work;
  readonly management: Management;
  readonly policy: Policy;
}

/** The comment. It says times and never "now", so that it stands until somebody changes something. */
export function receiptOf(announcing: Announcing): CardFace {
  return { template: "maintenance", values: () => valuesOf(announcing) };
}

function valuesOf({ work, management, policy }: Announcing): Values {
  const { zone } = policy.incidents;
  const span = spanOf(work);
  // What is not shown may be what must not be repeated.
  const shown = span === undefined ? { title: "", text: "" } : work;
  const isOff = work.isCalledOff || management === "withdrawn";
  return {
    state: isOff ? "off" : span === undefined ? "missing" : "shown",
    site: inline(policy.site?.title ?? "", 80),
    title: inline(shown.title, 120),
    from: span === undefined ? "" : told(span.from, zone),
    to: span === undefined ? "" : told(span.to, zone),
    isCut: work.endedAt !== undefined && span !== undefined && span.to === work.endedAt,
    services: work.services.map((key) => policy.services[key]?.status ?? policy.services[key]?.title ?? key),
    lines: shown.text === "" ? [] : cut(shown.text, 3_000).split(/\r?\n/),
    problems: work.problems.map(problemValues),
  };
}

/** What acceptance would make public, as its words; none of them (`isSuspect`) where they must not be repeated. */
export function quoteValues(work: Work, { title, facts }: Quotable, policy: Policy): Values {
  const isSuspect = work.problems.some(({ kind }) => kind === "suspect");
  const time = (at: Instant | undefined, field: string): string =>
    at === undefined ? inline(facts.get(field)?.text || "…", 80) : told(at, policy.incidents.zone);
  const services = inline(facts.get("service")?.text ?? "", 200);
  const text = cut(work.text, 3_000);
  return {
    ...{ isSuspect, site: inline(policy.site?.title ?? "", 80), title: "", from: "", to: "", services: "" },
    ...(!isSuspect && { title: inline(title, 250), services }),
    ...(!isSuspect && { from: time(work.from, "start"), to: time(work.to, "end") }),
    lines: isSuspect || text === "" ? [] : text.split(/\r?\n/),
  };
}

/** With the year where that is another than the day's before: it may be read long after. */
function told(at: Instant, zone: string): string {
  return clockTime(at, zone, at - 400 * DAY);
}

function problemValues(problem: WorkProblem): Values {
  return { title: "", text: "", why: "", ...problem };
}
