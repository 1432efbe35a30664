// The stage that the tests of the local GitHub play on: one owner, two repositories, five people.
import { VirtualClock } from "../../src/local-github/clock.ts";
import { createGitHub, type GitHubOptions, type LocalGitHub } from "../../src/local-github/github.ts";
import type { Delivered } from "../../src/local-github/installations.ts";

/** When every story of these tests begins. */
export const start = Date.parse("2025-04-01T08:00:00Z");

export interface Stage {
  readonly github: LocalGitHub;
  readonly clock: VirtualClock;
  readonly delivered: Delivered[];
  ask(query: string, variables?: Record<string, unknown>): Promise<Answered>;
  rest(path: string, init?: RequestInit): Promise<Response>;
}

export interface Answered {
  readonly status: number;
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly { type?: string; message: string; path?: unknown }[];
}

/** Asks GraphQL with a token, over the facade's own fetch. */
export async function askWith(
  github: LocalGitHub,
  token: string,
  body: { query: string; variables?: Record<string, unknown> },
): Promise<Answered> {
  const response = await github.fetch("http://github.local/graphql", {
    method: "POST",
    headers: { authorization: `token ${token}` },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as Partial<Answered>;
  return { status: response.status, data: answer.data ?? null, errors: answer.errors ?? [] };
}

/** acme/incidents is public, acme/vault private; alice writes, bob triages, carol reads, mallory has nothing. */
export function setStage(options: Partial<GitHubOptions> = {}): Stage {
  const clock = new VirtualClock(start);
  const delivered: Delivered[] = [];
  const webhook = async (delivery: Delivered): Promise<{ status: number }> => {
    delivered.push(delivery);
    return { status: 200 };
  };
  const github = createGitHub({
    clock,
    apps: [{ slug: "tocsin", id: 1, webhookSecret: "hush", webhook }],
    ...options,
  });
  for (const login of ["alice", "bob", "carol", "mallory"]) github.addUser(login);
  const labels = ["incident", "severity: 1", "severity: 2"];
  github.addRepository({
    owner: "acme",
    name: "incidents",
    labels,
    files: { ".github/tocsin.yml": "extends: sre\n" },
  });
  github.addRepository({ owner: "acme", name: "vault", private: true, labels });
  for (const repo of ["acme/incidents", "acme/vault"]) {
    github.setRole("alice", repo, "write");
    github.setRole("bob", repo, "triage");
    github.setRole("carol", repo, "read");
  }
  github.install("tocsin", "acme");
  const token = github.installationToken("tocsin", "acme");
  return {
    github,
    clock,
    delivered,
    ask: (query, variables = {}) => askWith(github, token, { query, variables }),
    rest: (path, init = {}) =>
      github.fetch(`http://github.local${path}`, {
        ...init,
        headers: { authorization: `token ${token}`, ...init.headers },
      }),
  };
}
