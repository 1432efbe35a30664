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
