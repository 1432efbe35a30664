// What a step of a scenario file does: its keys sorted into one deed, and what does not go together said.
import type { Duration, Instant } from "../engine/instant.ts";
import { named } from "../engine/named.ts";
import { readAt, readLength } from "./instants.ts";
import type {
  ActionPlan,
  ChannelFaults,
  ChannelPlan,
  Check,
  Deed,
  FaultPlan,
  FieldAnswers,
  HostPlan,
  IssueTarget,
  Opening,
  Received,
  ReviewAct,
} from "./scenario.ts";
import type { ExpectationWords } from "./schema/expectation.ts";
import type { ChannelWords, HostWords } from "./schema/host.ts";
import type { StepWords } from "./schema/step.ts";
import { readPattern, type TargetWords } from "./schema/words.ts";

const quarter: Duration = 15 * 60_000;

/** The deeds that a step may hold one of; the sorts of fault count as one. */
const DEEDS = [
  "open",
  "comment",
  "edit-comment",
  "delete-comment",
  "label",
  "assign",
  "edit",
  "tick",
  "close",
  "reopen",
  "transfer",
  "delete-issue",
  "target-date",
  "unblock",
  "archive",
  "merge-fix",
  "review",
  "role",
  "app",
  "host",
  "commit",
  "sweep",
] as const;
const FAULTS = ["webhooks", "requests", "reads", "channels"] as const;
/** Deeds that need nobody who does them, and no issue. */
const NOBODYS = new Set(["role", "app", "host", "sweep", "commit", "archive", "faults"]);

/** A deed, or what is wrong with the step: `key` says where, as far as it is about one key. */
export type ReadDeed =
  | { readonly kind: "deed"; readonly deed: Deed }
  | { readonly kind: "wrong"; readonly key?: string; readonly message: string };

const wrong = (message: string, key?: string): ReadDeed => ({ kind: "wrong", message, ...(key && { key }) });

/** Sorts the keys of a step into its deed. */
export function readDeed(words: StepWords): ReadDeed {
  const named: string[] = DEEDS.filter((key) => words[key] !== undefined);
  if (FAULTS.some((key) => words[key] !== undefined)) named.push("faults");
  const [name, other] = named;
  if (name === undefined)
    return wrong(`the step does nothing; expected one of ${[...DEEDS, ...FAULTS].join(", ")}`);
  if (other !== undefined)
    return wrong(`the step does two things, ${name} and ${other}; make two steps of it`, other);
  if (!NOBODYS.has(name) && words.by === undefined) return wrong(`${name} needs "by": who does it`, name);
  if (!NOBODYS.has(name) && name !== "open" && words.on === undefined)
    return wrong(`${name} needs "on": which ${name === "review" ? "pull request" : "issue"}`, name);
  if (words.times !== undefined && name !== "open") return wrong("times goes with open only", "times");
  const { open } = words;
  if (open?.branch === undefined && open?.draft !== undefined)
    return wrong("draft goes with branch only: an issue is no draft", "open");
  if (open?.branch !== undefined && (open.form !== undefined || words.times !== undefined))
    return wrong("a pull request, which branch makes of it, has no form and is opened once", "open");
  if (typeof words.review === "object" && spoken(words.review).length !== 1)
    return wrong("a review says one thing: give words to approve, changes or comment", "review");
  if (words.of !== undefined && words.close !== "duplicate")
    return wrong("of goes with close: duplicate only", "of");
  if (words["edit-comment"] !== undefined && words["edit-comment"].body === undefined) {
    return wrong(`edit-comment needs "body": the new text`, "edit-comment");
  }
  return { kind: "deed", deed: deedOf(words) };
}

function deedOf(words: StepWords): Deed {
  if (words.open !== undefined) return { kind: "open", open: readOpening(words.open, words.times ?? 1) };
  if (words.comment !== undefined) return { kind: "comment", body: words.comment };
  const changed = words["edit-comment"];
  if (changed !== undefined)
    return { kind: "edit-comment", which: readChoice(changed), body: changed.body ?? "" };
  const gone = words["delete-comment"];
  if (gone !== undefined) return { kind: "delete-comment", which: readChoice(gone) };
  if (words.label !== undefined)
    return { kind: "label", add: words.label.add ?? [], remove: words.label.remove ?? [] };
  if (words.assign !== undefined)
    return { kind: "assign", add: words.assign.add ?? [], remove: words.assign.remove ?? [] };
  if (words.edit !== undefined) {
    const { fields, ...rest } = words.edit;
    return { kind: "edit", edit: { ...rest, ...(fields && { fields: readAnswers(fields) }) } };
  }
  if (words.tick !== undefined) return { kind: "tick", words: words.tick };
  if (words.close !== undefined)
    return {
      kind: "close",
      reason: words.close,
      ...(words.of !== undefined && { of: readTarget(words.of) }),
    };
  return quietDeedOf(words);
}

function quietDeedOf(words: StepWords): Deed {
  if (words.reopen !== undefined) return { kind: "reopen" };
  if (words.transfer !== undefined) return { kind: "transfer", to: words.transfer };
  if (words["delete-issue"] !== undefined) return { kind: "delete-issue" };
  const day = words["target-date"];
  if (day !== undefined) return { kind: "target-date", day: day === "none" ? null : day };
  if (words.unblock !== undefined) return { kind: "unblock", blocking: readTarget(words.unblock) };
  if (words.archive !== undefined) return { kind: "archive", repo: words.archive };
  if (words["merge-fix"] !== undefined) return { kind: "merge-fix" };
  if (words.review !== undefined) return { kind: "review", ...readReview(words.review) };
  if (words.role !== undefined) return { kind: "role", roles: words.role };
  if (words.app !== undefined) return { kind: "app", to: words.app };
  if (words.host !== undefined) return { kind: "host", host: readHost(words.host) };
  if (words.commit !== undefined) return { kind: "commit", ...words.commit };
  if (words.sweep !== undefined) return { kind: "sweep" };
  return { kind: "faults", faults: readFaults(words) };
}

function readOpening(open: NonNullable<StepWords["open"]>, times: number): Opening {
  return {
    repo: open.repo,
    title: open.title,
    form: open.form,
    fields: readAnswers(open.fields ?? {}),
    body: open.body ?? "",
    labels: open.labels ?? [],
    assignees: open.assignees ?? [],
    times,
    branch: open.branch,
    draft: open.draft ?? false,
  };
}

/** Asking for changes takes words; where the scenario has none, it has these. */
const anyChanges = "Please change this.";

function readReview(words: NonNullable<StepWords["review"]>): {
  readonly act: ReviewAct;
  readonly words: string;
} {
  if (typeof words === "string") return { act: words, words: words === "changes" ? anyChanges : "" };
  const [said] = spoken(words);
  return { act: said?.[0] ?? "comment", words: said?.[1] ?? "" };
}

const spoken = (words: object): [ReviewAct, string][] => Object.entries(words) as [ReviewAct, string][];

type FieldWords = NonNullable<NonNullable<StepWords["open"]>["fields"]>;

function readAnswers(fields: FieldWords): FieldAnswers {
  return named<FieldAnswers[string]>(
    Object.entries(fields).map(([id, value]) => {
      if (Array.isArray(value)) return [id, value.map(String)];
      return [id, value === null ? "" : String(value)];
    }),
  );
}

const readChoice = (words: { readonly by: string; readonly matches: string }) => ({
  by: words.by,
  matches: readPattern(words.matches),
});

function readFaults({ webhooks, requests, reads, channels }: StepWords): FaultPlan {
  const { delay, ...others } = webhooks ?? {};
  return {
    ...(webhooks && { webhooks: { ...others, ...(delay !== undefined && { delay: readLength(delay) }) } }),
    ...(requests && { requests }),
    ...(reads && { reads: { ...(reads.lag !== undefined && { lag: readLength(reads.lag) }) } }),
    ...(channels && { channels: new Map(Object.entries(channels).map(faultsOfChannel)) }),
  };
}

type ChannelFaultWords = NonNullable<StepWords["channels"]>[string];

function faultsOfChannel([name, words]: [string, ChannelFaultWords]): [string, ChannelFaults] {
  const share = (given: number | boolean | undefined) => (given === undefined ? undefined : Number(given));
  const { fail, unclear, hang } = words;
  const length = hang === undefined ? undefined : readLength(hang);
  return [name, { fail: share(fail), unclear: share(unclear), hang: length }];
}

/** The channels that are set up: by their names alone, or as a map that says what each can. */
export function readChannels(words: ChannelWords): readonly ChannelPlan[] {
  const plans = Array.isArray(words)
    ? words.map((name) => ({ name, looksUp: false }))
    : Object.entries(words).map(([name, given]) => ({ name, looksUp: given["looks-up"] ?? false }));
  return [...new Map(plans.map((plan) => [plan.name, plan])).values()];
}

/** What runs Tocsin; the Action's schedule is every fifteen minutes unless it says another. */
export function readHost(words: HostWords): HostPlan {
  if (words === "server") return { server: { replicas: 1 } };
  if (words === "action") return { action: readAction({}) };
  return {
    ...(words.server && { server: { replicas: words.server.replicas ?? 1 } }),
    ...(words.action && { action: readAction(words.action) }),
  };
}

const readAction = (words: {
  readonly every?: string | undefined;
  readonly grace?: string | undefined;
  readonly documents?: boolean | undefined;
}): ActionPlan => ({
  every: words.every === undefined ? quarter : readLength(words.every),
  grace: words.grace === undefined ? 0 : readLength(words.grace),
  documents: words.documents ?? false,
});

/** Which issue or pull request is meant. */
export function readTarget(words: TargetWords): IssueTarget {
  return typeof words === "string"
    ? { kind: "alias", name: words }
    : { kind: "title", repo: words.repo, title: readPattern(words.title) };
}

/** The checks of an expectation, in a fixed order. `start` is the instant of `+0m`. */
export function readChecks(words: ExpectationWords, start: Instant): readonly Check[] {
  const { comment, labels, assignees, state, issue, writes, file, pull, notice, page, site } = words;
  const found: Check[] = [];
  if (comment !== undefined) {
    const { matches, since, ...rest } = comment;
    found.push({
      kind: "comment",
      ...rest,
      ...(matches !== undefined && { matches: readPattern(matches) }),
      ...(since !== undefined && { since: readAt(since, start) }),
    });
  }
  if (labels !== undefined) found.push({ kind: "labels", has: labels.has ?? [], lacks: labels.lacks ?? [] });
  if (assignees !== undefined)
    found.push({ kind: "assignees", has: assignees.has ?? [], lacks: assignees.lacks ?? [] });
  if (state !== undefined) found.push({ kind: "state", state });
  if (issue !== undefined) {
    const { title, matches, ...rest } = issue;
    found.push({
      kind: "issue",
      ...rest,
      ...(title !== undefined && { title: readPattern(title) }),
      ...(matches !== undefined && { matches: readPattern(matches) }),
    });
  }
  if (writes !== undefined) found.push({ kind: "writes", count: writes });
  if (file !== undefined) {
    const { matches, ...rest } = file;
    found.push({ kind: "file", ...rest, ...(matches !== undefined && { matches: readPattern(matches) }) });
  }
  if (pull !== undefined) {
    const { title, matches, ...rest } = pull;
    found.push({
      kind: "pull",
      ...rest,
      ...(title !== undefined && { title: readPattern(title) }),
      ...(matches !== undefined && { matches: readPattern(matches) }),
    });
  }
  if (notice !== undefined) found.push({ kind: "notice", ...readSent(notice, start) });
  if (page !== undefined) found.push({ kind: "page", ...readSent(page, start) });
  if (site !== undefined) {
    const { path = "index.html", matches, lacks } = site;
    found.push({
      ...{ kind: "site", path },
      ...(matches !== undefined && { matches: readPattern(matches) }),
      ...(lacks !== undefined && { lacks: readPattern(lacks) }),
    });
  }
  return found;
}

type SentWords = NonNullable<ExpectationWords["notice"]> & ExpectationWords["page"];

function readSent({ matches, since, ...rest }: SentWords, start: Instant): Omit<Received, "kind"> {
  return {
    ...rest,
    ...(matches !== undefined && { matches: readPattern(matches) }),
    ...(since !== undefined && { since: readAt(since, start) }),
  };
}
