// The REST door of the API: finds the route of a request, and gives it to the one who answers it.
import type { Allowance } from "./graphql/context.ts";
import { count, fated, type Ground, type Incoming, parsed, secondary, unparsed, viewFor } from "./ground.ts";
import { holderOf, type Viewer } from "./installations.ts";
import { rateHeaders } from "./rate.ts";
import type { Route, RouteCall, RouteReply } from "./rest/call.ts";
import { findRoute } from "./rest/routes.ts";

interface Asking {
  readonly holder: string;
  readonly write: boolean;
  readonly allowance: Allowance;
}

function limited(ground: Ground, { holder, write, allowance }: Asking): RouteReply | undefined {
  if (allowance.remaining < 0) {
    return { status: 403, body: { message: "API rate limit exceeded for installation." } };
  }
  const wait = write ? ground.rate.tooFast(holder) : undefined;
  return wait === undefined ? undefined : secondary(wait);
}

function passed(ground: Ground, route: Route, call: RouteCall): RouteReply {
  const write = route.method !== "GET";
  const holder = holderOf(call.viewer);
  const allowance = ground.rate.spend(holder, "core");
  // Requests for tokens are spared and not counted: the client's own library makes and repeats them, not the app.
  const token = route.path.endsWith("/access_tokens");
  const reply = token
    ? route.answer(call)
    : (limited(ground, { holder, write, allowance }) ?? fated(ground, write, () => route.answer(call)));
  const { status } = reply;
  if (!token) {
    count(ground, call.viewer, {
      kind: "rest",
      name: `${route.method} ${route.path}`,
      write,
      points: 1,
      status,
    });
  }
  return { ...reply, headers: { ...rateHeaders(allowance, "core"), ...reply.headers } };
}

/** Answers a request by REST; a route that is not there is 501, with its name. */
export function askRest(ground: Ground, incoming: Incoming, viewer: Viewer): RouteReply {
  const { method, path, url } = incoming;
  const found = findRoute(method, path);
  if (found === undefined) {
    return { status: 501, body: { message: `not implemented by the local GitHub: ${method} ${path}` } };
  }
  const body = parsed(incoming.text);
  if (body === undefined) return unparsed;
  const { platform, registry } = ground;
  const view = viewFor(ground, method !== "GET");
  const accept = incoming.headers.get("accept") ?? "";
  return passed(ground, found.route, {
    platform,
    registry,
    view,
    viewer,
    params: found.params,
    url,
    accept,
    body,
  });
}
