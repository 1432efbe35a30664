// A very small app for the tests of the runner: it greets every open issue once and reminds once after an hour.
import type { Effect } from "../../src/engine/effect.ts";
import { HOUR } from "../../src/engine/instant.ts";
import type { Launch } from "../../src/rehearse/process.ts";
import type { PassOutcome } from "../../src/run/queue/pass.ts";
import { createService } from "../../src/run/service.ts";

interface Seen {
  readonly id: string;
  readonly createdAt: string;
  readonly comments: { readonly nodes: readonly { readonly body: string }[] };
}

const READ = `query Read($owner: String!, $name: String!, $number: Int!) { repository(owner: $owner, name: $name) {
  issue(number: $number) { id createdAt comments(first: 50) { nodes { body } } } } }`;
const SAY = `mutation Say($id: ID!, $body: String!, $effect: String!) {
  addComment(input: { subjectId: $id, body: $body, clientMutationId: $effect }) { clientMutationId } }`;
const LIST = `query List($owner: String!, $name: String!) { repository(owner: $owner, name: $name) {
  issues(first: 50, states: [OPEN]) { nodes { number updatedAt } } } }`;

const split = (repository: string) => {
  const [owner = "", name = ""] = repository.split("/");
  return { owner, name };
};

/** Builds the app over the API, as a rehearsal asks for it. */
export const greeter: Launch = ({ identity, fetch, clock, log, planned, sweepEvery }) => {
  const ask = async <T>(query: string, variables: Readonly<Record<string, unknown>>): Promise<T> => {
    const response = await fetch("http://github.local/graphql", {
      method: "POST",
      headers: { authorization: `token ${identity.token}`, "content-type": "application/json" },
      body: JSON.stringify({ query, variables }),
    });
    if (!response.ok) throw new Error(`the API answered ${response.status}`);
    const { data, errors } = (await response.json()) as { data: T; errors?: readonly { message: string }[] };
    if (errors !== undefined) throw new Error(errors.map((error) => error.message).join("; "));
    return data;
  };
  const say = async (issue: Seen, what: { id: string; body: string; due?: number }): Promise<void> => {
    const effect = { kind: "delete-comment", commentId: "", because: "it was time", ...what } as Effect;
    await ask(SAY, {
      id: issue.id,
      body: `${what.body}\n\n<!-- tocsin:said ${what.id} -->`,
      effect: what.id,
    });
    planned([effect]);
  };
  const { gather, grace } = identity;
  return createService({
    ...{ clock, log, gather, grace, sweepEvery },
    pass: async (key): Promise<PassOutcome> => {
      const [repository = "", number = ""] = key.split("#");
      const { repository: found } = await ask<{ repository: { issue: Seen } }>(READ, {
        ...split(repository),
        number: Number(number),
      });
      const { issue } = found;
      const due = Date.parse(issue.createdAt) + HOUR;
      const said = issue.comments.nodes.map(({ body }) => body);
      const has = (id: string): boolean => said.some((body) => body.includes(`tocsin:said ${id}`));
      if (!has("greet")) await say(issue, { id: "greet", body: "Hello\n\n- [ ] Nothing new" });
      if (clock.now() >= due && !has("remind")) await say(issue, { id: "remind", body: "Still open", due });
      return { again: false, ...(clock.now() < due && { wakeAt: due }) };
    },
    border: {
      touched: (_, payload) => {
        const { issue, repository, sender } = payload as {
          issue?: { number: number };
          repository?: { full_name: string };
          sender?: { login: string };
        };
        const own = sender?.login === identity.login;
        if (issue === undefined || repository === undefined) return { keys: [], repositories: [], own };
        return { keys: [{ key: `${repository.full_name}#${issue.number}` }], repositories: [], own };
      },
      repositories: async () => [{ name: "acme/incidents" }],
      ensureLabels: async () => undefined,
      heads: async (name) => {
        const { repository } = await ask<{
          repository: { issues: { nodes: readonly { number: number; updatedAt: string }[] } };
        }>(LIST, split(name));
        return repository.issues.nodes.map(({ number, updatedAt }) => {
          const created = Date.parse(updatedAt);
          return {
            key: `${name}#${number}`,
            fingerprint: updatedAt,
            updatedAt: created,
            wakeAt: created + HOUR,
          };
        });
      },
    },
  });
};
