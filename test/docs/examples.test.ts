// What the README and the guides show is run as it stands: policies and scenarios load, and command lines print what is there.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { run } from "../cli/terminal.ts";
import { emptyFolder } from "../folder.ts";

const PAGES = [
  "README.md",
  "docs/time.md",
  "docs/duty.md",
  "docs/severity.md",
  "docs/presets.md",
  "docs/scenarios.md",
  "docs/status-page.md",
  "docs/figures.md",
];

interface Example {
  readonly language: string;
  /** The file that it stands for: what follows the language, or the comment of its first line. */
  readonly file: string | undefined;
  readonly text: string;
  readonly line: number;
}

/** The fenced blocks of a page, without what they are indented by. */
function examplesIn(page: string): readonly Example[] {
  const text = readFileSync(new URL(`../../${page}`, import.meta.url), "utf8");
  const fences = text.matchAll(/^( *)```(\w+)(?: (\S+))?\n([\s\S]*?)^\1```$/gm);
  return Array.from(fences, ({ index, 1: indent = "", 2: language = "", 3: named, 4: body = "" }) => ({
    language,
    file: named ?? /^ *# (\S+\.ya?ml)\n/.exec(body)?.[1],
    text: body.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
    line: text.slice(0, index).split("\n").length,
  }));
}

/** A directory with the files that a page names. */
function directoryOf(examples: readonly Example[]): string {
  const cwd = emptyFolder();
  for (const { file, text } of examples) {
    if (file === undefined) continue;
    mkdirSync(dirname(join(cwd, file)), { recursive: true });
    writeFileSync(join(cwd, file), text);
  }
  return cwd;
}

interface Dialogue {
  readonly command: string;
  /** What it prints; … stands for anything. */
  readonly answer: string;
}

function dialoguesIn({ text }: Example): readonly Dialogue[] {
  return text
    .split(/^\$ tocsin /m)
    .slice(1)
    .map((part) => {
      const [command = "", ...answer] = part.split("\n");
      return { command, answer: answer.join("\n") };
    });
}

function wordsOf(command: string): readonly string[] {
  return Array.from(command.matchAll(/"([^"]*)"|(\S+)/g), ([, quoted, plain]) => quoted ?? plain ?? "");
}

/** What was printed, with … where what is shown has one; as it is where something between is missing. */
function abridged(said: string, shown: string): string {
  const parts = shown.split("…");
  const [first = "", ...others] = parts;
  if (!said.startsWith(first)) return said;
  const found: string[] = [first];
  let rest = said.slice(first.length);
  for (const [index, part] of others.entries()) {
    const at = index === others.length - 1 ? rest.length - part.length : rest.indexOf(part);
    if (at < 0 || !rest.startsWith(part, at)) return said;
    found.push(part);
    rest = rest.slice(at + part.length);
  }
  return `${found.join("…")}${rest}`;
}

describe.each(PAGES)("%s", (page) => {
  const examples = examplesIn(page);
  const cwd = directoryOf(examples);
  const data = examples.filter(({ language }) => language === "yaml");
  const dialogues = examples.filter(({ language }) => language === "console").flatMap(dialoguesIn);

  test.each(data)("the example of line $line loads without a problem", async ({ file, text, line }) => {
    const name = file ?? `line-${line}.yml`;
    writeFileSync(join(cwd, name), text);
    const { code, out, err } = await run(["check", name], { cwd });
    expect(`${out}${err}`).toMatch(/is fine\n$/);
    expect(code).toBe(0);
  });

  test.each(dialogues)(
    "tocsin $command prints what is shown",
    { timeout: 60_000 },
    async ({ command, answer }) => {
      const { out, err } = await run(wordsOf(command), { cwd });
      expect(abridged(`${out}${err}`, answer)).toBe(answer);
    },
  );

  test("has an example", () => {
    expect(data.length).toBeGreaterThan(0);
  });
});
