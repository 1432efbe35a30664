// GitHub's issue field *Target date*: which field of an organization it is, and what its issues have in it.
import { type Duration, HOUR, type Instant } from "../engine/instant.ts";
import type { Child } from "../engine/snapshot/child.ts";
import type { IncidentSnapshot } from "../engine/snapshot.ts";
import type { Clock } from "../world.ts";
import type { Installation } from "./client.ts";
import { Limited } from "./limit.ts";
import { PartialAnswer } from "./partial.ts";
import { responseOf } from "./response.ts";
import { datesOf } from "./target-date-values.ts";
import { RequestFailed } from "./transport.ts";

/** The field by the name that GitHub gives it in every organization; who renames it has none. */
const fieldName = "target date";

/** What the reader of dates is made with. */
export interface TargetDateOptions {
  readonly clock: Pick<Clock, "now">;
  /** Is told what can't be read, and what it takes; of a right that is lacking once an hour. */
  readonly warn: (fields: Readonly<Record<string, unknown>>, message: string) => void;
}

/** Reads the field of actions. */
export interface TargetDates {
  /**
   * The snapshot with the field, and with what these issues have in it. Without a change where the organization has no such field, or where
   * it can't be read: it only shows what stands elsewhere, so that nothing waits for it.
   */
  read(transport: Installation, seen: IncidentSnapshot, issues: readonly string[]): Promise<IncidentSnapshot>;
}

const kept: Duration = HOUR;

interface Known {
  readonly at: Instant;
  readonly field: string | undefined;
}

/** The reader of one process; which field it is is asked once an hour for each account. */
export function createTargetDates({ clock, warn }: TargetDateOptions): TargetDates {
  const known = new Map<string, Known>();
  const fieldOf = async (transport: Installation): Promise<string | undefined> => {
    const before = known.get(transport.owner);
    if (before !== undefined && before.at > clock.now() - kept) return before.field;
    const keep = (field: string | undefined): string | undefined => {
      known.set(transport.owner, { at: clock.now(), field });
      return field;
    };
    try {
      const params = { org: transport.owner };
      const fields = await transport.get<readonly RawField[]>("GET /orgs/{org}/issue-fields", params);
      const isIt = ({ name, data_type: type }: RawField) =>
        type === "date" && name.toLowerCase() === fieldName;
      return keep(fields.find(isIt)?.node_id);
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      // Of an account of a person there are none, and an older server has none either.
      if (error.status !== 404)
        warn({ step: "target-date", account: transport.owner, ...wanted(error) }, unread);
      // No answer says nothing of what there is: it is asked again with the next look.
      return error.unclear ? undefined : keep(undefined);
    }
  };
  return {
    async read(transport, seen, issues) {
      if (issues.length === 0) return seen;
      try {
        const targetField = await fieldOf(transport);
        if (targetField === undefined) return seen;
        const dates = await datesOf(transport, issues, targetField);
        const dated = (child: Child): Child => {
          const target = dates.get(child.id);
          return target === undefined ? child : { ...child, target };
        };
        return { ...seen, targetField, children: seen.children.map(dated) };
      } catch (error) {
        const isRefused =
          error instanceof RequestFailed || error instanceof Limited || error instanceof PartialAnswer;
        if (!isRefused) throw error;
        warn({ step: "target-date", key: seen.key, reason: error.message }, unread);
        return seen;
      }
    },
  };
}

const unread = "the issue field Target date can't be read; the days of actions are not shown in it";

/** What GitHub says is lacking, by its header: `issue_fields=read`. */
function wanted(error: RequestFailed): Readonly<Record<string, unknown>> {
  const needs = responseOf(error.cause)?.headers["x-accepted-github-permissions"];
  return { reason: error.message, ...(typeof needs === "string" && { needs }) };
}

interface RawField {
  readonly node_id: string;
  readonly name: string;
  readonly data_type: string;
}
