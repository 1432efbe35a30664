// The demo: a GitHub on this machine with a Tocsin that runs on it, both over HTTP as in earnest, and a clock that can be moved.

import type { Duration, Instant } from "../engine/instant.ts";
import { realClock } from "../local-github/clock.ts";
import { createGitHub, type LocalGitHub } from "../local-github/github.ts";
import { serveGitHub } from "../local-github/http.ts";
import { events, rights } from "../rehearse/stage.ts";
import { createLog } from "../run/log.ts";
import { createMailbox } from "./mailbox.ts";
import { type DemoPolicy, demoPages, policyOf, setUp } from "./stage.ts";
import { createDue, move, oneAtATime, quiet } from "./time.ts";
import { appId, createPost, newPrivateKey, type Running, runTocsin, webhookSecret } from "./tocsin.ts";

/** How the demo is started. */
export interface DemoOptions {
  /** Where the pages are; 0, or none, takes a free port. */
  readonly port?: number;
  /** What the clock shows at first; the time of the machine when absent. */
  readonly start?: Instant;
  /** The policy that rules, with its forms; `sre` with a few people when absent. */
  readonly policy?: DemoPolicy | undefined;
  /** Takes the lines of the server's log; unheard when absent. */
  readonly write?: (line: string) => void;
}

/** A demo that runs. `url` has no slash at its end. */
export interface Demo {
  readonly url: string;
  /** The GitHub behind the pages, for tests and pictures. */
  readonly github: LocalGitHub;
  /** Moves the clock forward by milliseconds, stopping at everything that falls due on the way, as time would. */
  move(by: Duration): Promise<void>;
  /** Ends server and GitHub; what they knew is gone. */
  close(): Promise<void>;
}

/** Starts the demo: pages at `url`, bound to this machine alone. Throws where the port is taken. */
export async function demo(options: DemoOptions = {}): Promise<Demo> {
  const clock = realClock(options.start === undefined ? 0 : options.start - Date.now());
  const privateKey = newPrivateKey();
  const post = createPost();
  // It may open pull requests, so that reports are drafted as such.
  const may = { permissions: rights, events };
  const app = { slug: "tocsin", id: appId, privateKey, webhookSecret, webhook: post.send, ...may };
  const github = createGitHub({ clock, apps: [app] });
  setUp(github, options.policy);
  const due = createDue(clock);
  const mover: { move: Demo["move"] } = { move: async () => undefined };
  const mailbox = createMailbox(() => clock.now(), policyOf(options.policy));
  const running: { tocsin?: Running } = {};
  const pages = demoPages(
    github,
    { nextDue: due.next, move: (by) => mover.move(by) },
    {
      ...{ mailbox, process: options.policy, figures: () => running.tocsin?.figures },
      status: async (path, known) => running.tocsin?.pages.answer(path, known),
    },
  );
  const served = await serveGitHub(github, { port: options.port ?? 0, pages: pages.answer });
  const { url } = served;
  pages.at(url);
  github.setAddresses({ web: url, api: url });
  const log = createLog({ level: "info", now: () => clock.now(), write: options.write ?? (() => undefined) });
  const tocsin = await runTocsin({
    clock,
    url,
    privateKey,
    log,
    ended: due.ended,
    carriers: mailbox.carriers,
  });
  running.tocsin = tocsin;
  post.to(tocsin.url);
  mover.move = oneAtATime((by) => move(by, { clock, due, quiet: () => quiet(tocsin.service, post) }));
  tocsin.service.start();
  return {
    url,
    github,
    move: mover.move,
    async close() {
      await Promise.all([tocsin.close(), served.close()]);
      clock.stop();
    },
  };
}
