// What behaves differently between two policies, worked out from the policies alone: every section in turn, each change once.
import { type Change, inOrder, type Pair } from "./change.ts";
import { differs } from "./differs.ts";
import { labelChanges } from "./labels.ts";

/**
 * Every change of behaviour, in the order in which they are told; empty where the two do the same. Order of keys, comments,
 * sources, colours, and hours that nothing goes by are no behaviour. Labels are told together, whatever section they are of.
 */
export function compare(pair: Pair): readonly Change[] {
  const changes = Object.values(differs).flatMap((differ) => differ(pair));
  return inOrder([...changes, ...labelChanges(pair)]);
}
