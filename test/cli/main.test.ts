import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { COMMANDS } from "../../src/cli/commands.ts";
import { run } from "./terminal.ts";

describe("help", () => {
  test.each([[[]], [["help"]], [["--help"]]])("%j lists every command", async (args) => {
    const { code, out } = await run(args);
    expect(code).toBe(0);
    for (const name of Object.keys(COMMANDS)) expect(out).toContain(`\n  ${name}`);
  });

  test.each([[["help", "check"]], [["check", "--help"]], [["check", "-h"]]])(
    "%j says how check is used",
    async (args) => {
      const { code, out } = await run(args);
      expect(code).toBe(0);
      expect(out).toContain("tocsin check FILE …");
    },
  );
});

describe("what is printed about the command line", () => {
  const asked = [["help"], ...Object.keys(COMMANDS).map((name) => ["help", name])];
  test.each(asked)("%s %s stands within 100 columns, and loses no word", async (...args) => {
    const { out } = await run(args);
    expect(out.split("\n").filter((line) => line.length > 100)).toEqual([]);
    const words = (text: string) => text.split(/\s+/).filter((word) => word !== "");
    for (const [name, { usage, summary }] of Object.entries(COMMANDS)) {
      if (args.length > 1 && args[1] !== name) continue;
      for (const text of [usage, summary]) expect(words(out).join(" ")).toContain(text);
    }
  });

  test("the version is that of the package", async () => {
    const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
    expect(await run(["--version"])).toEqual({ code: 0, out: `${version}\n`, err: "" });
  });
});

describe("wrong use is exit 2, with what to do instead", () => {
  test("an unknown command is offered the nearest one", async () => {
    expect(await run(["chekc"])).toEqual({
      code: 2,
      out: "",
      err: 'tocsin: there is no command "chekc"; did you mean check?\n',
    });
  });

  test("an unknown option is offered the nearest one", async () => {
    const { code, err } = await run(["rehearse", "a.yml", "--polciy", "x"]);
    expect(code).toBe(2);
    expect(err).toContain("there is no option --polciy; did you mean --policy?");
  });

  test.each([["check"], ["rehearse"], ["form"], ["explain"]])(
    "%s without its file or issue",
    async (name) => {
      const { code, err } = await run([name]);
      expect(code).toBe(2);
      expect(err).toContain(`usage: tocsin ${name}`);
    },
  );

  test("with --json there is one document on standard output all the same", async () => {
    const { code, out } = await run(["check", "--json"]);
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      problems: [{ message: expect.stringContaining("check needs a file") }],
    });
  });
});
