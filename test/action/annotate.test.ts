// The log of the Action's step: what people wrote may stand in it, and must not become a command.
import { expect, test } from "vitest";
import { createStep } from "../../src/action/annotate.ts";

/** What a step says, line by line. */
function said(say: (step: ReturnType<typeof createStep>) => void): readonly string[] {
  const lines: string[] = [];
  say(createStep((line) => lines.push(line)));
  return lines;
}

test("a problem of a policy stands at its line and column", () => {
  const problem = {
    file: ".github/tocsin.yml",
    path: "clocks.update",
    line: 4,
    column: 7,
    message: "is no time",
  };
  expect(said((step) => step.problem(problem))).toEqual([
    "::error file=.github/tocsin.yml,line=4,col=7,title=Tocsin policy::clocks.update: is no time\n",
  ]);
});

test("words of people begin no command of their own in an annotation", () => {
  const words = "100% sure\n::add-mask::x\r\n::stop-commands::y\u001b[2J";
  expect(said((step) => step.error(words))).toEqual([
    "::error::100%25 sure%0A::add-mask::x%0D%0A::stop-commands::y\\u001b[2J\n",
  ]);
  const odd = { file: "a,line=1::b%\n", path: "", line: 1, column: 1, message: "m" };
  expect(said((step) => step.problem(odd))).toEqual([
    "::error file=a%2Cline=1%3A%3Ab%25%0A,line=1,col=1,title=Tocsin policy::m\n",
  ]);
});

test("every line of the log is one line that begins with our name and holds no command", () => {
  const lines = said(({ log }) => {
    log.info({ key: "acme/incidents#1", reason: "two\n::error::lines", wakeAt: undefined }, "looked");
    log.error({}, "failed\n::warning::here ##[add-mask]x\u2028\u009b2J");
  });
  expect(lines).toEqual([
    'tocsin looked key="acme/incidents#1" reason="two\\n::error::lines"\n',
    "tocsin error: failed ::warning::here \\u0023#[add-mask]x\\u2028\\u009b2J\n",
  ]);
});
