// `tocsin form`: the answers that a body holds, read with the form that it was opened with.
import { isAccepted, parseBody, parseForm } from "../engine/form.ts";
import { problemLine } from "./problems.ts";
import { type Arguments, type ExitCode, readText, type Terminal, WrongUse } from "./terminal.ts";

/** Prints `{"fields","problems"}`: problems of the form's file have a place, those of the body the field's id. */
export async function form({ words, options }: Arguments, terminal: Terminal): Promise<ExitCode> {
  const [formFile, bodyFile, surplus] = words;
  if (formFile === undefined || bodyFile === undefined || surplus !== undefined) {
    throw new WrongUse(
      "form needs a form and a body; usage: tocsin form FORM.yml BODY.md (- is standard input)",
    );
  }
  if (formFile === "-" && bodyFile === "-") {
    throw new WrongUse("form and body can't both come from standard input; name a file for one of them");
  }
  const [formText, body] = [await readOrStdin(formFile, terminal), await readOrStdin(bodyFile, terminal)];
  const parsed = parseForm(formText);
  const refused = parsed.problems
    .filter((problem) => problem.severity === "error")
    .map(({ path, line, column, message }) => ({ file: formFile, path, line, column, message }));
  const read = parsed.form === undefined ? { fields: {}, problems: [] } : parseBody(parsed.form, body);
  const document = { fields: read.fields, problems: [...refused, ...read.problems] };
  terminal.out(`${JSON.stringify(document, null, 2)}\n`);
  if (options.json !== true) {
    for (const problem of refused) terminal.err(problemLine(problem));
    for (const { field, message } of read.problems) terminal.err(`${bodyFile}  ${field}: ${message}\n`);
  }
  return isAccepted(parsed) && read.problems.length === 0 ? 0 : 1;
}

const readOrStdin = (file: string, terminal: Terminal): Promise<string> =>
  file === "-" ? terminal.stdin() : readText(terminal, file);
