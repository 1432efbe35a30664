// Reads incidents whole: one request for all that a pass decides from, a second one only where something is missing.
import { repositoryOf } from "../engine/issue-ref.ts";
import type { IncidentSnapshot, IssueRef } from "../engine/snapshot.ts";
import { assemble } from "./assemble.ts";
import type { KeptCases } from "./cases.ts";
import type { Installation } from "./client.ts";
import { observeDocument } from "./document.ts";
import type { FirstLook } from "./kin.ts";
import { childrenAmong } from "./more.ts";
import { follow } from "./moved.ts";
import { isMovedAway } from "./names.ts";
import { editsOf, labelsOf, subIssuesOf, timelineOf } from "./pages.ts";
import { completeData } from "./partial.ts";
import { isOfHiddenPull, type PullsRead, pullFields, pullsIn } from "./pulls.ts";
import { newestOf } from "./read-issue.ts";
import { type Hinted, type ReadingOptions, readFresh } from "./reading.ts";
import type { RawIncident, RawObserved } from "./shape.ts";
import { aliasOf, type RawTargets, type Targets, targetFields } from "./targets.ts";

/** What the reader of incidents is made with. */
export interface ObserverOptions extends ReadingOptions {
  /** Where issues may soon be filed is read along. */
  readonly targets?: Targets;
  /** What incidents compare themselves with; absent: with nothing. */
  readonly cases?: KeptCases;
}

/** Reads incidents. */
export interface Observer {
  /** One key, whole. `undefined`: there is no such issue in our sight; memory has where it went, if it did. Throws where a read failed or was partial. */
  observe(key: IssueRef, hinted?: Hinted): Promise<IncidentSnapshot | undefined>;
  /** Many keys, ten to a request; those that are not there are left out. Throws where any read failed. */
  observeMany(keys: readonly IssueRef[]): Promise<ReadonlyMap<IssueRef, IncidentSnapshot>>;
}

const together = 10;
/** The reader of one process. */
export function createObserver(options: ObserverOptions): Observer {
  const { client, memory } = options;
  const lookAt = async (keys: readonly IssueRef[]): Promise<readonly FirstLook[]> => {
    const transport = await client.installationOf(repositoryOf(keys[0] ?? ""));
    return look(transport, keys, { ...options, isBlind: client.isBlind });
  };
  const finish = async (looked: FirstLook): Promise<IncidentSnapshot> => assemble(options, looked);
  return {
    async observe(key, { hint } = {}) {
      let isFirst = true;
      const looked = await readFresh(options, key, {
        hint,
        look: async () => {
          const [one] = await lookAt([key]);
          if (one === undefined && isFirst) await follow(options, key);
          isFirst = false;
          return one;
        },
        // What went elsewhere never shows here.
        isAsNew: (one, since) =>
          one === undefined ? memory.movedTo(key) !== undefined : newestOf(one.allPages) >= since,
      });
      return looked === undefined ? undefined : finish(looked);
    },
    async observeMany(keys) {
      const batches = [...Map.groupBy(keys, repositoryOf).values()].flatMap(inTens);
      const looks = await Promise.all(batches.map(lookAt));
      const snapshots = await Promise.all(looks.flat().map(finish));
      return new Map(snapshots.map((snapshot) => [snapshot.key, snapshot]));
    },
  };
}

function inTens(keys: readonly IssueRef[]): (readonly IssueRef[])[] {
  return Array.from({ length: Math.ceil(keys.length / together) }, (_, index) =>
    keys.slice(index * together, (index + 1) * together),
  );
}

/** One request for keys of one repository; those that are not there are not in the answer. */
async function look(
  transport: Installation,
  keys: readonly IssueRef[],
  { memory, targets, isBlind }: Pick<ObserverOptions, "memory" | "targets"> & { readonly isBlind: boolean },
): Promise<readonly FirstLook[]> {
  const [owner, name] = repositoryOf(keys[0] ?? "").split("/");
  const numbers = Object.fromEntries(keys.map((key, index) => [`n${index}`, Number(key.split("#")[1])]));
  const known = keys.flatMap((key) => memory.strays(key));
  const lookup = targets?.along(keys);
  const along = lookup && targetFields(lookup);
  const pulls = keys.flatMap((key) => memory.pulls(key));
  const documents = pullFields(pulls);
  const variables = {
    ...{ owner, name, ...numbers, known, withKnown: known.length > 0 },
    ...along?.variables,
    ...documents?.variables,
  };
  const document = observeDocument(keys.length, along, documents);
  const answer = await transport.graphql<RawObserved>(document, variables);
  const mayLack = [
    ...["repository", "ownerPolicy", "known.*"],
    ...keys.map((_, index) => `repository.i${index}`),
    ...(lookup?.repositories ?? []).map((_, index) => aliasOf(index)),
  ];
  const what = `the observation of ${keys.join(", ")}`;
  const observed = completeData(what, answer, mayLack, isOfHiddenPull);
  const pullsRead = pullsIn(pulls, observed, answer.errors);
  if (lookup) targets?.learn(lookup, observed as unknown as RawTargets, keys[0] ?? "");
  if (observed.repository === null || isMovedAway(keys[0] ?? "", observed.repository.nameWithOwner))
    return [];
  const labels = await labelsOf(transport, observed.repository);
  const found: FirstLook[] = [];
  for (const [index, key] of keys.entries()) {
    const raw = observed.repository[`i${index}`];
    if (raw === null || raw === undefined) continue;
    found.push(
      await completeLook(
        {
          ...{ transport, isBlind, key, observed, repository: observed.repository, labels },
          asked: memory.strays(key),
          pulls: pullsFor(memory.pulls(key), pullsRead),
        },
        raw,
      ),
    );
  }
  return found;
}

/** Several incidents of one request share the answer: each keeps the pull requests that it asked for. */
function pullsFor(asked: readonly { readonly id: string }[], { seen, hidden }: PullsRead): PullsRead {
  const ids = new Set(asked.map(({ id }) => id));
  return { seen: seen.filter(({ id }) => ids.has(id)), hidden: hidden.filter((id) => ids.has(id)) };
}

/** What incidents that are read together have in common. */
export type Shared = Omit<FirstLook, "allPages" | "linked" | "strays">;

/** One incident of an answer with what did not fit into its first pages. */
export async function completeLook(shared: Shared, raw: RawIncident): Promise<FirstLook> {
  const { transport, observed } = shared;
  const items = await timelineOf(transport, raw);
  const linked = await subIssuesOf(transport, raw);
  const edits = await editsOf(transport, raw);
  // Several incidents of one request share the answer: each keeps the strays that it asked for.
  const strays = childrenAmong(observed.known).filter(
    ({ id }) => shared.asked.includes(id) && linked.every((child) => child.id !== id),
  );
  return {
    ...shared,
    linked,
    strays,
    allPages: { raw, items, edits, children: [...linked, ...strays], pulls: shared.pulls.seen },
  };
}
