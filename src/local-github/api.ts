// The API of the local GitHub as HTTP: who asks, and through which door.
import { askGraphql } from "./ask-graphql.ts";
import { askRest } from "./ask-rest.ts";
import type { Ground, Incoming } from "./ground.ts";
import type { RouteReply } from "./rest/call.ts";

/**
 * Answers one request: REST under `/` and `/api/v3/`, GraphQL at `/graphql` and `/api/graphql`. A request that follows is led on to
 * where the answer says that it moved to.
 */
export async function answerRequest(ground: Ground, request: Request): Promise<Response> {
  const answer = await answerOnce(ground, request);
  const location = answer.headers.get("location");
  if (answer.status !== 301 || location === null || request.redirect !== "follow") return answer;
  return answerRequest(ground, new Request(location, { headers: request.headers }));
}

async function answerOnce(ground: Ground, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const text = await request.text();
  const path = url.pathname.replace(/^\/api\/v3(?=\/|$)/, "").replace(/(?<=.)\/$/, "") || "/";
  const incoming: Incoming = { method: request.method, url, path, headers: request.headers, text };
  const known = ground.tokens.known(request.headers.get("authorization"));
  if ("refused" in known) return response({ status: 401, body: { message: known.refused, status: "401" } });
  const graphql = request.method === "POST" && (path === "/graphql" || path === "/api/graphql");
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
