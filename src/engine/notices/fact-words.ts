// The words of a notice as the facts give them: its fields, and the first subject of the policy that fits (H-14).
import { readServices } from "../catalogue.ts";
import { isOfEarlierEnd } from "../earlier-end.ts";
import type { Fact } from "../fact.ts";
import { holds } from "../facts.ts";
import type { Instant } from "../instant.ts";
import type { NoticeRule, Policy } from "../policy/model.ts";
import { clockTime, dayTime } from "../time.ts";
import type { Values } from "../wanted.ts";
import type { Drafted } from "./content.ts";
import { type NoticeView, noticeFacts } from "./view.ts";

/** What the words of one side are made from. */
export interface Making {
  readonly view: NoticeView;
  readonly drafted: Drafted;
  readonly next: Instant | undefined;
  readonly phase: string;
  readonly public: boolean;
}

/** The values of its words as Tocsin has them. */
export function usualValues(rule: NoticeRule, making: Making) {
  const { view, drafted, next } = making;
  const { zone } = view.ruling.policy.incidents;
  const shown = [...new Set([...rule.contains, ...rule.shows])];
  return {
    notice: rule.title,
    kind: rule.key,
    subject: subjectOf(rule, making),
    public: making.public,
    severity: severityOf(view),
    status: statusOf(view)?.title ?? view.status.key,
    // Where somebody wrote the words, those of the facts stand no more.
    fields: drafted.words ? [] : shown.flatMap((id) => fieldOf(id, making)),
    lines: drafted.words?.lines ?? [],
    next: next === undefined || drafted.words ? "" : clockTime(next, zone, drafted.base),
  };
}

/** The status as the policy has it. */
export function statusOf({ ruling, status }: NoticeView) {
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
  if (isOfEarlierEnd(id, view, view.ruling.policy)) return "";
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
