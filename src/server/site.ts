// Makes the status page of a repository from what GitHub holds now; what did not change since the last time is not read again.
import { DAY, type Duration, type Instant, MINUTE } from "../engine/instant.ts";
import type { Ruling } from "../engine/policy/ruling.ts";
import type { IssueRef } from "../engine/snapshot.ts";
import { repositoryKey } from "../engine/subject.ts";
import type { Client } from "../github/client.ts";
import { type ListedIssue, readIncidentIssues } from "../github/incident-issues.ts";
import { readRuled } from "../github/sources.ts";
import type { Renderer } from "../render/render.ts";
import type { Rulings } from "../rulings/rulings.ts";
import type { Live } from "../run/live.ts";
import type { SiteIncident } from "../site/data.ts";
import { siteDataOf, siteIncidentOf } from "../site/incidents.ts";
import { type AnnouncedWork, announcedWorkOf } from "../site/maintenance.ts";
import { siteProblemsOf } from "../site/problems.ts";
import { siteOf } from "../site/site.ts";
import type { Clock } from "../world.ts";

/** The page of a repository as files, and how many incidents it shows; or why there is none. */
export type SiteRead =
  | { readonly kind: "page"; readonly files: ReadonlyMap<string, string>; readonly incidents: number }
  /** No policy rules the repository, or it can't be reached. */
  | { readonly kind: "unruled" }
  /** Its policy has no section `site`. */
  | { readonly kind: "none" };

/** Reads status pages. */
export interface SiteReader {
  /** The page of `owner/name` as of now. Throws where anything of it could not be read: half a page would say that all is well. */
  read(repository: string): Promise<SiteRead>;
}

/** What it reads with. */
export interface SiteReaderOptions {
  readonly client: Client;
  readonly clock: Pick<Clock, "now">;
  readonly render: Renderer;
  readonly rulings: Rulings;
  /** Looks at one incident and writes nothing. */
  readonly look: Live["look"];
}

/** The page shows 90 days; what was quiet for longer than this is history that no page has. */
const span: Duration = 400 * DAY;
/** So many incidents are read at once. */
const atOnce = 5;
/** What changed a moment ago may have been read from a replica that lags: it is read again the next time. */
const settledAfter: Duration = MINUTE;

/** What the public may know of an issue, as it was when that last changed. */
interface Known {
  readonly updatedAt: Instant;
  readonly readAt: Instant;
  readonly incident?: SiteIncident | undefined;
  readonly work?: AnnouncedWork | undefined;
}

/** Each issue once, though it has two names of one label. */
function uniqueOf(listed: readonly ListedIssue[]): readonly ListedIssue[] {
  return [...new Map(listed.map((one) => [one.ref, one])).values()];
}

/** A reader, which remembers what it read for as long as the same policy rules. */
export function createSiteReader(options: SiteReaderOptions): SiteReader {
  const { client, clock, render, rulings, look } = options;
  const known = new Map<string, { readonly ruling: Ruling; readonly issues: Map<IssueRef, Known> }>();
  const words = (template: string, values: Parameters<Renderer>[1]) => render(template, values, "plain");

  const shownOf = async (ref: IssueRef, ruling: Ruling): Promise<Pick<Known, "incident" | "work">> => {
    const { thought } = await look(ref);
    if (thought?.kind === "incident")
      return { incident: siteIncidentOf(thought.here.incident, ruling.policy, words) };
    return thought?.kind === "maintenance"
      ? { work: announcedWorkOf(thought.here.work, thought.here.incident) }
      : {};
  };

  const problemsOf = async (repository: string, { policy }: Ruling, asOf: Instant) => {
    if (policy.problems?.public === undefined) return undefined;
    const { thought } = await look(repositoryKey(repository, "problems"));
    return thought?.kind === "problems" ? siteProblemsOf(thought.here.problems.all, policy, asOf) : undefined;
  };

  return {
    async read(repository) {
      const ruled = await readRuled(client, repository);
      const ruling = ruled && rulings.of(ruled.name, ruled.sources);
      if (ruling === undefined) return { kind: "unruled" };
      if (ruling.policy.site === undefined) return { kind: "none" };
      const now = clock.now();
      const { labels, maintenance } = ruling.policy;
      const transport = await client.installationOf(repository);
      // REST's list of labels is one of all that an issue must have, so that each name is asked for by itself.
      const names = [labels.incident, ...(maintenance === undefined ? [] : [maintenance.label])].flatMap(
        ({ name, aliases }) => [name, ...aliases],
      );
      const lists = names.map((label) =>
        readIncidentIssues(transport, { repository, label, since: now - span }),
      );
      const listed = uniqueOf((await Promise.all(lists)).flat());
      const before = known.get(repository);
      const kept = before?.ruling === ruling ? before.issues : new Map<IssueRef, Known>();
      const issues = new Map<IssueRef, Known>();
      for (let from = 0; from < listed.length; from += atOnce)
        await Promise.all(
          listed.slice(from, from + atOnce).map(async ({ ref, updatedAt }) => {
            const one = kept.get(ref);
            const isSame = one?.updatedAt === updatedAt && one.readAt - updatedAt >= settledAfter;
            issues.set(ref, isSame ? one : { updatedAt, readAt: now, ...(await shownOf(ref, ruling)) });
          }),
        );
      known.set(repository, { ruling, issues });
      const asOf = Math.floor(now / 1000) * 1000;
      const all = [...issues.values()];
      const shown = {
        incidents: all.flatMap(({ incident }) => incident ?? []),
        works: all.flatMap(({ work }) => work ?? []),
        problems: await problemsOf(repository, ruling, asOf),
      };
      const data = siteDataOf(shown, { ruling, asOf });
      if (data === undefined) return { kind: "none" };
      return { kind: "page", files: siteOf(data), incidents: shown.incidents.length };
    },
  };
}
