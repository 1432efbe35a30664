// Finds what a policy of the right shape says that can't be meant: unknown names, doubled names, missing parts.

import type { HolidaySource } from "../holidays.ts";
import { checkCatalogue } from "./check-catalogue.ts";
import { checkConditions } from "./check-conditions.ts";
import { checkDuties } from "./check-duty.ts";
import { checkEscalation } from "./check-escalation.ts";
import { checkHandover } from "./check-handover.ts";
import { checkHours } from "./check-hours.ts";
import { checkNames } from "./check-names.ts";
import { checkRecord } from "./check-record.ts";
import { checkRotas } from "./check-rota.ts";
import { checkSeverity } from "./check-severity.ts";
import { checkTasks } from "./check-tasks.ts";
import type { Finding } from "./finding.ts";
import type { PolicyFile } from "./schema/file.ts";

/** Everything about a policy file that is wrong though its shape is right; `holidays` knows the regions of its calendars, `commands` are the names that it may give rights for. */
export function checkMeaning(
  file: PolicyFile,
  holidays: HolidaySource,
  commands: readonly string[],
): readonly Finding[] {
  return [
    ...checkRecord(file),
    ...checkSeverity(file),
    ...checkNames(file),
    ...checkDuties(file, commands),
    ...checkRotas(file),
    ...checkCatalogue(file),
    ...checkConditions(file),
    ...checkEscalation(file),
    ...checkHandover(file),
    ...checkTasks(file),
    ...checkHours(file, holidays),
  ];
}
