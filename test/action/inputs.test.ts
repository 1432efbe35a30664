// The runner's environment becomes inputs, or a list of all that is wrong with it.
import { describe, expect, test } from "vitest";
import { readInputs } from "../../src/action/inputs.ts";
import { triggerOf } from "../../src/action/run.ts";

const runner = {
  GITHUB_EVENT_NAME: "issues",
  GITHUB_EVENT_PATH: "/event.json",
  GITHUB_REPOSITORY: "acme/incidents",
  INPUT_TOKEN: "ghs_x",
  INPUT_LOGIN: "",
  INPUT_GRACE: "",
  "INPUT_LEDGER-SECRET": "",
};
const event = (): string => '{"action":"opened"}';

describe("inputs of the Action", () => {
  test("what the workflow leaves out has its standard", () => {
    expect(readInputs(runner, event)).toEqual({
      inputs: {
        token: "ghs_x",
        login: "github-actions",
        ledgerSecret: undefined,
        documents: false,
        grace: 0,
        repository: "acme/incidents",
        apiUrl: "https://api.github.com",
        graphqlUrl: "https://api.github.com/graphql",
        event: "issues",
        payload: { action: "opened" },
        summaryPath: undefined,
      },
    });
  });

  test("takes the login of an app with or without [bot], and a grace in minutes", () => {
    const given = { ...runner, INPUT_LOGIN: "tocsin[bot]", INPUT_GRACE: "10m" };
    expect(readInputs(given, event)).toMatchObject({ inputs: { login: "tocsin", grace: 600_000 } });
  });

  test("finds GraphQL where Enterprise Server has it", () => {
    const given = { ...runner, GITHUB_API_URL: "https://git.example.org/api/v3/" };
    expect(readInputs(given, event)).toMatchObject({
      inputs: {
        apiUrl: "https://git.example.org/api/v3",
        graphqlUrl: "https://git.example.org/api/graphql",
      },
    });
  });

  test("names all that is wrong at once", () => {
    const result = readInputs(
      { INPUT_GRACE: "soon", GITHUB_REPOSITORY: "acme", GITHUB_EVENT_PATH: "/event.json" },
      () => "{",
    );
    if (!("problems" in result)) throw new Error("expected problems");
    expect(result.problems.map(({ name }) => name)).toEqual([
      "token",
      "GITHUB_REPOSITORY",
      "GITHUB_EVENT_NAME",
      "grace",
      "GITHUB_EVENT_PATH",
    ]);
  });
});

test.each([
  ["issues", "event"],
  ["issue_comment", "event"],
  ["sub_issues", "event"],
  ["pull_request", "event"],
  ["pull_request_review", "event"],
  ["schedule", "sweep"],
  ["workflow_dispatch", "sweep"],
  ["repository_dispatch", "sweep"],
  ["push", "sweep"],
])("a run on %s is a run of kind %s", (event, kind) => {
  expect(triggerOf(event, {})).toEqual({ kind, event, payload: {} });
});
