// `tocsin report`: what reports say, or said, of incidents. Each of its modes stands in a file of its own.
import { verifyReport } from "./report-verify.ts";
import { type Arguments, type ExitCode, type Terminal, WrongUse } from "./terminal.ts";

/** Runs the mode that is asked for. */
export async function report(given: Arguments, terminal: Terminal): Promise<ExitCode> {
  if (given.options.verify === undefined)
    throw new WrongUse(
      "report needs a document to verify; usage: tocsin report --verify FILE [owner/repo#7]",
    );
  return verifyReport(given, terminal);
}
