// Probot's part of the server: checks a delivery's signature and hands the event on, acknowledged before any request.
import { createNodeMiddleware, Probot } from "probot";

/** Where GitHub sends deliveries, as `app.yml` says. */
export const webhookPath = "/api/github/webhooks";

interface HooksOptions {
  readonly appId: number;
  readonly privateKey: string;
  readonly webhookSecret: string;
  readonly apiUrl: string;
  /** Called with each signed event; returns at once. */
  readonly deliver: (event: string, payload: unknown) => void;
}

/**
 * Probot's own middleware over a Node request whose `body` is its text: 200 for what is signed, 400 for what is not or is
 * no JSON, 415 for another content type, 404 for another method.
 *
 * One handler for all events, because Probot builds an Octokit for each handler and event. The handler uses nothing of
 * its context but the event itself: requests go through our own client. Probot's log is left at `fatal`, since the server
 * logs refusals itself.
 */
export function createHooks({ appId, privateKey, webhookSecret, apiUrl, deliver }: HooksOptions) {
  const probot = new Probot({ appId, privateKey, secret: webhookSecret, baseUrl: apiUrl, logLevel: "fatal" });
  return createNodeMiddleware(
    (app) => {
      app.onAny(({ name, payload }) => deliver(name, payload));
    },
    { probot, webhooksPath: webhookPath },
  );
}
