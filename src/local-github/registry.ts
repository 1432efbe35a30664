// What the routes about apps need: who is installed where, the deliveries, and new tokens.
import type { App, Installation, Viewer } from "./installations.ts";
import type { Token } from "./tokens.ts";
import type { Delivery, Webhooks } from "./webhooks.ts";

/** What the routes about apps ask: `issue` makes a new token for a viewer, valid for an hour. */
export interface Registry {
  readonly webhooks: Webhooks;
  installations(): readonly Installation[];
  issue(viewer: Viewer): Token;
}

/** The installations of one app. */
export const installationsOf = (registry: Registry, app: App): readonly Installation[] =>
  registry.installations().filter((installation) => installation.app === app);

/** The deliveries of one app, newest first. */
export const deliveriesOf = (registry: Registry, app: App): readonly Delivery[] =>
  registry.webhooks.deliveries.filter((delivery) => delivery.appId === app.options.id).toReversed();
