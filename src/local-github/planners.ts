// What people do on the local GitHub about how issues hang together, and by when they are due: parents, blockers, fields.
import { block, unblock, whyNotBlocked } from "./acts/dependencies.ts";
import { fieldNamed, isDay, setField } from "./acts/fields.ts";
import { linkSubIssue, unlinkSubIssue, whyNoSubIssue } from "./acts/links.ts";
import { Contributors } from "./contributors.ts";
import type { OnIssue } from "./people.ts";
import { newest } from "./platform.ts";
import type { Issue } from "./records.ts";
import { Refused } from "./rights.ts";

/** The acts of people who plan. Each is refused with a sentence when GitHub would not allow it. */
export class Planners extends Contributors {
  /** Hangs one issue under another, out of the one it hung under; needs triage in both. */
  addSubIssue({ by, issue, child }: OnIssue & { readonly child: string }): void {
    const parent = this.rights.on(by, issue);
    const on = this.rights.on(by, child);
    this.rights.need(parent, "triage", "give it sub-issues");
    this.rights.need(on, "triage", "hang its issues under others");
    const why = whyNoSubIssue(newest(on.act), parent.issue, on.issue);
    if (why !== undefined) throw new Refused(`${why}.`);
    const before = on.issue.parentId;
    if (before !== null) unlinkSubIssue(on.act, newest(on.act).theIssue(before), on.issue);
    linkSubIssue(on.act, parent.issue, newest(on.act).theIssue(on.issue.id));
  }

  /** Says that an issue is blocked by another, or (`off`) that it is no longer; needs triage where the issue is. */
  block({
    by,
    issue,
    blocking,
    off = false,
  }: OnIssue & { readonly blocking: string; readonly off?: boolean }): void {
    const on = this.rights.on(by, issue);
    this.rights.need(on, "triage", "say what blocks its issues");
    const pair = { issue: on.issue, blocking: this.rights.on(by, blocking).issue };
    if (off) {
      if (!on.issue.blockedByIds.includes(pair.blocking.id))
        throw new Refused(`${issue} is not blocked by ${blocking}.`);
      unblock(on.act, pair);
      return;
    }
    const why = whyNotBlocked(pair);
    if (why !== undefined) throw new Refused(`${why}.`);
    block(on.act, pair);
  }

  /** Puts a day into a field of an issue, or takes it out (`null`); needs triage. */
  setField({
    by,
    issue,
    field,
    day,
  }: OnIssue & { readonly field: string; readonly day: string | null }): Issue {
    const on = this.rights.on(by, issue);
    this.rights.need(on, "triage", "set fields of its issues");
    const found = fieldNamed(on.act, on.issue, field);
    if (found === undefined) throw new Refused(`Issues of ${on.repository.owner} have no field "${field}".`);
    if (day !== null && !isDay(day)) throw new Refused(`"${day}" is no day: write it as 2025-05-01.`);
    return setField(on.act, on.issue, found, day ?? undefined);
  }
}
