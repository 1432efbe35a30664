// What an update left out of the minimum data set is asked for at once, as an answer to it: each update anew (HB-2, H-4).
import { restartable } from "../clock-change.ts";
import { limitOf } from "../limit.ts";
import type { Rule } from "../rule.ts";
import type { IncidentSituation, Wish } from "../situation.ts";
import { clockTime } from "../time.ts";
import type { Value } from "../wanted.ts";

/** What the last update did not say. */
export const rule: Rule = { name: "update-data", place: 21, when: ["managed"], wish };

function wish(here: IncidentSituation): Wish {
  const { leftOut } = here.incident;
  const { fields, incidents } = here.ruling.policy;
  const missing = leftOut?.fields.flatMap((id) => fields[id] ?? []) ?? [];
  if (leftOut === undefined || missing.length === 0 || !isAsked(here)) return { wants: [] };
  const questions: Value[] = [
    {
      topic: "update-data",
      who: "",
      at: clockTime(leftOut.at, incidents.zone, here.now),
      fields: missing.map(({ id, title, question }): Value => ({ id, title, question })),
    },
  ];
  return {
    wants: [
      {
        id: `answer/data-${leftOut.cause}`,
        topic: "answer",
        on: here.snapshot.issue.id,
        asks: [],
        silenced: false,
        counts: false,
        details: ["data"],
        replaces: {
          topic: "answer",
          because: "The next update is asked about now.",
          only: ({ markers }) => markers.some(({ words }) => words[0]?.startsWith("answer/data-")),
        },
        say: () => ({
          because: "An update left out what the process asks for with each.",
          rule: "questions",
          template: "questions",
          values: { questions },
        }),
      },
    ],
  };
}

/** While it is worked on, and not at a severity at which no update is due. */
function isAsked({ incident, standing, ruling }: IncidentSituation): boolean {
  if (standing.phase === "resolved" || standing.phase === "closed") return false;
  const cadences = ruling.policy.clocks.filter(restartable);
  return (
    cadences.length === 0 ||
    cadences.some((clock) => limitOf(clock, incident.severity?.key, incident.facts) !== undefined)
  );
}
