// `/action-plan`: a person opens the plan of what is done and when, or says what became of it (H-31).
import { type DocumentWords, documentCommand } from "./document.ts";

declare module "../text/command.ts" {
  interface Commands {
    "action-plan": DocumentWords;
  }
}

/** `/action-plan`. */
export const actionPlan = documentCommand("action-plan", {
  usage: "[redacted, submitted, changes or accepted] [time]",
  meaning: "Opens the action plan of the incident, or records what became of it.",
  example: "",
});
