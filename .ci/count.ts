// Counts a test run for `.ci/run`: a file that could not be loaded, and an error outside all tests, count as failed.
import { writeFileSync } from "node:fs";
import type { Reporter, TestModule } from "vitest/node";

/** Writes `N passed, N failed, N skipped` to the file that `COUNT_FILE` names when the run is over. */
export default class Count implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const states = modules.flatMap(statesOf);
    const of = (state: string): number => states.filter((one) => one === state).length;
    const line = `${of("passed")} passed, ${of("failed") + errors.length} failed, ${of("skipped")} skipped`;
    const file = process.env.COUNT_FILE;
    if (file === undefined)
      throw new Error("COUNT_FILE is not set; expected the path that the count is written to");
    writeFileSync(file, `${line}\n`);
  }
}

function statesOf(module: TestModule): readonly string[] {
  const states = Array.from(module.children.allTests(), (test) => {
    const { state } = test.result();
    // What never ran because its file broke off is not known to pass.
    return state === "pending" ? "failed" : state;
  });
  const suites = Array.from(module.children.allSuites(), (suite) => suite.errors().length);
  const broken = module.errors().length + suites.reduce((sum, count) => sum + count, 0);
  return [...states, ...Array.from({ length: broken }, () => "failed")];
}
