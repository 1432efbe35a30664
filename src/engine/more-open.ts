// Where more people may look than at the incident, as after a transfer into a private repository: what is said of the incident is not said there.
import type { IncidentSnapshot } from "./snapshot.ts";

/** May somebody look there who may not look at the incident? */
export function isMoreOpen(
  place: { readonly private: boolean },
  { repository }: Pick<IncidentSnapshot, "repository">,
): boolean {
  return !place.private && !repository.public;
}
