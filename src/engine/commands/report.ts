// `/report`: a person opens the incident's report, or its redacted copy, or says what became of it (D-8, H-30).
import { type DocumentWords, documentCommand } from "./document.ts";

declare module "../text/command.ts" {
  interface Commands {
    report: DocumentWords;
  }
}

/** `/report`. */
export const report = documentCommand("report", {
  usage: "[redacted, submitted, changes, approved or accepted] [time]",
  meaning: "Opens the incident's report, or its redacted copy, or records what became of it.",
  example: "submitted 16:05",
});
