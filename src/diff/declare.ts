// What differs about who is told at once that an incident is a major one.
import type { Declare } from "../engine/policy/model.ts";
import { type Change, type Pair, toldAs } from "./change.ts";
import { listed, severityTitles, theRoles } from "./phrases.ts";
import { addedAndGone, differences, type Traits } from "./traits.ts";

/** The changes of whom the declaration of a major incident is told. */
export function changes({ before, after }: Pair): readonly Change[] {
  const traits: Traits<Declare> = {
    tell: {
      words: (one, other) => {
        const severities = [...new Set([...Object.keys(one.tell), ...Object.keys(other.tell)])];
        return listed(
          severities.flatMap((key) => {
            const { added, gone } = addedAndGone(one.tell[key] ?? [], other.tell[key] ?? []);
            const where = `at the declaration of ${severityTitles([key], key in other.tell ? after : before)}`;
            return [
              ...(added.length > 0
                ? [`${where} ${theRoles(added, after)} ${added.length === 1 ? "is" : "are"} told`]
                : []),
              ...(gone.length > 0
                ? [`${where} ${theRoles(gone, before)} ${gone.length === 1 ? "is" : "are"} no longer told`]
                : []),
            ];
          }),
        );
      },
    },
  };
  return toldAs(
    "attention",
    differences(before.declare, after.declare, { traits, subject: "the declaration" }),
  );
}
