// `tocsin demo`: starts the demo, says where it is and what to try, and runs until it is stopped.
import { basename } from "node:path";
import type { DemoPolicy } from "../demo/stage.ts";
import { formName, formsWith } from "../rehearse/beside.ts";
import { namedPolicy, policyText } from "./policy.ts";
import type { Arguments, ExitCode, Terminal } from "./terminal.ts";
import { printJson, WrongUse } from "./terminal.ts";

/** Starts the demo on a free port, or on `--port`, under the policy that `--policy` names; ends it on Ctrl-C. */
export async function demo({ words, options }: Arguments, terminal: Terminal): Promise<ExitCode> {
  if (words.length > 0)
    throw new WrongUse("demo takes no file; usage: tocsin demo [--policy POLICY] [--port PORT] [--json]");
  const port = typeof options.port === "string" ? Number(options.port) : 0;
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new WrongUse(`--port is "${options.port}"; expected a whole number from 0 to 65535`);
  }
  const policy =
    typeof options.policy === "string"
      ? await processOf(options.policy, terminal, options.json === true)
      : "standard";
  if (policy === undefined) return 1;
  const { url, close } = await started(port, policy === "standard" ? undefined : policy);
  if (options.json === true) printJson(terminal, { url });
  else terminal.out(await welcome(url, policy === "standard" ? undefined : policy));
  await stopped();
  await close();
  return 0;
}

/** The policy with its own words and the forms beside it, where it names one of them, else with those of its presets too; undefined where it has problems, which are printed. */
async function processOf(given: string, terminal: Terminal, json: boolean): Promise<DemoPolicy | undefined> {
  const policy = await namedPolicy(given, { terminal, json });
  if (policy === undefined) return undefined;
  const { text, forms: own, messages } = await policyText(given, terminal);
  const named = policy.incidents.forms.flatMap(
    (name) => own.find(({ path }) => formName(path) === name) ?? [],
  );
  const [first] = named;
  if (first === undefined) return { text, messages, forms: formsWith(policy, own) };
  return { text, messages, forms: own, first: basename(first.path) };
}

async function started(port: number, policy: DemoPolicy | undefined) {
  const { demo: start } = await import("../demo/demo.ts");
  try {
    return await start({ port, policy });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    throw new WrongUse(`port ${port} is taken; give --port another one, or leave it out`, undefined, {
      cause: error,
    });
  }
}

async function welcome(url: string, policy: DemoPolicy | undefined): Promise<string> {
  const { firstPath, home } = await import("../demo/stage.ts");
  return `A GitHub with a running Tocsin: ${url}

  1. Open an incident:       ${url}${firstPath(policy)}
  2. Move the clock to what is due next (bottom of every page), and see the reminder: ${url}/${home}/issues
  3. Write "/resolve", close the issue, and follow the review that it opens

Nothing leaves this machine. Ctrl-C ends it.
`;
}

/** Resolves at Ctrl-C, or when a supervisor asks. */
function stopped(): Promise<void> {
  return new Promise((resolve) => {
    // Not `once`: one Ctrl-C comes twice through npm, and the second one would end the process before all is closed.
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => resolve());
  });
}
