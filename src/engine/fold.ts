// History to incident: one pass over what happened, in order, time-free. What a person did becomes an act once.
import { fact, factsOf } from "./facts.ts";
import { applyAct, type Source } from "./fold/apply-act.ts";
import { blank, type Draft, resettleSeverity } from "./fold/draft.ts";
import { type Happening, happenings } from "./fold/happening.ts";
import { bestForm, fieldsOf, parseBody } from "./form.ts";
import { mintId, mintSlug } from "./identity.ts";
import type { Incident } from "./incident.ts";
import { judgeClosed, judgeReopened } from "./judge/close.ts";
import { judgeComment } from "./judge/comment.ts";
import { judgeDeclared, judgeLabeled, judgeUnlabeled } from "./judge/label.ts";
import { isOutsider, type Verdict } from "./judge/situation.ts";
import { judgeTick, tickedBoxes } from "./judge/tick.ts";
import type { Judged } from "./ledger.ts";
import { isOurs, isPerson, ownChildren, ownComments, twinComments } from "./own.ts";
import { labelKind } from "./policy/names.ts";
import type { Ruling } from "./policy/ruling.ts";
import type { Actor, CommentItem, Item, LabelItem, Snapshot } from "./snapshot.ts";
import { parseCommand } from "./text/command.ts";
import { hash } from "./text/hash.ts";
import { readMarkers } from "./text/marker.ts";

/**
 * Reads a history under a policy. Where rights are missing that a judgement needs, `needsRoles` names whose, and the rest
 * of the result must not be used.
 */
export function fold(snapshot: Snapshot, ruling: Ruling): Incident {
  const known = folded.get(snapshot);
  if (known?.ruling === ruling) return known.incident;
  const incident = read(snapshot, ruling);
  folded.set(snapshot, { ruling, incident });
  return incident;
}

/** A snapshot never changes, so that its history need not be read twice under one policy. */
const folded = new WeakMap<Snapshot, { readonly ruling: Ruling; readonly incident: Incident }>();

function read(snapshot: Snapshot, ruling: Ruling): Incident {
  const own = ownComments(snapshot, ruling.policy);
  const card = own.find((comment) => comment.markers.some((marker) => marker.kind === "card"));
  const draft = blank(snapshot, ruling);
  const recorded = new Map((snapshot.ledger?.acts ?? []).map((judged) => [judged.item, judged]));
  for (const happening of happenings(snapshot, card, ruling.policy)) {
    note(draft, happening);
    const judged =
      happening.kind === "gone"
        ? happening.judged
        : (recorded.get(happening.id) ?? judge(draft, happening, recorded));
    if (judged) conclude(draft, judged, happening);
  }
  return finish(draft, own, card);
}

/** What happened without anybody's judgement: the body's text, the title, who is assigned. */
function note(draft: Draft, happening: Happening): void {
  if (happening.kind === "opened" || happening.kind === "body") {
    draft.form = factsOf(happening.version.body, draft.ruling, happening.at);
    const cause = happening.kind === "body" ? happening.id : draft.snapshot.issue.id;
    if (draft.management === "managed") resettleSeverity(draft, { at: happening.at, cause });
  }
  if (happening.kind !== "item") return;
  const { item } = happening;
  if (item.kind === "comment") takeOver(draft, item);
  if (item.kind === "labeled" || item.kind === "unlabeled") noteLabel(draft, item);
  if (item.kind === "renamed") draft.title = item.to;
  if (item.kind === "assigned") draft.assignees.add(item.who);
  if (item.kind === "unassigned") draft.assignees.delete(item.who);
}

/**
 * Which labels people and other bots leave standing, the latest last. What we did to them does not count: when we came round to
 * it hangs on when we could look.
 */
function noteLabel({ labels, ruling, snapshot }: Draft, item: LabelItem): void {
  if (isOurs(item.by, ruling.policy, snapshot.me)) return;
  const key = item.label.toLowerCase();
  labels.delete(key);
  if (item.kind === "unlabeled") return;
  const byPerson = isPerson(item.by, ruling.policy, snapshot.me);
  labels.set(key, { name: item.label, by: item.by?.login, cause: item.id, byPerson });
}

/** A duplicate was closed in favour of this incident: what it knew fills what is not known here. */
function takeOver(draft: Draft, item: CommentItem): void {
  if (!isOurs(item.by, draft.ruling.policy, draft.snapshot.me)) return;
  const [, from, id, facts] = readMarkers(item.body).find((marker) => marker.kind === "merged")?.words ?? [];
  if (from === undefined || id === undefined || facts === undefined) return;
  draft.merged.push(id);
  for (const [field, text] of Object.entries(readFacts(facts))) {
    const known = draft.ruling.policy.fields[field];
    if (known && draft.facts[field] === undefined)
      draft.said[field] = fact(known, [text], draft.ruling.policy, item.at);
  }
  draft.history.push({ at: item.at, what: "merged", values: { from } });
  if (draft.management === "managed") resettleSeverity(draft, { at: item.at, cause: item.id });
}

function readFacts(text: string): Readonly<Record<string, string>> {
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read !== "object" || read === null) return {};
    return Object.fromEntries(
      Object.entries(read).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    );
  } catch (error) {
    // A hand may have changed the marker; the words above it still say what was known.
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** The judgement of something that is seen for the first time; `undefined` where it is nothing to us. */
function judge(
  draft: Draft,
  happening: Exclude<Happening, { kind: "gone" }>,
  recorded: ReadonlyMap<string, Judged>,
): Judged | undefined {
  const by = actorOf(draft, happening);
  if (!isPerson(by, draft.ruling.policy, draft.snapshot.me)) return undefined;
  const verdict = verdictOf(draft, happening, by.login, recorded);
  if (verdict === undefined) return undefined;
  if ("needs" in verdict || hangsOnRights(verdict, by.login, draft)) {
    draft.needs.add("needs" in verdict ? verdict.needs : by.login);
    return undefined;
  }
  const comment = happening.kind === "item" && happening.item.kind === "comment" ? happening.item : undefined;
  const command =
    comment === undefined ? isAnswered(happening, verdict.verdict) : parseCommand(comment.body) !== undefined;
  return {
    item: happening.id,
    at: happening.at,
    by: by.login,
    ...spared(verdict, by.login, draft),
    hash: comment && hash(comment.body),
    command: command || undefined,
  };
}

/** Ticks are answered like commands; of labels only what was refused, which else would vanish without a word. */
function isAnswered(happening: Happening, verdict: Judged["verdict"]): boolean {
  if (happening.kind === "edit") return verdict !== "seen";
  const labels =
    happening.kind === "item" && (happening.item.kind === "labeled" || happening.item.kind === "unlabeled");
  return labels && verdict === "refused";
}

/** Whether a refusal has words is part of the judgement, so that rights are looked up for it, whatever else is known. */
function hangsOnRights(verdict: Judgement, login: string, draft: Draft): boolean {
  return verdict.verdict === "refused" && isOutsider(login, draft) === "unknown";
}

type Judgement = Exclude<NonNullable<Verdict>, { needs: string }>;

/** Strangers hear nothing in words: their refusals keep no sentence. */
function spared(verdict: Judgement, login: string, draft: Draft) {
  if (verdict.verdict !== "refused" || verdict.refusal?.kind === "outsider-close") return verdict;
  return isOutsider(login, draft) === true ? { ...verdict, refusal: undefined } : verdict;
}

function actorOf(draft: Draft, happening: Exclude<Happening, { kind: "gone" }>): Actor | undefined {
  switch (happening.kind) {
    case "opened":
      return draft.snapshot.issue.author;
    case "body":
      return happening.version.by;
    case "edit":
      return happening.edit.by;
    default:
      return happening.item.by;
  }
}

function verdictOf(
  draft: Draft,
  happening: Exclude<Happening, { kind: "gone" }>,
  login: string,
  recorded: ReadonlyMap<string, Judged>,
): Verdict {
  switch (happening.kind) {
    case "opened":
      return isIncidentAtOpening(draft) ? judgeDeclared(login, draft) : undefined;
    case "body":
      return undefined;
    case "edit": {
      if (happening.edit.body === undefined) return undefined;
      const before = happening.before;
      // An edit that was judged was followed by a card of ours with empty boxes.
      const standing = before && !recorded.has(before.id) ? tickedBoxes(before.body ?? "") : [];
      return judgeTick(happening.edit, login, standing, draft);
    }
    default:
      return verdictOfItem(draft, happening.item, login);
  }
}

function verdictOfItem(draft: Draft, item: Item, login: string): Verdict {
  switch (item.kind) {
    case "comment":
      return judgeComment(item, login, draft);
    case "labeled":
      return judgeLabeled(item, login, draft);
    case "unlabeled":
      return judgeUnlabeled(item, login, draft);
    case "closed":
      return judgeClosed(item, login, draft);
    case "reopened":
      return judgeReopened(item, login, draft);
    default:
      return undefined;
  }
}

/** An issue is an incident from its opening where its body has the headings of one of the policy's forms, or where it has
 * the label and no event tells who put it there. A label with an event is judged at that event. */
function isIncidentAtOpening(draft: Draft): boolean {
  const { issue } = draft.snapshot;
  const isIncidentLabel = (name: string) => labelKind(draft.ruling.policy, name)?.kind === "incident";
  const body = issue.versions[0]?.body ?? issue.body;
  const form = bestForm(draft.ruling.forms, body);
  if (form && parseBody(form, body).score >= Math.max(2, Math.ceil(fieldsOf(form).length / 2))) return true;
  const told = issue.timeline.some(
    (item) => (item.kind === "labeled" || item.kind === "unlabeled") && isIncidentLabel(item.label),
  );
  return !told && issue.labels.some(isIncidentLabel);
}

/** Applies what was judged, now or once before. */
function conclude(draft: Draft, judged: Judged, happening: Happening): void {
  draft.acts.push(judged);
  const source: Source = { at: judged.at, by: judged.by, cause: judged.item };
  if (judged.verdict === "done") for (const act of judged.acts) applyAct(draft, act, source);
  if (judged.refusal?.kind === "outsider-close") {
    draft.fixed = true;
    draft.questions.push({ topic: "outsider-close", ...source, values: {} });
  }
  if (!judged.command || judged.verdict === "seen" || judged.by === undefined) return;
  const comment = happening.kind === "item" && happening.item.kind === "comment" ? happening.item : undefined;
  draft.answers.push({
    item: judged.item,
    at: judged.at,
    by: judged.by,
    verdict: judged.verdict,
    refusal: judged.refusal,
    help: judged.acts.some((act) => act.kind === "help"),
    comment,
  });
}

function finish(draft: Draft, own: Incident["own"], card: Incident["card"]): Incident {
  const { snapshot, ruling } = draft;
  const { issue, ledger } = snapshot;
  const { zone, slug: prefix, since } = ruling.policy.incidents;
  const minted = { at: draft.declaredAt, zone, title: draft.titleAtDeclaration, issueId: issue.id, prefix };
  const id = ledger?.id ?? card?.markers.find((marker) => marker.kind === "card")?.words[0] ?? mintId(minted);
  const children = ownChildren(snapshot, ruling.policy, [id, ...draft.merged]);
  const firsts = children.filter(
    (one, index) => children.findIndex((other) => other.effect === one.effect) === index,
  );
  const leftAlone = draft.management === "none" && since !== undefined && issue.createdAt < since;
  return {
    management: leftAlone ? "left-alone" : draft.management,
    id,
    slug: ledger?.slug ?? mintSlug(minted),
    declaredAt: draft.declaredAt,
    declaredBy: draft.declaredBy,
    reporter: draft.reporter,
    acceptedBy: draft.acceptedBy,
    from: ledger?.from ?? issue.ref,
    drill: draft.drill,
    facts: draft.facts,
    severity: draft.severity,
    status: draft.status,
    roles: draft.roles,
    events: draft.events,
    clocks: draft.clocks,
    lastUpdate: draft.lastUpdate,
    told: draft.told,
    quietUntil: draft.quietUntil,
    review: draft.review,
    closed: draft.closed,
    withdrawn: draft.withdrawn,
    acts: draft.acts,
    answers: draft.answers,
    questions: draft.questions,
    removals: draft.removals,
    history: draft.history,
    card,
    own,
    retro: firsts.find((one) => one.kind === "retro")?.child,
    actions: firsts.filter((one) => one.kind === "action").map((one) => one.child),
    made: firsts.map(({ effect, child }) => ({ effect, child })),
    twins: {
      comments: twinComments(own),
      children: children.filter((one) => !firsts.includes(one)).map((one) => one.child),
    },
    needsRoles: [...draft.needs],
  };
}
