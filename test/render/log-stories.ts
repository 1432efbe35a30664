// Stories that end with a row of the incident log, or with what keeps one from being written.
import type { History } from "../engine/build.ts";
import { at, led, type Stories } from "./stories.ts";

const policy = "extends: sre\nretro: { severities: [] }\nlog: {}\n";

const over = (commits: boolean): History =>
  led({ policy, commits })
    .comment("16:10", "ben", "/resolve the deploy is rolled back")
    .looked("16:10")
    .closed("16:20", "ben")
    .looked("16:20");

/** The words of the commit, and the card while there is no row yet. */
export const logStories: Stories = {
  "log-commit": () =>
    at(
      led({ policy, commits: true }).comment("16:10", "ben", "/resolve").closed("16:20", "ben"),
      "16:20",
      "log-commit",
    ),
  "card-log-waits": () => at(over(false).comment("16:21", "ben", "/set cause A bad deploy"), "16:21", "card"),
  "card-log-refused": () =>
    at(
      over(true).carried("16:21", {
        state: "failed",
        because:
          "line 3 has a quote that is never closed, so that nobody can tell where its row ends; expected a quote at both ends of a cell",
      }),
      "16:21",
      "card",
    ),
};
