// Maintenance told for the goldens of our words: what is shown, what is missing for that, what was called off.
import type { History } from "../engine/build.ts";
import { announced, thoughtOf, work } from "../engine/maintenance/telling.ts";
import { type Said, type Stories, said } from "./stories.ts";

function at(history: History, template = "maintenance"): Said {
  return said(thoughtOf(history).plan.effects, template);
}

/** One story for each way in which a maintenance is told. */
export const maintenanceStories: Stories = {
  "maintenance-shown": () => at(announced()),
  "maintenance-of-all": () => at(announced({ ...work, service: "", text: "" })),
  "maintenance-ended": () => at(announced().closed("22:45", "ana")),
  "maintenance-missing": () =>
    at(announced({ ...work, service: "letters @here", start: "Friday or so", end: "" })),
  "maintenance-backwards": () => at(announced({ ...work, end: "2026-05-01 21:00" })),
  "maintenance-suspect": () =>
    at(announced({ ...work, text: "943 476 5919" }).renamed("15:45", "ana", "For 943 476 5919")),
  "maintenance-off": () => at(announced().closed("22:45", "ana", "not_planned")),
  "maintenance-waiting": () => at(announced(work, { by: "rae" }), "maintenance-waiting"),
  "maintenance-waiting-public": () =>
    at(announced({ ...work, service: "", start: "" }, { by: "eve", public: true }), "maintenance-waiting"),
  "maintenance-waiting-suspect": () =>
    at(announced({ ...work, text: "943 476 5919" }, { by: "rae" }), "maintenance-waiting"),
};
