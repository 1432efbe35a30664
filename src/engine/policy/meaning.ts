// Finds what a policy of the right shape says that can't be meant: unknown names, doubled names, missing parts.
import { checkDuties } from "./check-duty.ts";
import { checkNames } from "./check-names.ts";
import { checkRecord } from "./check-record.ts";
import { checkSeverity } from "./check-severity.ts";
import type { Finding } from "./finding.ts";
import type { PolicyFile } from "./schema/file.ts";

/** Everything about a policy file that is wrong though its shape is right. */
export function checkMeaning(file: PolicyFile): readonly Finding[] {
  return [...checkRecord(file), ...checkSeverity(file), ...checkNames(file), ...checkDuties(file)];
}
