// The day of each action stands in the organization's issue field *Target date*, where the policy wants it and there is one (D-12).
import type { Rule } from "../rule.ts";
import type { IncidentSituation, Wish } from "../situation.ts";
import { tasksOf } from "../task.ts";
import type { Want } from "../voice/message.ts";

/** Writes each day once. */
export const rule: Rule = { name: "action-dates", place: 88, when: ["managed"], wish: dates };

function dates({ incident, standing, snapshot }: IncidentSituation): Wish {
  const fieldId = snapshot.targetField;
  if (fieldId === undefined) return { wants: [] };
  const wants = tasksOf(incident, "action").flatMap(({ child }): readonly Want[] => {
    const { day, shown = "" } = standing.mirrorings.get(child.id) ?? {};
    const id = `date/${child.id}/${shown.replace(" ", "/")}`;
    if (day === undefined || snapshot.recent.has(id)) return [];
    return [
      {
        ...{ kind: "set-field", id, rule: "actions D-12", issueId: child.id, fieldId, day },
        because: `The field Target date shows the day of the action: ${day}.`,
      },
    ];
  });
  return { wants };
}
