// Who asked GitHub for what: every request of the server with the account whose token it carried.
import type { LocalGitHub } from "../../src/local-github/github.ts";

/** One request. `by` is the account of the installation whose token it went out with; the app's own JWT has none. */
export interface Asked {
  readonly by: string | undefined;
  readonly at: number;
  /** Method, address and body. */
  readonly text: string;
}

/** GitHub's fetch, and what went through it. */
export function listening(github: LocalGitHub): {
  readonly fetch: typeof globalThis.fetch;
  readonly asked: readonly Asked[];
} {
  const asked: Asked[] = [];
  const holders = new Map<string, string>();
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const body = await request.clone().text();
    const token = /^\S+ (.*)$/.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
    const text = `${request.method} ${new URL(request.url).pathname} ${body}`;
    asked.push({ by: holders.get(token), at: github.clock.now(), text });
    const response = await github.fetch(request);
    const id = /\/app\/installations\/(\d+)\/access_tokens$/.exec(request.url)?.[1];
    if (id === undefined) return response;
    const given = (await response.clone().json()) as { readonly token?: string };
    const owner = github.installations().find((one) => one.id === Number(id))?.owner;
    if (given.token !== undefined && owner !== undefined) holders.set(given.token, owner);
    return response;
  };
  return { fetch, asked };
}
