// Makes a snapshot of what was read: settles who is us, finds the ledger, fetches what is still missing, looks roles up.
import type { Ledger } from "../engine/ledger.ts";
import type { IncidentSnapshot, Issue, SourceFile, Sources } from "../engine/snapshot.ts";
import { readMarkers } from "../engine/text/marker.ts";
import { cardOf, findLedger, wantsEditTexts } from "./card.ts";
import { withFeeds } from "./feeds.ts";
import { type FirstLook, kinOf, readKin, seenAlso } from "./kin.ts";
import { readMore } from "./more.ts";
import type { ObserverOptions } from "./observe.ts";
import { type IsOurs, oursBy } from "./read-actor.ts";
import { type Edit, withEdits } from "./read-comment.ts";
import { readIssue } from "./read-issue.ts";
import { readRepository, readSources } from "./read-sources.ts";
import { remembered, withRoles } from "./reading.ts";

/** The snapshot of an incident. Throws where anything that it needs could not be read. */
export async function assemble(options: ObserverOptions, looked: FirstLook): Promise<IncidentSnapshot> {
  const { questions, memory, secret, client } = options;
  const me = await client.me();
  const read = readSources(looked.observed);
  const isOurs = oursBy(me, questions.authorsOf(read, looked.repository.nameWithOwner));
  const issue = readIssue(looked.allPages, isOurs);
  const first = findLedger({ issue, isOurs, secret });
  // Before anything is waited for: incidents that are read side by side then know of each other's.
  noteMentions(options, issue, { isOurs, ledger: first.ledger });
  const policy = lastGoodPolicy(
    options,
    { sources: read, repository: looked.repository.nameWithOwner },
    first.ledger,
  );
  const more = await readMore(looked.transport, {
    key: looked.key,
    isOurs,
    policy: policy.toRead,
    card: wantsEditTexts(issue, { ...first, isOurs, secret, raw: looked.allPages.items }),
    children: kinOf(looked, issue, first.ledger).missing,
  });
  const { trust, ledger } = findLedger({ issue, isOurs, secret, edits: more.edits });
  const kin = await readKin(options, seenAlso(looked, more), { issue, ledger });
  noteMentions(options, issue, { isOurs, ledger });
  const files = { ...read, lastGood: more.policy ?? policy.known };
  const draft: IncidentSnapshot = {
    kind: "incident",
    key: issue.ref,
    me,
    repository: readRepository(looked.repository, looked.labels),
    sources: await withFeeds(options, files, looked.repository.nameWithOwner),
    issue: withCardEdits(issue, more.edits, isOurs),
    ...kin,
    trust,
    ledger,
    ...remembered(memory, issue.ref),
  };
  return withRoles(options, looked.transport, draft);
}

/** Whom we mentioned on an incident, by its ledger and by what our comments say of themselves: no other mentions them soon. */
function noteMentions(
  { memory }: ObserverOptions,
  issue: Issue,
  { isOurs, ledger }: { readonly isOurs: IsOurs; readonly ledger: Ledger | undefined },
): void {
  for (const [login, at] of Object.entries(ledger?.mentions ?? {})) memory.mentioned(login, at);
  for (const item of issue.timeline) {
    if (item.kind !== "comment" || !isOurs(item.by)) continue;
    for (const { kind, words } of readMarkers(item.body))
      if (kind === "mentions") for (const login of words) memory.mentioned(login, item.at);
  }
}

interface LastGood {
  readonly known?: SourceFile | undefined;
  /** Blob id of the file, where it is not known yet. */
  readonly toRead?: string;
}

/** Where the present policy is broken: the last one that the ledger names, unless it is the same. */
function lastGoodPolicy(
  options: ObserverOptions,
  { sources, repository }: { readonly sources: Sources; readonly repository: string },
  ledger: Ledger | undefined,
): LastGood {
  const { questions, memory } = options;
  const present = [sources.policy, sources.ownerPolicy].filter((file) => file !== undefined);
  if (questions.policyIsGood(sources, repository)) {
    // The own file last: it is the one that counts.
    for (const file of present.toReversed()) memory.keepPolicy(repository, file);
    return {};
  }
  // With an owner's policy below it the ledger names both files, the repository's own first.
  const oid = ledger?.policies.at(-1)?.oid.split("+")[0];
  if (oid === undefined) return { known: memory.lastPolicy(repository) };
  if (present.some((file) => file.oid === oid)) return {};
  const known = memory.policy(oid);
  return known === undefined ? { toRead: oid } : { known };
}

/** The issue with the texts of the card's edits, where they were read. */
function withCardEdits(issue: Issue, edits: readonly Edit[] | undefined, isOurs: IsOurs): Issue {
  const card = cardOf(issue, isOurs);
  if (edits === undefined || card === undefined) return issue;
  return {
    ...issue,
    timeline: issue.timeline.map((item) => (item === card ? withEdits(card, edits) : item)),
  };
}
