// Adds up the points of what is known and finds the severity in whose band the sum lies (HG-4 to HG-6).
import type { Input, ScoreMethod } from "../policy/model.ts";
import { answerOf, type InputAnswer, idsOf, type SeveritySituation, unknown } from "./answer.ts";
import type { MethodOutcome } from "./method.ts";
import { titleOf } from "./title.ts";

/** What a score says: the sum, and its severity where the process publishes bands; or what it lacks. */
export function byScore(method: ScoreMethod, asked: SeveritySituation): MethodOutcome {
  const found = summed(method).map((input) => answerOf(method, input, asked));
  const answers = found.filter((one) => one.kind === "answer");
  if (answers.length < found.length) {
    return { kind: "unknown", method: method.key, missing: unknown(found).inputs };
  }
  const score = answers.reduce((sum, { option }) => sum + (option.points ?? 0), 0);
  const band = method.bands.find(({ from, to }) => from <= score && score <= to);
  const points = `${score} ${score === 1 ? "point" : "points"}`;
  const by = `by ${method.title}${idsOf(method.source)}`;
  const given = band
    ? `${points} give ${titleOf(asked.policy, band.severity)} ${by}`
    : `${points} ${by}, a number for which no severity is published`;
  return {
    kind: "found",
    method: method.key,
    how: "score",
    severity: band?.severity,
    score,
    because: `${given}: ${answers.map(counted).join(", ")}`,
    notes: answers.flatMap(({ notes }) => notes),
  };
}

/** The inputs of a score that count: those with points. */
export function summed(method: Pick<ScoreMethod, "inputs">): readonly Input[] {
  return Object.values(method.inputs).filter(({ options }) =>
    options.some(({ points }) => points !== undefined),
  );
}

/** `urgency medium 20`, with what it was worked out from. */
function counted({ input, shown, option, from }: InputAnswer): string {
  return `${input.title} ${shown} = ${option.points ?? 0}${from === "" ? "" : ` (${from})`}`;
}
