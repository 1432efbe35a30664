// Labels that are called otherwise, or mean something else. Colours and descriptions change no behaviour and are left out.
import { named } from "../engine/named.ts";
import type { LabelUse } from "../engine/policy/labels.ts";
import type { Label, Policy } from "../engine/policy/model.ts";
import { type Change, change, type Pair } from "./change.ts";
import { listed, quoted, quotedList, sentence } from "./phrases.ts";
import { addedAndGone, matched } from "./traits.ts";

/** The labels that differ of all that both policies have. */
export function labelChanges({ before, after }: Pair): readonly Change[] {
  return matched(labelsBy(before), labelsBy(after)).both.flatMap(({ key, before: one, after: other }) => [
    ...(one.label.name === other.label.name
      ? []
      : [
          change({
            kind: "label",
            subject: key,
            before: one.label.name,
            after: other.label.name,
            words: sentence(
              `${other.of} has the label ${quoted(other.label.name)} instead of ${quoted(one.label.name)}`,
            ),
          }),
        ]),
    ...aliasChange(key, { one: one.label, other: other.label }),
  ]);
}

function aliasChange(key: string, { one, other }: { one: Label; other: Label }): readonly Change[] {
  // A label that was renamed and is kept as an alias is part of the renaming.
  const { added, gone } = addedAndGone(one.aliases, other.aliases);
  const parts = [
    ...(added.length > 0
      ? [
          `${quotedList(added)} now ${added.length === 1 ? "counts" : "count"} as the label ${quoted(other.name)}`,
        ]
      : []),
    ...(gone.length > 0
      ? [
          `${quotedList(gone)} no longer ${gone.length === 1 ? "counts" : "count"} as the label ${quoted(other.name)}`,
        ]
      : []),
  ];
  if (parts.length === 0) return [];
  return [
    change({
      kind: "label",
      subject: key,
      before: one.aliases.join(", "),
      after: other.aliases.join(", "),
      words: sentence(listed(parts)),
    }),
  ];
}

/** What each label is the label of, by its name in lower case: a label that is called otherwise is still the same one. */
export function labelOwners(policy: Policy): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(labelsBy(policy)).map(([key, { label }]) => [label.name.toLowerCase(), key] as const),
  );
}

/** Every label by what it is the label of: `incident`, `severities.sev1`. */
function labelsBy({ labelUses }: Policy): Readonly<Record<string, LabelUse>> {
  return named(labelUses.map((use) => [use.id, use]));
}
