// The API of the local GitHub as HTTP: who asks, and through which door.
import { askGraphql } from "./ask-graphql.ts";
import { askRest } from "./ask-rest.ts";
import type { Ground, Incoming } from "./ground.ts";
import type { RouteReply } from "./rest/call.ts";

/** What the API looks at of a request, by whichever way it came. */
interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly text: string;
  /** Goes where it is led on to. */
  readonly follows: boolean;
}

/**
 * Answers one request, as the global `fetch` is given it: REST under `/` and `/api/v3/`, GraphQL at `/graphql` and `/api/graphql`. A
 * request that follows is led on to where the answer says that it moved to.
 */
export async function answerRequest(
  ground: Ground,
  input: string | URL | Request,
  init?: RequestInit,
): Promise<Response> {
  return answerAsked(ground, await askedOf(input, init));
}

/** Most requests are an address with a text. A rehearsal makes thousands of them: those are read without making a `Request` of each. */
async function askedOf(input: string | URL | Request, init: RequestInit | undefined): Promise<Asked> {
  const body = init?.body ?? "";
  if (input instanceof Request || typeof body !== "string") {
    const request = new Request(input, init);
    const { method, url, headers, redirect } = request;
    return { method, url, headers, text: await request.text(), follows: redirect === "follow" };
  }
  return {
    method: (init?.method ?? "GET").toUpperCase(),
    url: String(input),
    headers: new Headers(init?.headers),
    text: body,
    follows: (init?.redirect ?? "follow") === "follow",
  };
}

async function answerAsked(ground: Ground, asked: Asked): Promise<Response> {
  const answer = answerOnce(ground, asked);
  const location = answer.headers.get("location");
  if (answer.status !== 301 || location === null || !asked.follows) return answer;
  return answerAsked(ground, { ...asked, method: "GET", url: location, text: "" });
}

function answerOnce(ground: Ground, { method, url: address, headers, text }: Asked): Response {
  const url = new URL(address);
  const path = url.pathname.replace(/^\/api\/v3(?=\/|$)/, "").replace(/(?<=.)\/$/, "") || "/";
  const incoming: Incoming = { method, url, path, headers, text };
  const known = ground.tokens.known(headers.get("authorization"));
  if ("refused" in known) return response({ status: 401, body: { message: known.refused, status: "401" } });
  const graphql = method === "POST" && (path === "/graphql" || path === "/api/graphql");
  return response((graphql ? askGraphql : askRest)(ground, incoming, known.viewer));
}

function response(reply: RouteReply): Response {
  const text =
    reply.body === undefined
      ? null
      : typeof reply.body === "string"
        ? reply.body
        : JSON.stringify(reply.body);
  const headers = {
    "content-type": "application/json; charset=utf-8",
    "x-github-media-type": "github.v3; format=json",
    ...reply.headers,
  };
  return new Response(text, { status: reply.status, headers });
}
