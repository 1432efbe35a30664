// How problems of files are shown: to people as `file:line:column  message`, to programs as the contract has them.
import type { Problem } from "../engine/policy/model.ts";

/** A problem as the JSON has it, without anything else that its finder knew. */
export function problemJson({ file, path, line, column, message }: Problem): Problem {
  return { file, path, line, column, message };
}

/** One line for people and editors. */
export function problemLine({ file, path, line, column, message }: Problem): string {
  return `${file}:${line}:${column}  ${path === "" ? "" : `${path}: `}${message}\n`;
}
