// What an issue has in the fields of its organization: a day is put in, changed, or taken out.
import { nodeId } from "../identity.ts";
import type { Acting, Platform } from "../platform.ts";
import type { DateField, Issue } from "../records.ts";
import { change, type NewEvent, note, refOf, repositoryOf, tell } from "./change.ts";

/** The fields that issues of an owner have. */
export function fieldsOf({ fields }: Platform, ownerId: string): readonly DateField[] {
  return fields.filter((field) => field.ownerId === ownerId);
}

/** Whether a text is a day of the calendar, `2025-05-01`. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
}

/** Puts a day into a field of an issue, or takes it out (`undefined`); nothing happens where that is so already. */
export function setField(act: Acting, issue: Issue, field: DateField, day: string | undefined): Issue {
  const before = issue.fieldValues.find(({ fieldId }) => fieldId === field.id);
  if (before?.value === day) return issue;
  const others = issue.fieldValues.filter((value) => value !== before);
  const databaseId = before?.databaseId ?? act.platform.identity.next("fieldValue");
  const id = before?.id ?? nodeId("IFDV", [field.databaseId, databaseId]);
  const value = day === undefined ? [] : [{ id, databaseId, fieldId: field.id, value: day }];
  const next = change(act, issue, {
    fieldValues: [...others, ...value],
    events: [eventOf(field, before?.value, day)],
  });
  note(act, refOf(act, issue), { did: "set-field", text: `${field.name}: ${day ?? "none"}` });
  // https://docs.github.com/webhooks/webhook-events-and-payloads#issues: what is changed is told as added, with what was there before.
  tell(act, next, {
    action: day === undefined ? "field_removed" : "field_added",
    issue_field: { id: field.databaseId, name: field.name, field_type: "date" },
    issue_field_value: { id: databaseId, value: day ?? before?.value ?? null },
    ...(before !== undefined &&
      day !== undefined && {
        changes: { issue_field_value: { from: { id: databaseId, value: before.value } } },
      }),
  });
  return next;
}

function eventOf({ id: fieldId }: DateField, before: string | undefined, day: string | undefined): NewEvent {
  if (day === undefined) return { kind: "IssueFieldRemovedEvent", fieldId };
  return before === undefined
    ? { kind: "IssueFieldAddedEvent", fieldId, value: day }
    : { kind: "IssueFieldChangedEvent", fieldId, previousValue: before, newValue: day };
}

/** The field of an issue's organization by its name, however that is written. */
export function fieldNamed(act: Acting, issue: Issue, name: string): DateField | undefined {
  const owned = fieldsOf(act.platform, repositoryOf(act, issue).ownerId);
  return owned.find((field) => field.name.toLowerCase() === name.toLowerCase());
}
