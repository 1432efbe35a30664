// The README must not fall behind what it describes: commands, command line, variables of the server, pictures and links.
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { COMMANDS } from "../src/cli/commands.ts";
import { commandHelp } from "../src/engine/commands/index.ts";
import { presets } from "../src/shipped/presets.ts";

const root = new URL("../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), "utf8");
const readme = read("README.md");

describe("the README", () => {
  test.each(commandHelp)("tells $usage as /help does", ({ usage, meaning }) => {
    expect(readme).toContain(`| \`${usage}\` | ${meaning} |`);
  });

  test.each(Object.values(COMMANDS))("shows how $usage is used on the command line", ({ usage }) => {
    expect(readme).toContain(`| \`${usage}\` |`);
  });

  test("names every variable that the server reads", () => {
    const names = Array.from(
      read("src/server/config.ts").matchAll(/"([A-Z]+(?:_[A-Z]+)*)"/g),
      ([, name]) => name,
    );
    expect(new Set(names).size).toBeGreaterThan(8);
    for (const name of names) expect(readme).toContain(`\`${name}\``);
  });

  test("names every preset, and the permissions and events of app.yml", () => {
    const app = parse(read("app.yml"));
    for (const name of Object.keys(presets())) expect(readme).toContain(`\`${name}\``);
    for (const [name, level] of Object.entries(app.default_permissions)) {
      expect(readme).toContain(`| ${name}: ${level} |`);
      expect(readme).toContain(`&${name}=${level}`);
    }
    for (const event of app.default_events) expect(readme).toContain(`&events[]=${event}`);
  });

  test("says what its pictures show, and leads nowhere that is not there", () => {
    const links = Array.from(readme.matchAll(/(!?)\[([^\]]*)\]\(([^)]+)\)/g));
    for (const [, picture, words = "", to = ""] of links) {
      expect(existsSync(new URL(to, root)), `${to} is there`).toBe(true);
      if (picture === "!") expect(words.length, `the words for ${to}`).toBeGreaterThan(60);
    }
    expect(links.length).toBeGreaterThan(10);
  });
});
