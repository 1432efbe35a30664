// Questions: what only a person can say, asked once, all in one comment (HB-3, H-28, fixes that close issues).

import type { Asks } from "../escalation/standing.ts";
import { roleAt } from "../escalation/who.ts";
import { named } from "../named.ts";
import { account, nameOf, type Party } from "../party.ts";
import { labelKind } from "../policy/names.ts";
import type { Question } from "../reply.ts";
import type { Rule } from "../rule.ts";
import { titleOf } from "../severity/title.ts";
import type { IncidentSituation, Wish } from "../situation.ts";
import { hash } from "../text/hash.ts";
import { nounOf } from "../text/noun.ts";
import { inline } from "../text/safe.ts";
import { inWords } from "../voice/mention.ts";
import { asksOf, type Message, type Rank, ranks } from "../voice/message.ts";
import type { Value, Values } from "../wanted.ts";
import { whoIsReached } from "../who.ts";
import { deciders } from "./deciders.ts";
import { mergedQuestions } from "./document-merged.ts";
import { leadRole, ruleValues, stalledValues, wantedValues } from "./escalate-values.ts";
import { unsafeFlags } from "./flag-values.ts";

/** A question, before it is joined with others. */
export interface AskedQuestion {
  readonly id: string;
  /** Where one question speaks for several things that were not asked about yet: all of them. */
  readonly ids?: readonly string[] | undefined;
  readonly because: string;
  readonly values: Values;
  /** Whom it asks; absent: whoever reads it. */
  readonly people?: readonly Party[];
  readonly rank?: Rank;
}

/** The hidden mark of a comment with questions. */
const mark = "ask";

/** What is to be asked now, all in one comment. */
export const rule: Rule = { name: "ask", place: 60, when: ["managed"], wish: ask };

function ask(here: IncidentSituation): Wish {
  const questions = asking(here);
  return { wants: questions.map((question) => messageOf(question, questions, here)) };
}

function messageOf(
  { id, ids, people = [], rank = ranks.limit }: AskedQuestion,
  questions: readonly AskedQuestion[],
  here: IncidentSituation,
): Message {
  return {
    id,
    ids,
    topic: mark,
    on: here.snapshot.issue.id,
    asks: people.length === 0 ? [] : asksOf(people, id),
    silenced: false,
    counts: true,
    rank,
    joins: { as: mark, thread: id, leads: false, early: false },
    say: (speaking) => {
      const open = questions.filter((question) => speaking.ids.includes(question.id));
      const known = new Set<string>();
      // Nobody is mentioned twice in one comment.
      const called = (asked: readonly Party[]): string => {
        const news = asked.filter((party) => !known.has(nameOf(party)));
        for (const party of news) known.add(nameOf(party));
        return news.length === 0 ? inWords(asked) : speaking.address(news);
      };
      return {
        because: open.map(({ because }) => because).join(" "),
        rule: "questions",
        template: "questions",
        values: {
          questions: open.map((one): Value => ({ ...one.values, who: called(one.people ?? []) })),
        },
      };
    },
  };
}

function asking(here: IncidentSituation): readonly AskedQuestion[] {
  const { incident, standing, ruling } = here;
  const times = ofTimes(here);
  const counted = new Set(times.map(({ values }) => values.field));
  // What waits for a time is said with the question for it.
  const open = incident.questions.filter(
    ({ topic, values }) => topic !== "fact-time" || !counted.has(values.field ?? ""),
  );
  const found: AskedQuestion[] = open.map((question) => ({
    id: `ask/${question.topic}/${question.cause}`,
    because: reasons[question.topic],
    values: {
      topic: question.topic,
      by: inline(question.by ?? "somebody"),
      flag: flagOfLabel(question.values.label ?? "", here),
      far: "",
      ...harmless(question.values),
      ...(question.topic === "fact-time" && { title: titleOfField(question.values.field, here) }),
      ...(question.topic === "lower" && lowering(question, here)),
    },
    people: askedBy(question, here),
  }));
  if (
    incident.closed?.reason !== "not_planned" &&
    incident.closed?.reason !== "duplicate" &&
    !askedForData(here)
  ) {
    const missing = standing.missingAtEnd;
    if (missing.length > 0) {
      found.push({
        id: `ask/closure-data/${incident.status.cause}`,
        because: "The incident is over, and facts that belong to its end are not known.",
        values: {
          topic: "closure-data",
          fields: missing.map(
            (field): Value => ({ id: field.id, title: field.title, question: field.question }),
          ),
          resolved: ruling.policy.statuses.find((status) => status.key === incident.status.key)?.title ?? "",
        },
      });
    }
  }
  if (standing.review === "ask" && !asked("ask/review/", here)) {
    const reviewers = deciders(ruling.policy.commands.review, here);
    found.push({
      id: `ask/review/${incident.status.cause}`,
      because: "The policy leaves it to people whether there is a review.",
      values: { topic: "review", decides: reviewers.titles },
      people: reviewers.people,
    });
  }
  return [...ofFlags(here), ...times, ...found, ...mergedQuestions(here), ...ofEscalation(here)];
}

/** Times from which something is counted and that were given so that nobody can read them: once for each that was given. */
function ofTimes(here: IncidentSituation): readonly AskedQuestion[] {
  const { incident, ruling, standing } = here;
  if (incident.drill !== undefined) return [];
  return [...Map.groupBy(standing.uncounted, ({ field }) => field)].flatMap(
    ([key, waiting]): AskedQuestion[] => {
      const given = incident.facts.get(key);
      if (given?.problem === undefined) return [];
      const title = ruling.policy.fields[key]?.title ?? key;
      return [
        {
          id: `ask/since/${key}/${hash(given.text)}`,
          because: `Something is counted from “${title}”, which can't be read for sure.`,
          values: {
            topic: "since",
            field: key,
            title: inline(title),
            text: inline(given.text, 80),
            why: inline(given.problem, 300),
            clocks: waiting.map(({ clock }): Value => ({ title: inline(nounOf(clock.title)) })),
          },
          people: whoIsReached([leadRole(here)], here).people,
          rank: ranks.told,
        },
      ];
    },
  );
}

/** Whom a question asks: whoever closed it why, and whoever may end the incident whether it is over; never the outsider who said so. */
function askedBy({ topic, by }: Question, here: IncidentSituation): readonly Party[] {
  if (topic === "not-planned") return by === undefined ? [] : [account(by)];
  if (topic !== "closed-by-fix" && topic !== "outsider-close") return [];
  const { people } = deciders(here.ruling.policy.commands.resolve, here);
  return topic === "closed-by-fix" ? people : people.filter((party) => nameOf(party) !== by);
}

/**
 * Who decides whether a level is wanted: the levels below it, the nearest first, and the lead. Whether there is a plan (no level): the
 * lead, else the lowest level that anybody has. By the chain of reminders.
 */
function below(key: string, here: IncidentSituation): readonly Party[] {
  const { levels } = here.ruling.policy.escalation;
  const roles = levels.map((level) => roleAt(level, here.ruling, here.now));
  const lower = roles.slice(
    0,
    Math.max(
      0,
      levels.findIndex((level) => level.key === key),
    ),
  );
  const lead = leadRole(here);
  return whoIsReached(key === "" ? [lead, ...roles] : [...lower.toReversed(), lead], here).people;
}

/** Whether the risk of a flag was made safe, of those who may say so: once for each time that it was set (HA-5). */
function ofFlags(here: IncidentSituation): readonly AskedQuestion[] {
  const { flags, commands } = here.ruling.policy;
  return unsafeFlags(here).map(({ key, title }) => {
    const { people, titles, vacant } = deciders(flags[key]?.dismiss ?? commands["made-safe"], here);
    return {
      id: `ask/made-safe/${key}/${here.incident.flags.get(key)?.cause}`,
      because: `The incident is closed, and nobody has said how the ${title} risk was dealt with.`,
      values: { topic: "made-safe", flag: key, title, decides: titles, vacant },
      people,
    };
  });
}

/**
 * Rules that say that a level may be wanted, one question a level for all that were not asked about yet (H-21, H-25), and one
 * for those that say that nothing moves, whoever was asked before (H-23).
 */
function ofEscalation(here: IncidentSituation): readonly AskedQuestion[] {
  const { escalation, sent } = here.standing;
  const open = escalation.questions
    .map((asks) => ({ ...asks, id: `ask/escalate/${asks.trigger.id}/${asks.cause}` }))
    .filter(({ id }) => !sent.has(id));
  const groups = Map.groupBy(open, ({ trigger }) => (trigger.stalled ? "" : trigger.to));
  return [...groups].map(([level, its]): AskedQuestion => {
    const rules = its.map((one) => ruleValues(one, here));
    const ids = its.map(({ id }) => id);
    const stalled = level === "";
    return {
      id: ids[0] ?? "",
      ids,
      because: stalled
        ? "A rule of the policy says that nothing moves, and a person decides what is to be done."
        : "Rules of the policy say that a level of escalation may be wanted, and a person decides.",
      values: stalled
        ? { topic: "stalled", ...stalledValues(rules, here) }
        : { topic: "escalate", ...wantedValues(level, rules, here), kept: keptFrom(its, here) },
      people: below(level, here),
      rank: ranks.told,
    };
  });
}

/** Roles that hear of what is kept at its level, with the command that says so (H-25): of a level whichever it has at this hour. */
function keptFrom(its: readonly Asks[], { ruling, now }: IncidentSituation): Value[] {
  const { levels } = ruling.policy.escalation;
  const keys = its
    .flatMap(({ trigger }) => trigger.kept)
    .map((key) => {
      const level = levels.find(({ role }) => role === key);
      return level === undefined ? key : roleAt(level, ruling, now);
    });
  return [...new Set(keys)].map(
    (key): Value => ({ key, title: inline(ruling.policy.roles[key]?.title ?? key) }),
  );
}

function titleOfField(id = "", { ruling }: IncidentSituation): string {
  return inline(ruling.policy.fields[id]?.title ?? id);
}

/** What is in force, and what it would be: none where `to` is empty. */
function lowering({ values }: Question, { incident, ruling }: IncidentSituation): Values {
  const title = (key = "") => (key === "" ? "" : inline(titleOf(ruling.policy, key)));
  return { from: title(incident.severity?.key), to: title(values.to), key: values.to || "…" };
}

/** The key of the flag that a label shows; empty for all others. */
function flagOfLabel(label: string, here: IncidentSituation): string {
  const means = labelKind(here.ruling.policy, label);
  return means?.kind === "flag" ? means.key : "";
}

const reasons = {
  "closed-by-fix": "A merged fix closed the issue, which does not say that the service is back.",
  "outsider-close": "Somebody without the right to it closed the issue.",
  "outsider-reopen": "Somebody without the right to it opened the issue again.",
  "not-planned": "The issue was closed as not planned, which takes a reason at a major severity.",
  "label-removed": "A label that belongs here was taken off a third time.",
  lower: "Somebody would have the severity lower and gave no reason.",
  time: "The time that was promised for the next update was not taken as it was written.",
  "fact-time": "A time that was given can't be used as it was written.",
  "entry-time": "The time of an entry of the timeline can't be read for sure.",
} as const;

/** Closure data is asked for once in an incident's life, not at each closing. */
function askedForData(here: IncidentSituation): boolean {
  return asked("ask/closure-data/", here);
}

function asked(prefix: string, here: IncidentSituation): boolean {
  const current = `${prefix}${here.incident.status.cause}`;
  return [...here.standing.sent].some((id) => id.startsWith(prefix) && id !== current);
}

function harmless(values: Readonly<Record<string, string>>): Record<string, string> {
  // What closed an issue is an address, which the template knows for one.
  return named(
    Object.entries(values).map(([name, text]) => [name, name === "closer" ? text : inline(text, 200)]),
  );
}
