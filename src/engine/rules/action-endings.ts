// An action that won't be done is closed as not planned in its own repository, with the reason that somebody gave (D-12).
import type { Rule } from "../rule.ts";
import type { IncidentSituation, Wish } from "../situation.ts";
import { tasksOf } from "../task.ts";
import type { Want } from "../voice/message.ts";

/** Closes the issue of each action of which somebody said so since it was last closed: who opens it again wants it done after all. */
export const rule: Rule = { name: "action-endings", place: 82, when: ["managed"], wish: endings };

function endings({ incident }: IncidentSituation): Wish {
  const wants = tasksOf(incident, "action").flatMap(({ child, followUp }): readonly Want[] => {
    const said = followUp?.wontDo;
    if (said === undefined || child.state === "closed" || (child.lastClosedAt ?? 0) >= said.at) return [];
    // Nothing can be written there: that it was said ends it.
    if (child.archived) return [];
    return [
      {
        kind: "close",
        id: `drop/${child.id}/${said.at}`,
        because: `${said.by ?? "Somebody"} said that it won't be done: ${said.because}`,
        rule: "actions D-12",
        issueId: child.id,
        reason: "NOT_PLANNED",
      },
    ];
  });
  return { wants };
}
