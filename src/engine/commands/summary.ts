// `/summary`: a person opens the management summary, approves a step of its chain, or says who of that is away (H-26, H-32).
import { type DocumentWords, documentCommand } from "./document.ts";

declare module "../text/command.ts" {
  interface Commands {
    summary: DocumentWords;
  }
}

/** `/summary`. */
export const summary = documentCommand("summary", {
  usage: "[approved, redacted, submitted, changes, accepted, away <role> or back <role>] [time]",
  meaning: "Opens the management summary, approves its next step, or records what became of it.",
  example: "approved",
});
