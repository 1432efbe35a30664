// REST routes of an app about itself: its installations, their tokens, and its deliveries.
import type { App, Installation, Permissions } from "../installations.ts";
import { isFor, selectionOf } from "../installations.ts";
import { deliveriesOf, installationsOf } from "../registry.ts";
import {
  appShape,
  deliveryShape,
  installationShape,
  tokenShape,
  wholeDeliveryShape,
} from "../shapes/installation.ts";
import { repositoryShape } from "../shapes/repository.ts";
import type { Route, RouteCall, RouteReply } from "./call.ts";
import { forbidden, notFound, paged } from "./call.ts";

const onlyApps: RouteReply = {
  status: 401,
  body: {
    message: "A JSON web token could not be decoded",
    documentation_url: "https://docs.github.com/rest",
  },
};

const forApp =
  (answer: (call: RouteCall, app: App) => RouteReply): Route["answer"] =>
  (call) =>
    call.viewer.kind === "app" ? answer(call, call.viewer.app) : onlyApps;

const byId = (call: RouteCall, app: App): Installation | undefined =>
  installationsOf(call.registry, app).find((installation) => installation.id === Number(call.params[0]));

function ofOwner(call: RouteCall, app: App): Installation | undefined {
  const login = call.params[0]?.toLowerCase();
  return installationsOf(call.registry, app).find(({ owner }) => owner.login.toLowerCase() === login);
}

function ofRepository(call: RouteCall, app: App): Installation | undefined {
  const ownerId = call.view.repository(`${call.params[0]}/${call.params[1]}`)?.ownerId;
  return installationsOf(call.registry, app).find(({ owner }) => owner.id === ownerId);
}

const shown = (call: RouteCall, installation: Installation | undefined): RouteReply =>
  installation === undefined
    ? notFound
    : { status: 200, body: installationShape(call.platform, installation) };

/** What was asked for, as far as the app has it: a token never may do more than its app. */
function granted(call: RouteCall, app: App): Permissions | undefined {
  const { permissions } = call.body;
  if (typeof permissions !== "object" || permissions === null) return app.permissions;
  const asked = Object.entries(permissions) as [keyof Permissions, "read" | "write"][];
  const more = asked.some(([name, level]) => {
    const has = app.permissions[name];
    return has === undefined || (level === "write" && has === "read");
  });
  return more ? undefined : Object.fromEntries(asked);
}

function token(call: RouteCall, app: App): RouteReply {
  const installation = byId(call, app);
  if (installation === undefined) return notFound;
  const permissions = granted(call, app);
  if (permissions === undefined) {
    const message = "The permissions requested are not granted to this installation.";
    return { status: 422, body: { message, documentation_url: "https://docs.github.com/rest" } };
  }
  const made = call.registry.issue({ kind: "installation", bot: app.bot, installation, permissions });
  return { status: 201, body: tokenShape(made, permissions, selectionOf(installation)) };
}

function repositories(call: RouteCall): RouteReply {
  const { viewer } = call;
  if (viewer.kind === "app") return forbidden;
  const all = call.view.repositories().filter((one) => isFor(viewer, one));
  const { items, headers } = paged(call, all);
  const selection = viewer.kind === "installation" ? selectionOf(viewer.installation) : "selected";
  const shapes = items.map((repository) => repositoryShape(call.platform, call.view, repository));
  const body = { total_count: all.length, repository_selection: selection, repositories: shapes };
  return { status: 200, body, headers };
}

/** Pages by a cursor, as this list alone does: the id of the last delivery that was shown. */
function deliveries(call: RouteCall, app: App): RouteReply {
  const { searchParams } = call.url;
  const size = Math.min(100, Number(searchParams.get("per_page") ?? 30));
  const cursor = searchParams.get("cursor");
  const status = searchParams.get("status");
  const fits = (code: number): boolean =>
    status === null || (status === "success") === (code >= 200 && code < 400);
  const all = deliveriesOf(call.registry, app).filter((delivery) => fits(delivery.statusCode));
  const rest = cursor === null ? all : all.filter((delivery) => delivery.id < Number(cursor));
  const items = rest.slice(0, size);
  const last = items.at(-1);
  if (last === undefined || rest.length <= size) return { status: 200, body: items.map(deliveryShape) };
  const next = new URL(call.url);
  next.searchParams.set("cursor", String(last.id));
  return { status: 200, body: items.map(deliveryShape), headers: { link: `<${next.href}>; rel="next"` } };
}

function delivery(call: RouteCall, app: App): RouteReply {
  const found = deliveriesOf(call.registry, app).find((one) => one.id === Number(call.params[0]));
  return found === undefined ? notFound : { status: 200, body: wholeDeliveryShape(found) };
}

function redeliver(call: RouteCall, app: App): RouteReply {
  const id = Number(call.params[0]);
  const found = deliveriesOf(call.registry, app).find((one) => one.id === id);
  const to = installationsOf(call.registry, app).find((one) => one.id === found?.installationId);
  if (to === undefined) return notFound;
  call.registry.webhooks.redeliver(to, id);
  return { status: 202, body: {} };
}

/** Everything that is asked with the app's JWT, and the repositories of an installation. */
export const appRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/app",
    answer: forApp((call, app) => ({
      status: 200,
      body: appShape(call.platform, app, installationsOf(call.registry, app).length),
    })),
  },
  {
    method: "GET",
    path: "/app/installations",
    answer: forApp((call, app) => {
      const { items, headers } = paged(call, installationsOf(call.registry, app));
      return { status: 200, body: items.map((one) => installationShape(call.platform, one)), headers };
    }),
  },
  {
    method: "GET",
    path: "/app/installations/:",
    answer: forApp((call, app) => shown(call, byId(call, app))),
  },
  { method: "POST", path: "/app/installations/:/access_tokens", answer: forApp(token) },
  {
    method: "GET",
    path: "/orgs/:/installation",
    answer: forApp((call, app) => shown(call, ofOwner(call, app))),
  },
  {
    method: "GET",
    path: "/users/:/installation",
    answer: forApp((call, app) => shown(call, ofOwner(call, app))),
  },
  {
    method: "GET",
    path: "/repos/:/:/installation",
    answer: forApp((call, app) => shown(call, ofRepository(call, app))),
  },
  { method: "GET", path: "/installation/repositories", answer: repositories },
  { method: "GET", path: "/app/hook/deliveries", answer: forApp(deliveries) },
  { method: "GET", path: "/app/hook/deliveries/:", answer: forApp(delivery) },
  { method: "POST", path: "/app/hook/deliveries/:/attempts", answer: forApp(redeliver) },
];
