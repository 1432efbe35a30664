// What differs about maintenance: whether it is announced, by which forms, and what is asked about it and shown.
import { type Change, change, type Pair } from "./change.ts";
import { listed, quoted, quotedList, sentence } from "./phrases.ts";

/** The changes of maintenance; its label is told with all others. */
export function changes({ before, after }: Pair): readonly Change[] {
  const [one, other] = [before.maintenance, after.maintenance];
  const told = (words: string): Change =>
    change({ kind: "notice", subject: "maintenance", words: sentence(words) });
  if (one === undefined && other === undefined) return [];
  if (one === undefined) return [told("maintenance is announced on the status page now")];
  if (other === undefined) return [told("maintenance is no longer announced")];
  const forms =
    quotedList(other.forms) === quotedList(one.forms) ? [] : [formsChange(one.forms, other.forms)];
  const ids = [...new Set([...Object.keys(one.fields), ...Object.keys(other.fields)])];
  const fields = ids.flatMap((id) => {
    const [was, is] = [one.fields[id], other.fields[id]];
    const name = quoted(is?.title ?? was?.title ?? id);
    if (was === undefined)
      return [`of a maintenance ${name} is taken now${is?.public ? ", and shown in public" : ""}`];
    if (is === undefined) return [`${name} is no fact of a maintenance any more`];
    if (was.public !== is.public)
      return [
        `${name} of a maintenance is ${is.public ? "shown in public now" : "not shown in public any more"}`,
      ];
    return same(was) === same(is) ? [] : [`${name} of a maintenance is found or read otherwise`];
  });
  return [...forms, ...fields].map(told);
}

function formsChange(one: readonly string[], other: readonly string[]): string {
  return `maintenance is opened by ${listed(other.map(quoted)) || "no form"} instead of ${listed(one.map(quoted)) || "no form"}`;
}

/** Sources change no behaviour. */
const same = (field: object): string => JSON.stringify({ ...field, source: "" });
