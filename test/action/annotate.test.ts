// Workflow commands and log lines: what people wrote may stand in them, and must not become a command.
import { expect, test } from "vitest";
import { createLineLog, errorCommand, problemCommand } from "../../src/action/annotate.ts";

test("a problem of a policy stands at its line and column", () => {
  const problem = {
    file: ".github/tocsin.yml",
    path: "clocks.update",
    line: 4,
    column: 7,
    message: "is no time",
  };
  expect(problemCommand(problem)).toBe(
    "::error file=.github/tocsin.yml,line=4,col=7,title=Tocsin policy::clocks.update: is no time\n",
  );
});

test("words of people begin no command of their own", () => {
  const said = "100% sure\n::add-mask::x\r\n::stop-commands::y";
  expect(errorCommand(said)).toBe("::error::100%25 sure%0A::add-mask::x%0D%0A::stop-commands::y\n");
  expect(errorCommand("m", { file: "a,line=1::b" })).toBe("::error file=a%2Cline=1%3A%3Ab::m\n");
});

test("every line of the log is one line that begins with our name", () => {
  const lines: string[] = [];
  const log = createLineLog((line) => lines.push(line));
  log.info({ key: "acme/incidents#1", reason: "two\n::error::lines", wakeAt: undefined }, "looked");
  log.error({}, "failed\n::warning::here");
  expect(lines).toEqual([
    'tocsin looked key="acme/incidents#1" reason="two\\n::error::lines"\n',
    "tocsin error: failed ::warning::here\n",
  ]);
});
