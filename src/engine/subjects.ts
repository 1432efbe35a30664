// The kinds of subjects there are, and the thinking of a pass, which is the same for each.
import { onlyGithub, type Reach } from "./delivery.ts";
import type { Plan } from "./effect.ts";
import type { Instant } from "./instant.ts";
import type { Ruling } from "./policy/ruling.ts";
import type { Snapshot } from "./snapshot.ts";
import type { Folded, RepositorySubject, Subject } from "./subject.ts";
import { handover } from "./subjects/handover.ts";
import { incident } from "./subjects/incident.ts";

const kinds = { incident, handover };

type Kinds = typeof kinds;

/** What a pass thought: where its subject stands, as the rules of its kind are handed it, and what should be done. */
export type Thought = {
  readonly [K in keyof Kinds]: {
    readonly kind: K;
    readonly here: ReturnType<Kinds[K]["assess"]>;
    readonly plan: Plan;
  };
}[keyof Kinds];

/** Every kind of which a repository has one. */
export const repositorySubjects: readonly RepositorySubject[] = Object.values(kinds).flatMap((kind) =>
  "labels" in kind ? [kind] : [],
);

/** The kind of what was seen. Throws for one that is not known. */
function kindOf(seen: Snapshot): Subject<Snapshot, Folded, unknown> {
  const kind = Object.values(kinds).find((one) => one.kind === seen.kind);
  if (kind === undefined)
    throw new RangeError(
      `${seen.key} is of the kind "${seen.kind}"; expected ${Object.keys(kinds).join(" or ")}.`,
    );
  // What was seen says itself that it is of this kind.
  return kind as unknown as Subject<Snapshot, Folded, unknown>;
}

/** The newest instant that was seen: no pass may believe that it is earlier. */
export function newest(seen: Snapshot): Instant {
  return kindOf(seen).newest(seen);
}

/** Logins whose rights on the repository must be looked up before `think` may be used. */
export function rolesNeeded(seen: Snapshot, ruling: Ruling): readonly string[] {
  return kindOf(seen).fold(seen, ruling).needsRoles;
}

/** What should be true now. */
export function think(seen: Snapshot, ruling: Ruling, now: Instant, reach: Reach = onlyGithub): Thought {
  const kind = kindOf(seen);
  const here = kind.assess(seen, kind.fold(seen, ruling), { ruling, now, reach });
  return { kind: kind.kind, here, plan: kind.decide(here) } as Thought;
}
