// The words that lie beside a policy, held against it: `check` reads them in the same pass, and one such file by itself too.
import { dirname, join, resolve } from "node:path";
import { MESSAGES } from "../engine/own-messages/names.ts";
import type { Policy, Problem } from "../engine/policy/model.ts";
import { messagesBeside } from "../rehearse/beside.ts";
import { readOwnMessages } from "../render/own/read.ts";

/** Everything wrong with the words beside a policy file, with the paths by which people named it. */
export function checkMessages(given: {
  readonly file: string;
  readonly policy: Policy;
  readonly cwd: string;
}): readonly Problem[] {
  const { file, policy, cwd } = given;
  const { problems } = readOwnMessages(messagesBeside(resolve(cwd, file)), policy);
  const folder = join(dirname(file), "tocsin", "messages");
  return problems.map((problem) => ({ ...problem, file: problem.file.replace(MESSAGES, folder) }));
}

/** The policy file that a file of words lies beside; undefined where it is no such file. */
export function policyBeside(file: string): string | undefined {
  const parts = file.replaceAll("\\", "/").split("/");
  const isOwn = parts.at(-2) === "messages" && parts.at(-3) === "tocsin";
  return isOwn ? [...parts.slice(0, -3), "tocsin.yml"].join("/") : undefined;
}
