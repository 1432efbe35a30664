// When a notice says that the next one comes: steady while it is drafted, so that its words stay as they were approved (H-8, H-9).
import { endOf } from "../business.ts";
import { type Instant, MINUTE } from "../instant.ts";
import { limitOf } from "../limit.ts";
import type { NoticeRule } from "../policy/model.ts";
import { calendarOf } from "../policy/names.ts";
import { type NoticeView, noticeFacts } from "./view.ts";

/** A promise that is nearer than this, or than a quarter of the limit, is worth nothing: the next limit is counted from then. */
const nearest = 15 * MINUTE;
/** A draft of days ago has gone through so many promises at most; one that old is for a person to write. */
const mostSteps = 2000;

/** The next notice's time, of one that was drafted at `base` and is looked at later; undefined where none is due by a clock. */
export function promiseOf(
  rule: NoticeRule,
  view: NoticeView,
  base: Instant,
  at: Instant,
): NextNotice | undefined {
  const clock = view.ruling.policy.clocks.find(({ name }) => name === rule.next);
  const limit = clock && limitOf(clock, view.severity?.key, noticeFacts(view));
  if (clock === undefined || limit === undefined) return undefined;
  const calendar = calendarOf(view.ruling.policy, clock);
  let from = base;
  for (let step = 0; step < mostSteps; step += 1) {
    const next = endOf(limit, from, calendar);
    const ahead = Math.min(nearest, (next - from) / 4);
    if (next - ahead > at) return { at: next, until: next - ahead };
    from = next - ahead;
  }
  return undefined;
}

/** When the next notice comes, and until when that is worth saying. */
export interface NextNotice {
  readonly at: Instant;
  readonly until: Instant;
}
