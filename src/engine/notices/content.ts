// The words of a notice and whom they go to, as they stand at an instant: what a draft shows, and what an approval binds (H-8, H-14).
import { readServices } from "../catalogue.ts";
import type { Values } from "../effect.ts";
import type { Fact } from "../fact.ts";
import { holds } from "../facts.ts";
import type { Instant } from "../instant.ts";
import { STATUS } from "../policy/audiences/channel.ts";
import type { NoticeRule, Policy } from "../policy/model.ts";
import { shortHash } from "../text/hash.ts";
import { nhsNumbersIn } from "../text/nhs-number.ts";
import { clockTime, dayTime } from "../time.ts";
import { audiencesOf, type ToldAudience } from "./audience.ts";
import { promiseOf } from "./promise.ts";
import { type NoticeView, noticeFacts } from "./view.ts";

/** Words of a person in place of those of the template, with the time that they promise for the next notice. */
export interface OwnWords {
  readonly lines: readonly string[];
  readonly next?: Instant | undefined;
}

/** What a notice is made of besides the incident. */
export interface Drafted {
  readonly kind: string;
  /** From when its promise is counted: when it was drafted, or later, when it is due. */
  readonly base: Instant;
  readonly words?: OwnWords | undefined;
}

/** Some words, and the channels that they go by, each with the audiences that it reaches. */
export interface NoticePart {
  /** Anybody may read them. */
  readonly public: boolean;
  /** The phase of the status that they speak of. */
  readonly phase: string;
  readonly subject: string;
  readonly values: Values;
  readonly channels: readonly {
    readonly name: string;
    readonly to: readonly string[];
    readonly template: string;
  }[];
}

/** A notice's words and audiences at an instant. */
export interface Content {
  readonly rule: NoticeRule;
  readonly parts: readonly NoticePart[];
  readonly told: readonly ToldAudience[];
  /** The next notice's time, as the words say it. */
  readonly next?: Instant | undefined;
  /** Until when these words are steady by themselves. */
  readonly until?: Instant | undefined;
  /** Ids of fields without which it can't be sent; `next`: the time of the next notice. */
  readonly missing: readonly string[];
  /** How many numbers in it pass the check of an NHS number. */
  readonly suspect: number;
  /** Of all that leaves: an approval names it. */
  readonly hash: string;
}

/** The content of a notice; undefined where the policy has no such notice any more. */
export function contentOf(drafted: Drafted, view: NoticeView, at: Instant): Content | undefined {
  const rule = view.ruling.policy.notices[drafted.kind];
  if (rule === undefined) return undefined;
  const phase = statusOf(view)?.phase ?? "open";
  // Of what is over no more is promised.
  const promise =
    phase === "resolved" || phase === "closed" ? undefined : promiseOf(rule, view, drafted.base, at);
  const next = drafted.words === undefined ? promise?.at : drafted.words.next;
  const told = audiencesOf(rule, view, at);
  const parts = [true, false].flatMap((isPublic) => {
    const its = told.filter(({ audience }) => audience.public === isPublic);
    return its.length === 0 ? [] : [partOf(rule, its, { view, drafted, next, phase, public: isPublic })];
  });
  const unknown = rule.contains.filter((id) => !view.facts.has(id));
  const isTimeless = rule.next !== undefined && promise !== undefined && next === undefined;
  const said = JSON.stringify(parts);
  return {
    ...{ rule, parts, told, next },
    until: drafted.words === undefined ? promise?.until : undefined,
    missing: [...unknown, ...(isTimeless ? ["next"] : [])],
    suspect: nhsNumbersIn(said),
    hash: shortHash(said),
  };
}

interface Making {
  readonly view: NoticeView;
  readonly drafted: Drafted;
  readonly next: Instant | undefined;
  readonly phase: string;
  readonly public: boolean;
}

function partOf(rule: NoticeRule, told: readonly ToldAudience[], making: Making): NoticePart {
  const { view, drafted, next } = making;
  const { policy } = view.ruling;
  const { zone } = policy.incidents;
  // Without a status page there is nothing to post there.
  const isChannel = (name: string): boolean => name !== STATUS || policy.site !== undefined;
  const names = [...new Set(told.flatMap(({ audience }) => audience.channels))].filter(isChannel);
  const subject = subjectOf(rule, making);
  const shown = [...new Set([...rule.contains, ...rule.shows])];
  return {
    public: making.public,
    phase: making.phase,
    subject,
    values: {
      notice: rule.title,
      kind: rule.key,
      subject,
      public: making.public,
      severity: severityOf(view),
      status: statusOf(view)?.title ?? view.status.key,
      // Where somebody wrote the words, those of the facts stand no more.
      fields: drafted.words ? [] : shown.flatMap((id) => fieldOf(id, making)),
      lines: drafted.words?.lines ?? [],
      next: next === undefined || drafted.words ? "" : clockTime(next, zone, drafted.base),
    },
    channels: names.map((name) => ({
      name,
      to: told.filter(({ audience }) => audience.channels.includes(name)).map(({ audience }) => audience.key),
      template: templateFor(rule, name),
    })),
  };
}

function templateFor({ words }: NoticeRule, channel: string): string {
  const byChannel: Readonly<Record<string, string | undefined>> = words;
  return byChannel[channel] ?? words.any;
}

function statusOf({ ruling, status }: NoticeView) {
  return ruling.policy.statuses.find(({ key }) => key === status.key);
}

function severityOf({ ruling, severity }: NoticeView): string {
  return ruling.policy.severities.find(({ key }) => key === severity?.key)?.title ?? "";
}

/** A fact as a notice shows it; in public only where the policy says that anybody may read it. */
function textOf(id: string, { view, public: isPublic }: Making): string {
  const field = view.ruling.policy.fields[id];
  const fact = view.facts.get(id);
  if (field === undefined || fact === undefined || (isPublic && !field.public)) return "";
  if (field.type === "service") return servicesIn(fact, view.ruling.policy, isPublic);
  return fact.at === undefined ? fact.text : dayTime(fact.at, view.ruling.policy.incidents.zone);
}

/** Services as the catalogue calls them, in public by their name on the status page; others as somebody wrote them. */
function servicesIn({ given, text }: Fact, policy: Policy, isPublic: boolean): string {
  const { services, unknown } = readServices(policy, given ?? [text]);
  const titles = services.map(({ title, status }) => (isPublic ? (status ?? title) : title));
  return [...titles, ...unknown].join(", ");
}

function fieldOf(id: string, making: Making): readonly Values[] {
  const text = textOf(id, making);
  return text === "" ? [] : [{ id, title: making.view.ruling.policy.fields[id]?.title ?? id, text }];
}

/** The first subject of the policy that fits, else the service or title with what it is and the severity (H-14). */
function subjectOf(rule: NoticeRule, making: Making): string {
  const { view } = making;
  const facts = noticeFacts(view);
  const fits = rule.subject.find(
    (one) =>
      holds(one.when, facts) &&
      (one.of === undefined || countOf(one.of, making) > one.moreThan) &&
      wordsIn(one.words).every((word) => wordOf(word, rule, making) !== ""),
  );
  if (fits !== undefined)
    return fits.words.replace(/\{([^{}]*)\}/g, (_, word: string) => wordOf(word, rule, making));
  const { fields } = view.ruling.policy;
  const services = Object.values(fields).filter(({ type }) => type === "service");
  const about = services.map(({ id }) => textOf(id, making)).find((text) => text !== "");
  return [about ?? (making.public ? "" : view.title), rule.title, severityOf(view)]
    .filter(Boolean)
    .join(" · ");
}

const wordsIn = (text: string): readonly string[] =>
  Array.from(text.matchAll(/\{([^{}]*)\}/g), ([, word = ""]) => word);

function wordOf(word: string, rule: NoticeRule, making: Making): string {
  const { view } = making;
  if (word === "notice") return rule.title;
  if (word === "severity") return severityOf(view);
  if (word === "status") return statusOf(view)?.title ?? "";
  return textOf(word, making);
}

/** How many things a field names: its choices, else what commas, line ends and "and" part. */
function countOf(id: string, { view }: Making): number {
  const fact = view.facts.get(id);
  if (fact === undefined) return 0;
  if (fact.words.length > 1) return fact.words.length;
  return fact.text.split(/[,;\n]|\band\b|&/i).filter((one) => /\w/.test(one)).length;
}
