// Looks through a repository's incidents of a time: the same reading, fold and assess as a pass has, and no plan.
import type { Ruling } from "../engine/policy/ruling.ts";
import type { IncidentSituation } from "../engine/situation.ts";
import { newest, situate } from "../engine/subjects.ts";
import type { Listing } from "../github/listed.ts";
import type { Rulings } from "../rulings/rulings.ts";
import type { Clock } from "../world.ts";
import type { Readers } from "./readers.ts";

/** What a survey found. */
export interface Survey {
  /** `owner/name` as GitHub spells it. */
  readonly repository: string;
  /** Anybody may read its issues. */
  readonly isPublic: boolean;
  readonly ruling: Ruling;
  /** Incidents alone, the oldest first, as they stand now. */
  readonly incidents: readonly IncidentSituation[];
}

/**
 * Surveys one repository; the ruling over it says which incidents are read. `undefined`: nothing rules the repository, or it is out of
 * sight. Throws where anything could not be read.
 */
export type Surveying = (
  repository: string,
  listingOf: (ruling: Ruling) => Listing,
) => Promise<Survey | undefined>;

/** Surveys by the readers of a running Tocsin. */
export function createSurvey(
  readers: Pick<Readers, "list">,
  rulings: Rulings,
  clock: Pick<Clock, "now">,
): Surveying {
  return async (repository, listingOf) => {
    let found: Ruling | undefined;
    const listed = await readers.list(repository, (name, sources) => {
      found = rulings.of(name, sources);
      return found && listingOf(found);
    });
    const ruling = found;
    if (listed === undefined || ruling === undefined) return undefined;
    const now = clock.now();
    const incidents = listed.snapshots.flatMap((seen): readonly IncidentSituation[] => {
      const its = rulings.of(seen.repository.name, seen.sources) ?? ruling;
      const situated = situate(seen, its, Math.max(now, newest(seen)));
      return situated.kind === "incident" ? [situated.here] : [];
    });
    const { name, public: isPublic } = listed.repository;
    return { repository: name, isPublic, ruling, incidents };
  };
}
