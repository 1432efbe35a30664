// Answers for status pages: who asks gets what was made at most a minute ago, and a crowd costs GitHub no request.
import { type Duration, type Instant, MINUTE } from "../engine/instant.ts";
import { type Log, reasonOf } from "../run/log.ts";
import { answerSite, type SiteAnswer } from "../site/serve.ts";
import type { Clock } from "../world.ts";
import type { SiteReader } from "./site.ts";

/** The status pages of the repositories that a server runs. */
export interface StatusPages {
  /**
   * The answer to a GET or HEAD of a path that begins with `/status/`, without its query; undefined where there is no such page: it
   * does not say whether there is such a repository. `ifNoneMatch` is that header. Never throws.
   */
  answer(path: string, ifNoneMatch: string | undefined): Promise<SiteAnswer | undefined>;
}

/** What it answers with. */
export interface StatusOptions {
  readonly reader: SiteReader;
  /** Names of the repositories that a policy rules, as the last sweep found them; nothing is asked of GitHub for others. */
  readonly governed: () => readonly string[];
  readonly clock: Pick<Clock, "now">;
  readonly log: Log;
  /** A page that is older is made again; one minute when absent. With 0 it is made each time, and whoever asks waits. */
  readonly fresh?: Duration;
}

/** One that is older is not shown while another is made: whoever comes first after a quiet hour waits. */
const shownFor: Duration = 10 * MINUTE;

const address = /^\/status\/([\w.-]+)\/([\w.-]+)(\/.*)?$/;

type Files = ReadonlyMap<string, string>;

interface Made {
  readonly at: Instant;
  /** Undefined where the policy has no page. */
  readonly files: Files | undefined;
}

/** Status pages, each made when it is asked for. */
export function createStatusPages({
  reader,
  governed,
  clock,
  log,
  fresh = MINUTE,
}: StatusOptions): StatusPages {
  const made = new Map<string, Made>();
  const making = new Map<string, Promise<Made>>();

  const make = (repository: string): Promise<Made> => {
    const under = making.get(repository);
    if (under !== undefined) return under;
    const work = read(repository).finally(() => making.delete(repository));
    making.set(repository, work);
    return work;
  };

  const read = async (repository: string): Promise<Made> => {
    const at = clock.now();
    const found = await reader.read(repository);
    const now = { at, files: found.kind === "page" ? found.files : undefined };
    made.set(repository, now);
    return now;
  };

  /** What there is to show; throws where nothing was made yet and nothing can be. */
  const latest = async (repository: string): Promise<Made> => {
    const last = made.get(repository);
    const age = last === undefined ? Number.POSITIVE_INFINITY : clock.now() - last.at;
    if (last !== undefined && age < fresh) return last;
    const next = make(repository).catch((error: unknown) => {
      log.error(
        { step: "status", repository, reason: reasonOf(error) },
        "the status page could not be made anew; the last one stands, with its time",
      );
      if (last === undefined) throw error;
      return last;
    });
    if (last === undefined || age >= shownFor || fresh === 0) return next;
    return last;
  };

  return {
    async answer(path, ifNoneMatch) {
      const [, owner, name, rest = ""] = address.exec(path) ?? [];
      const asked = `${owner}/${name}`.toLowerCase();
      const repository = governed().find((one) => one.toLowerCase() === asked);
      if (repository === undefined) return undefined;
      try {
        const { files } = await latest(repository);
        return files && answerSite(files, { path: rest, top: name ?? "", ifNoneMatch });
      } catch {
        return unmade;
      }
    },
  };
}

/** Whoever needs the page reads what is known, and programs hear when to ask again. */
const unmade: SiteAnswer = {
  status: 503,
  headers: { "content-type": "text/plain; charset=utf-8", "retry-after": "60", "cache-control": "no-store" },
  body: "The status page can't be made at the moment, because GitHub does not answer. This says nothing about the services. Try again in a minute.\n",
};
