// Every rule of this folder, in the order of their places. Written by `npm run docs`.
import type { Rule } from "../rule.ts";
import { rule as actionBlocks } from "./action-blocks.ts";
import { rule as actionDates } from "./action-dates.ts";
import { rule as actionEndings } from "./action-endings.ts";
import { rule as actions } from "./actions.ts";
import { rule as answers } from "./answers.ts";
import { rule as ask } from "./ask.ts";
import { rule as declare } from "./declare.ts";
import { rule as documents } from "./documents.ts";
import { rule as duplicate } from "./duplicate.ts";
import { rule as escalate } from "./escalate.ts";
import { rule as finish } from "./finish.ts";
import { rule as heal } from "./heal.ts";
import { rule as labels } from "./labels.ts";
import { rule as log } from "./log.ts";
import { rule as notices } from "./notices.ts";
import { rule as page } from "./page.ts";
import { rule as problem } from "./problem.ts";
import { rule as remind } from "./remind.ts";
import { rule as retro } from "./retro.ts";
import { rule as retroGaps } from "./retro-gaps.ts";
import { rule as ring } from "./ring.ts";
import { rule as shift } from "./shift.ts";
import { rule as silence } from "./silence.ts";
import { rule as stranger } from "./stranger.ts";
import { rule as tasks } from "./tasks.ts";
import { rule as updateData } from "./update-data.ts";

/** All rules of an incident; of all that apply those with a lower place want first. */
export const rules: readonly Rule[] = [
  actionBlocks,
  actionDates,
  actionEndings,
  actions,
  answers,
  ask,
  declare,
  documents,
  duplicate,
  escalate,
  finish,
  heal,
  labels,
  log,
  notices,
  page,
  problem,
  remind,
  retro,
  retroGaps,
  ring,
  shift,
  silence,
  stranger,
  tasks,
  updateData,
].toSorted((one, other) => one.place - other.place);
