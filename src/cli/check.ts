// `tocsin check`: what is wrong with policies, words of one's own, issue forms and scenarios, each known by its content.
import { type CheckedFile, checkFile } from "./check-file.ts";
import { type Under, underHere } from "./check-form.ts";
import { problemJson, problemLine } from "./problems.ts";
import { type Arguments, type ExitCode, printJson, readText, type Terminal, WrongUse } from "./terminal.ts";

/** Checks every file that is named; exit 1 where any has a problem, or where a form leads to no severity under `--policy`. A file that can't be opened is reported with the rest. */
export async function check({ words, options }: Arguments, terminal: Terminal): Promise<ExitCode> {
  if (words.length === 0)
    throw new WrongUse("check needs a file; usage: tocsin check FILE … [--policy POLICY]");
  const under = await underOf(options, terminal);
  if (under === "faulty") return 1;
  let here: Promise<Under | undefined> | undefined;
  const standard = () => {
    here ??= underHere(terminal.cwd);
    return here;
  };
  const unopened: WrongUse[] = [];
  const checked: CheckedFile[] = [];
  for (const file of words) {
    try {
      checked.push(await checkFile(file, await readText(terminal, file), { terminal, under, standard }));
    } catch (error) {
      if (!(error instanceof WrongUse)) throw error;
      unopened.push(error);
    }
  }
  const problems = [
    ...unopened.map(({ file = "", message }) => ({ file, path: "", line: 1, column: 1, message })),
    ...checked.flatMap((each) => each.problems),
  ].map(problemJson);
  const warnings = checked.flatMap((each) => each.warnings).map(problemJson);
  const ok = problems.length === 0;
  const mapped = checked.flatMap((each) => each.mapped ?? []);
  if (options.json === true) {
    const mappings = mapped.map(({ mapping }) => mapping);
    printJson(terminal, {
      ok,
      problems,
      ...(warnings.length > 0 && { warnings }),
      ...(mappings.length > 0 && { mappings }),
    });
  } else {
    for (const problem of problems) terminal.out(problemLine(problem));
    for (const { message, ...place } of warnings)
      terminal.out(problemLine({ ...place, message: `warning: ${message}` }));
    for (const { words } of mapped) terminal.out(words);
    for (const { file, sort, problems: found } of checked) {
      if (found.length === 0) terminal.out(`${file}: this ${sort} is fine\n`);
    }
  }
  if (unopened.length > 0) return 2;
  return ok ? 0 : 1;
}

/** The policy of `--policy`; what is wrong with it is printed. */
async function underOf(
  { policy: named, json }: Arguments["options"],
  terminal: Terminal,
): Promise<Under | undefined | "faulty"> {
  if (typeof named !== "string") return undefined;
  const { namedPolicy } = await import("./policy.ts");
  const policy = await namedPolicy(named, { terminal, json: json === true });
  return policy === undefined ? "faulty" : { policy, named };
}
