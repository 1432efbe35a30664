// Makes a snapshot of what was read: settles who is us, finds the ledger, fetches what is still missing, looks roles up.
import { comparedWith } from "../engine/fold.ts";
import { isIssueAddress } from "../engine/issue-ref.ts";
import type { Ledger } from "../engine/ledger.ts";
import type { SourceFile, Sources } from "../engine/snapshot/repository.ts";
import type { CommentItem } from "../engine/snapshot/timeline.ts";
import type { Fault, IncidentSnapshot, Issue, IssueRef } from "../engine/snapshot.ts";
import { type FoundLedger, findLedger, wantsEditTexts, writtenAt } from "./card.ts";
import { withFeeds } from "./feeds.ts";
import { type FirstLook, kinOf, pullsNamed, readKin, seenAlso } from "./kin.ts";
import { markedChild, markedIssue } from "./marks.ts";
import { readMore } from "./more.ts";
import { readNamed } from "./named.ts";
import type { ObserverOptions } from "./observe.ts";
import { wholePulls } from "./pages.ts";
import { type PullWanted, readPull } from "./pulls.ts";
import { type IsOurs, oursBy } from "./read-actor.ts";
import { type Edit, withEdits } from "./read-comment.ts";
import { readIssue } from "./read-issue.ts";
import { readRepository, readSources } from "./read-sources.ts";
import { withTicks } from "./read-ticks.ts";
import { remembered, withRoles } from "./reading.ts";

/**
 * The snapshot of an incident. Throws where anything that it needs could not be read. `roles` are rights on its repository that
 * were looked up a moment ago, for another that is read with it.
 */
export async function assemble(
  options: ObserverOptions,
  looked: FirstLook,
  roles: IncidentSnapshot["roles"] = new Map(),
): Promise<IncidentSnapshot> {
  const { questions, memory, proof, client } = options;
  const me = await client.me();
  const read = readSources(looked.observed);
  const isOurs = oursBy(me, questions.authorsOf(read, looked.repository.nameWithOwner));
  const issue = readIssue(looked.allPages, { isOurs, proof });
  memory.meet(issue.ref, issue.id);
  const looking = { issue, isOurs, proof, seen: memory.ledger(issue.ref) };
  const first = findLedger(looking);
  const early = markedIssue(issue, { isOurs, proof, ...provingBy(first, issue) });
  // Before anything is waited for: incidents that are read side by side then know of each other's.
  noteMentions(options, early, first.ledger);
  const policy = lastGoodPolicy(options, { sources: read, repository: looked.repository }, first.ledger);
  const more = await readMore(looked.transport, {
    key: looked.key,
    isOurs,
    policy: policy.toRead,
    edited: wantsEditTexts({ ...first, proof, raw: looked.allPages.items }),
    children: kinOf(looked, { issue, ledger: first.ledger, memory }).missing,
    pulls: pullsMissing(looked, first.ledger),
  });
  const edits = more.edits.get(first.card?.id ?? "");
  const found = edits === undefined ? first : findLedger({ ...looking, edits });
  keepLedger(options, issue, found);
  noteGoneCard(options, issue, found);
  const { card, trust, ledger } = found;
  const proving = { isOurs, proof, ...provingBy(found, issue) };
  const here = seenAlso(looked, more);
  const kin = await readKin(memory, here, { issue, ledger, proof });
  memory.keepPulls(issue.ref, pullsNamed(looked, ledger));
  const marked = edits === undefined ? early : markedIssue(withCardEdits(issue, card, edits), proving);
  if (found !== first) noteMentions(options, marked, ledger);
  const files = { ...read, lastGood: more.policy ?? policy.known };
  const children = kin.children.map((child) => markedChild(child, proving, kin.unseen));
  const draft: IncidentSnapshot = {
    kind: "incident",
    key: issue.ref,
    me,
    repository: readRepository(looked.repository, looked.labels),
    sources: await withFeeds(options, files, looked.repository.nameWithOwner),
    issue: marked,
    children: await withTicks(looked, children, isOurs),
    unseen: kin.unseen,
    ...(await pullsOf(here)),
    trust,
    ledger,
    proven: proof.isStrict,
    formerIds: proving.formerIds,
    ...remembered(memory, issue.ref),
    faults: faultsOf(memory, issue.ref, ledger),
    roles,
  };
  const around = { transport: looked.transport, isOurs };
  const dates = questions.datesWanted?.(draft) ?? [];
  const dated = (await options.targetDates?.read(looked.transport, draft, dates)) ?? draft;
  const seen = await withRoles(options, looked.transport, dated, (base, keys) =>
    withNamed(options, around, base, keys),
  );
  return withCases(options, around, seen);
}

interface Around {
  readonly transport: FirstLook["transport"];
  readonly isOurs: IsOurs;
}

/** With the issues that an act names, and the problems of the repository where it names one by a title. */
async function withNamed(
  { questions, cases, proof }: ObserverOptions,
  { transport, isOurs }: Around,
  seen: IncidentSnapshot,
  keys: readonly string[],
): Promise<IncidentSnapshot> {
  const addresses = keys.filter(isIssueAddress);
  const found = await readNamed(transport, addresses, { home: seen.repository.name, isOurs });
  const named = new Map([...(seen.named ?? []), ...found]);
  if (addresses.length === keys.length) return { ...seen, named };
  const labels = questions.caseLabels?.(seen);
  const repository = seen.repository.name;
  const known = labels && (await cases?.of(transport, { repository, labels, isOurs, proof }));
  return { ...seen, named, problems: known?.problems ?? [] };
}

/** With the problems and the other incidents of its repository, where it compares itself with them: they may be some minutes old. */
async function withCases(
  { questions, cases, proof }: ObserverOptions,
  { transport, isOurs }: Around,
  seen: IncidentSnapshot,
): Promise<IncidentSnapshot> {
  const labels = cases === undefined ? undefined : questions.casesWanted?.(seen);
  if (labels === undefined || cases === undefined) return seen;
  const repository = seen.repository.name;
  return comparedWith(seen, await cases.of(transport, { repository, labels, isOurs, proof }));
}

/** Pull requests that the ledger names and the first request did not ask for. */
function pullsMissing(looked: FirstLook, ledger: Ledger | undefined): readonly PullWanted[] {
  const { seen, hidden } = looked.pulls;
  const known = new Set([...seen.map(({ id }) => id), ...hidden]);
  return pullsNamed(looked, ledger).filter(({ id }) => !known.has(id));
}

async function pullsOf({
  transport,
  pulls: { seen, hidden },
}: FirstLook): Promise<Pick<IncidentSnapshot, "pulls" | "hiddenPulls">> {
  const whole = await wholePulls(transport, seen);
  return {
    ...(whole.length > 0 && { pulls: whole.map(readPull) }),
    ...(hidden.length > 0 && { hiddenPulls: hidden }),
  };
}

/** What could not be written: by this process, and by those before it, whose faults are tried again at once. */
function faultsOf(
  memory: ObserverOptions["memory"],
  key: IssueRef,
  ledger: Ledger | undefined,
): readonly Fault[] {
  const own = memory.faults(key);
  const known = new Set([...own.map(({ effect }) => effect), ...memory.recent(key).keys()]);
  const before = (ledger?.faults ?? []).filter(({ effect }) => !known.has(effect));
  return [...own, ...before.map((fault) => ({ ...fault, until: 0 }))];
}

/** The ledger, and the node ids under which its incident was known before it was transferred. */
function provingBy({ ledger, of }: FoundLedger, { id }: Issue) {
  const before = [...(ledger?.formerIds ?? []), ...(of === undefined ? [] : [of])];
  return { ledger, formerIds: [...new Set(before)].filter((former) => former !== id) };
}

/** The next ledger has the next number; one with a lower number that somebody else puts here is an old one. */
function keepLedger({ memory }: ObserverOptions, { ref }: Issue, found: FoundLedger): void {
  const { card, number, trust } = found;
  if (card !== undefined && number !== undefined && trust !== "lost")
    memory.keepLedger(ref, { number, editedAt: writtenAt(card) });
}

/** The newest deletion of a comment, by whom it may be, tells a card that somebody deleted from one that a replica does not show yet. */
function noteGoneCard({ memory }: ObserverOptions, { ref, timeline }: Issue, { card }: FoundLedger): void {
  const deletion = timeline.findLast(({ kind }) => kind === "comment-deleted");
  if (card === undefined && deletion !== undefined) memory.cardGone(ref, deletion.at);
}

/** Whom we mentioned on an incident, by its ledger and by what our comments say of themselves: no other mentions them soon. */
function noteMentions({ memory }: ObserverOptions, issue: Issue, ledger: Ledger | undefined): void {
  memory.cleared(issue.ref);
  for (const [login, at] of ledger?.mentions ?? []) memory.mentioned(issue.ref, login, at);
  for (const item of issue.timeline) {
    if (item.kind !== "comment") continue;
    for (const { kind, words } of item.marks ?? [])
      if (kind === "mentions") for (const login of words) memory.mentioned(issue.ref, login, item.at);
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
  { sources, repository }: { readonly sources: Sources; readonly repository: FirstLook["repository"] },
  ledger: Ledger | undefined,
): LastGood {
  const { questions, memory } = options;
  const present = [sources.policy, sources.ownerPolicy].filter((file) => file !== undefined);
  if (questions.policyIsGood(sources, repository.nameWithOwner)) {
    // The own file last: it is the one that counts.
    for (const file of present.toReversed()) memory.keepPolicy(repository, file);
    return {};
  }
  // With an owner's policy below it the ledger names both files, the repository's own first.
  const oid = ledger?.policies.at(-1)?.oid.split("+")[0];
  if (oid === undefined) return { known: memory.lastPolicy(repository.id) };
  if (present.some((file) => file.oid === oid)) return {};
  const known = memory.policy(repository.nameWithOwner, oid);
  return known === undefined ? { toRead: oid } : { known };
}

/** The issue with the texts of the card's edits, where they were read. */
function withCardEdits(issue: Issue, card: CommentItem | undefined, edits: readonly Edit[]): Issue {
  if (card === undefined) return issue;
  return {
    ...issue,
    timeline: issue.timeline.map((item) => (item === card ? withEdits(card, edits) : item)),
  };
}
