// The workflow that `tocsin init` writes: the example of `templates/workflows/` that runs Tocsin without a server.
import { readFileSync } from "node:fs";

/** What a repository's policy may have that takes more than reading and issues. */
export interface WorkflowNeeds {
  /** An incident log: rows are committed. */
  readonly log: boolean;
  /** Reports and other documents, as pull requests. */
  readonly documents: boolean;
}

/** The text of `templates/workflows/tocsin.yml`, with the rights and events that these take. */
export function workflowText({ log, documents }: WorkflowNeeds = { log: false, documents: false }): string {
  const text = readFileSync(new URL("../../templates/workflows/tocsin.yml", import.meta.url), "utf8");
  const needs = [
    ...(log ? ["the incident log (docs/incident-log.md)"] : []),
    ...(documents ? ["documents (docs/reports.md)"] : []),
  ];
  const granted =
    needs.length === 0
      ? text
      : text.replace(/contents: read #.*/, () => `contents: write # ${needs.join(" and ")}`);
  return documents ? withDocuments(granted) : granted;
}

/** Lines that are off begin with `#+` in place of two spaces; what the head says of them is said no more. */
function withDocuments(text: string): string {
  return text.replace(/^#\n# The lines that begin with #\+ [\s\S]*?(?=^name:)/m, "").replace(/^#\+/gm, "  ");
}
