// What GitHub's own GraphQL client makes of the local GitHub: answers, and answers in part.
import { GraphqlResponseError, graphql } from "@octokit/graphql";
import { expect, test } from "vitest";
import { setStage } from "./stage.ts";

test("GitHub's own client reads whole answers, and gets partial ones with their data and their errors", async () => {
  const { github } = setStage();
  const ask = graphql.defaults({
    baseUrl: "http://github.local",
    headers: { authorization: `token ${github.installationToken("tocsin", "acme")}` },
    request: { fetch: github.fetch },
  });
  const whole = await ask<{ repository: { nameWithOwner: string } }>(
    'query { repository(owner: "acme", name: "incidents") { nameWithOwner } }',
  );
  expect(whole.repository.nameWithOwner).toBe("acme/incidents");
  const partial = ask(`query {
    here: repository(owner: "acme", name: "incidents") { nameWithOwner }
    gone: repository(owner: "acme", name: "nowhere") { nameWithOwner }
  }`);
  const error = await partial.catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(GraphqlResponseError);
  const { data, errors } = error as GraphqlResponseError<unknown>;
  expect(data).toEqual({ here: { nameWithOwner: "acme/incidents" }, gone: null });
  expect(errors).toMatchObject([{ type: "NOT_FOUND", path: ["gone"] }]);
});
