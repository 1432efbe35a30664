// Finds the severity where two answers meet in a table (HG-1).
import type { MatrixMethod } from "../policy/model.ts";
import { idsOf, inWords, lookUp, type SeveritySituation } from "./answer.ts";
import type { MethodOutcome } from "./method.ts";
import { titleOf } from "./title.ts";

/** What a matrix says, or what it lacks. */
export function byMatrix(method: MatrixMethod, asked: SeveritySituation): MethodOutcome {
  const cell = lookUp(method, method.matrix, asked);
  if (cell.kind === "unknown") return { kind: "unknown", method: method.key, missing: cell.inputs };
  const facts = cell.answers.map(inWords).join(" and ");
  const ids = idsOf(method.matrix.source || method.source);
  return {
    kind: "found",
    method: method.key,
    how: "matrix",
    severity: cell.value,
    because: `${facts} give ${titleOf(asked.policy, cell.value)} by ${method.title}${ids}`,
    notes: cell.answers.flatMap(({ notes }) => notes),
  };
}
