// Probot's part of the server: checks a delivery's signature and hands the event on, acknowledged before any request.
import { createNodeMiddleware, Probot, ProbotOctokit } from "probot";

/** Where GitHub sends deliveries, as `app.yml` says. */
export const webhookPath = "/api/github/webhooks";

interface HooksOptions {
  readonly appId: number;
  readonly privateKey: string;
  readonly webhookSecret: string;
  /** Called with each signed event; returns at once. */
  readonly deliver: (event: string, payload: unknown) => void;
}

/**
 * Probot would build an authenticated Octokit for every event (P-7, P-8). Ours is asked for none: every context gets the
 * same one, and a request by it fails, because requests go through our own client with its own pacing.
 */
function noAuth({ octokit }: { readonly octokit: unknown }) {
  const refuse = async (): Promise<never> => {
    throw new Error("a webhook's context makes no requests: use the client of src/github/");
  };
  return Object.assign(async () => octokit, { hook: refuse });
}

const SilentOctokit = ProbotOctokit.defaults((options: object) => ({
  ...options,
  authStrategy: noAuth,
  throttle: { enabled: false },
  retry: { enabled: false },
}));

/**
 * Probot's own middleware over a Node request whose `body` is its text: 200 for what is signed, 400 for what is not or is
 * no JSON, 404 for another method. One handler for all events. Probot's log is left at `fatal`, since the server logs
 * refusals itself.
 */
export function createHooks({ appId, privateKey, webhookSecret, deliver }: HooksOptions) {
  const probot = new Probot({
    appId,
    privateKey,
    secret: webhookSecret,
    Octokit: SilentOctokit,
    logLevel: "fatal",
  });
  return createNodeMiddleware(
    (app) => {
      app.onAny(({ name, payload }) => deliver(name, payload));
    },
    { probot, webhooksPath: webhookPath },
  );
}
