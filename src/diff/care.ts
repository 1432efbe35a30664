// What differs about care: escalation and handover, the attention budget, reviews and actions.
import { formatDuration } from "../engine/duration.ts";
import type {
  ActionRule,
  Attention,
  EscalationLevel,
  EscalationTrigger,
  HandoverChange,
  Policy,
  RetroRule,
} from "../engine/policy/model.ts";
import { type Change, type ChangeKind, change, type Pair } from "./change.ts";
import { entryChanges } from "./entries.ts";
import { conditionWords, listed, people, quoted, sentence, severityTitles, theRole } from "./phrases.ts";
import { addedAndGone, alike, differences, type Traits } from "./traits.ts";

/** The changes of escalation, handover, attention, reviews and actions. */
export function careChanges(pair: Pair): readonly Change[] {
  return [
    ...escalationChanges(pair),
    ...handoverChanges(pair),
    ...attentionChanges(pair),
    ...retroChanges(pair),
    ...actionChanges(pair),
  ];
}

const time = (length: number | undefined): string =>
  length === undefined ? "no limit" : formatDuration(length);

function escalationChanges({ before, after }: Pair): readonly Change[] {
  const asked = (policy: Policy): string =>
    listed(
      policy.escalation.levels.map(({ role }) => theRole(role, policy)),
      "then",
    ) || "nobody";
  const order = ({ escalation }: Policy): unknown => escalation.levels.map(({ key, role }) => [key, role]);
  const chain = alike(order(before), order(after))
    ? []
    : [
        change({
          kind: "escalation",
          subject: "levels",
          before: asked(before),
          after: asked(after),
          words: sentence(`help is asked of ${asked(after)} instead of ${asked(before)}`),
        }),
      ];
  const byKey = (policy: Policy) =>
    Object.fromEntries(policy.escalation.levels.map((level) => [level.key, level]));
  const known = (policy: Policy, other: Policy) =>
    Object.fromEntries(Object.entries(byKey(policy)).filter(([key]) => Object.hasOwn(byKey(other), key)));
  const silent = () => "";
  return [
    ...chain,
    ...entryChanges(known(before, after), known(after, before), {
      kind: "escalation",
      traits: levelTraits(before, after, chain.length > 0),
      subject: ({ key }) => `the escalation level ${quoted(key)}`,
      isNew: silent,
      isGone: silent,
    }),
    ...triggerChanges({ before, after }),
  ];
}

/** The order of the levels is told as a whole, so that what follows a level is told only where nothing else differs. */
function levelTraits(before: Policy, after: Policy, isReordered: boolean): Traits<EscalationLevel> {
  const name = ({ role }: EscalationLevel): string => theRole(role, after);
  const next = ({ next: key }: EscalationLevel, policy: Policy): string => {
    const level = policy.escalation.levels.find((one) => one.key === key);
    return level === undefined ? "nobody" : theRole(level.role, policy);
  };
  return {
    key: null,
    role: null,
    source: null,
    next: isReordered
      ? null
      : {
          words: (one, other) =>
            `after ${name(other)} ${next(other, after)} is asked instead of ${next(one, before)}`,
        },
    attempts: {
      words: (one, other) =>
        `${name(other)} is called ${other.attempts ?? "any number of"} times before the next is asked, instead of ${one.attempts ?? "any number of"}`,
    },
    within: {
      words: (one, other) =>
        `${name(other)} has ${time(other.within)} to answer instead of ${time(one.within)}`,
    },
  };
}

function triggerChanges({ before, after }: Omit<Pair, "today">): readonly Change[] {
  const byId = (policy: Policy) => Object.fromEntries(policy.escalation.triggers.map((one) => [one.id, one]));
  const level = (key: string, policy: Policy): string => {
    const found = policy.escalation.levels.find((one) => one.key === key);
    return found === undefined ? key : theRole(found.role, policy);
  };
  const hours = { always: "at all hours", core: "in core hours", out: "out of core hours" };
  const when = (trigger: EscalationTrigger, policy: Policy): string =>
    conditionWords(trigger.when, policy) || "anything is so";
  const but = (trigger: EscalationTrigger, policy: Policy): string =>
    conditionWords(trigger.unless, policy) || "nothing is said";
  const whole = (trigger: EscalationTrigger, policy: Policy): string =>
    `${level(trigger.to, policy)} is ${trigger.how === "escalate" ? "asked for help" : "proposed to a person for help"} where ${when(trigger, policy)}${trigger.hours === "always" ? "" : `, ${hours[trigger.hours]} only`}`;
  const stalled = ({ stalled: rule }: EscalationTrigger): string =>
    rule === undefined
      ? "at once"
      : `after ${listed([...(rule.after === undefined ? [] : [time(rule.after)]), ...(rule.updates === undefined ? [] : [`${rule.updates} updates`])], "or") || "no time"}`;
  const name = ({ id }: EscalationTrigger): string => `the escalation rule ${quoted(id)}`;
  const traits: Traits<EscalationTrigger> = {
    id: null,
    source: null,
    because: {
      words: (one, other) => `${name(other)} says ${quoted(other.because)} instead of ${quoted(one.because)}`,
    },
    when: {
      condition: true,
      words: (one, other) =>
        `${name(other)} holds where ${when(other, after)} instead of where ${when(one, before)}`,
    },
    unless: {
      condition: true,
      words: (one, other) =>
        `${name(other)} does not hold where ${but(other, after)} instead of where ${but(one, before)}`,
    },
    hours: {
      words: (one, other) => `${name(other)} holds ${hours[other.hours]} instead of ${hours[one.hours]}`,
    },
    to: {
      words: (one, other) =>
        `${name(other)} asks ${level(other.to, after)} instead of ${level(one.to, before)}`,
    },
    how: {
      words: (_, other) =>
        other.how === "escalate"
          ? `${name(other)} asks by itself instead of asking a person whether to`
          : `${name(other)} asks a person whether to, instead of asking by itself`,
    },
    stalled: {
      condition: true,
      words: (one, other) =>
        stalled(one) === stalled(other)
          ? `${name(other)} takes other facts for a sign that something moves`
          : `${name(other)} holds ${stalled(other)} instead of ${stalled(one)}`,
    },
  };
  return entryChanges(byId(before), byId(after), {
    kind: "escalation",
    traits,
    subject: name,
    wordsOnly: ["because"],
    isNew: (trigger) => `${whole(trigger, after)}, which is new`,
    isGone: (trigger) => `it is no longer so that ${whole(trigger, before)}`,
  });
}

function handoverChanges({ before, after }: Pair): readonly Change[] {
  const [one, other] = [before.handover, after.handover];
  if (one === undefined && other === undefined) return [];
  const told = (words: string): Change =>
    change({ kind: "handover", subject: "handover", words: sentence(words) });
  const byId = (policy: Policy) =>
    Object.fromEntries((policy.handover?.changes ?? []).map((item) => [item.id, item]));
  const at = ({ at: when }: HandoverChange): string =>
    when.kind === "rota"
      ? `each change of the rota ${when.rota}`
      : `the ${when.kind === "opens" ? "opening" : "closing"} of ${when.calendar}`;
  const name = ({ id }: HandoverChange): string => `the handover ${quoted(id)}`;
  const ahead = ({ before: by }: HandoverChange): string => (by === undefined ? "at" : `${time(by)} before`);
  const often = { always: "always", ongoing: "where incidents go on", never: "never" };
  const traits: Traits<HandoverChange> = {
    id: null,
    source: null,
    from: {
      words: (a, b) => `${name(b)} is from ${theRole(b.from, after)} instead of ${theRole(a.from, before)}`,
    },
    to: { words: (a, b) => `${name(b)} is to ${theRole(b.to, after)} instead of ${theRole(a.to, before)}` },
    at: { words: (a, b) => `${name(b)} is at ${at(b)} instead of ${at(a)}` },
    before: {
      words: (a, b) => `${name(b)} is put in writing ${ahead(b)} the change instead of ${ahead(a)} it`,
    },
    call: { words: (a, b) => `${name(b)} asks for a call ${often[b.call]} instead of ${often[a.call]}` },
    paper: { words: (a, b) => `${name(b)} is put in writing ${often[b.paper]} instead of ${often[a.paper]}` },
  };
  return [
    ...(one !== undefined && other !== undefined && one.title !== other.title
      ? [
          change({
            kind: "words",
            subject: "handover",
            before: one.title,
            after: other.title,
            words: `The handover issue is titled ${quoted(other.title)} instead of ${quoted(one.title)}.`,
          }),
        ]
      : []),
    ...(one === undefined ? [told("changes of duty are now handed over in a rolling issue")] : []),
    ...(other === undefined ? [told("changes of duty are no longer handed over in an issue")] : []),
    ...entryChanges(byId(before), byId(after), {
      kind: "handover",
      traits,
      subject: name,
      isNew: (item) =>
        `at ${at(item)} ${theRole(item.from, after)} hands over to ${theRole(item.to, after)}, which is new`,
      isGone: (item) =>
        `at ${at(item)} ${theRole(item.from, before)} no longer hands over to ${theRole(item.to, before)}`,
    }),
  ];
}

function attentionChanges({ before, after }: Pair): readonly Change[] {
  const traits: Traits<Attention> = {
    join: {
      words: (one, other) =>
        `what falls due within ${time(other.join)} of a reminder joins it, instead of ${time(one.join)}`,
    },
    perHour: {
      words: (one, other) =>
        `an incident may get ${other.perHour} comments in an hour instead of ${one.perHour}`,
    },
    perDay: {
      words: (one, other) => `an incident may get ${other.perDay} comments in a day instead of ${one.perDay}`,
    },
    mentionEvery: {
      words: (one, other) =>
        `nobody is mentioned more than once in ${time(other.mentionEvery)} instead of ${time(one.mentionEvery)}`,
    },
    fallback: {
      unordered: true,
      words: (one, other) =>
        `where nobody can be found, ${people(other.fallback, after)} is asked instead of ${people(one.fallback, before)}`,
    },
    grace: {
      words: (one, other) =>
        `what a change of severity puts into the past is due after ${time(other.grace)} instead of ${time(one.grace)}`,
    },
  };
  return told("attention", differences(before.attention, after.attention, { traits, subject: "attention" }));
}

function retroChanges({ before, after }: Pair): readonly Change[] {
  const traits: Traits<RetroRule> = {
    severities: {
      unordered: true,
      words: (one, other) => {
        const { added, gone } = addedAndGone(one.severities, other.severities);
        const parts = [
          ...(added.length > 0
            ? [
                `${severityTitles(added, after)} now ${added.length === 1 ? "gets" : "get"} a review when closed`,
              ]
            : []),
          ...(gone.length > 0
            ? [
                `${severityTitles(gone, before)} no longer ${gone.length === 1 ? "gets" : "get"} a review when closed`,
              ]
            : []),
        ];
        return listed(parts);
      },
    },
    how: {
      words: (_, other) =>
        other.how === "ask"
          ? "whether there is to be a review is asked instead of its being opened"
          : "a review is opened instead of asked about",
    },
    exempt: {
      condition: true,
      words: (one, other) =>
        `no review is due where ${conditionWords(other.exempt, after) || "nothing exempts"} instead of where ${conditionWords(one.exempt, before) || "nothing exempts"}`,
    },
    document: {
      words: (one, other) =>
        `a review begins from the template ${quoted(other.document)} instead of ${quoted(one.document)}`,
    },
    heading: {
      words: (one, other) =>
        `actions of a review stand under the heading ${quoted(other.heading)} instead of ${quoted(one.heading)}`,
    },
  };
  return told("review", differences(before.retro, after.retro, { traits, subject: "the review" }));
}

function actionChanges({ before, after }: Pair): readonly Change[] {
  const traits: Traits<ActionRule> = {
    repositories: {
      unordered: true,
      words: (one, other) =>
        `besides those of the teams actions may be filed in ${listed(other.repositories) || "no repository"} instead of ${listed(one.repositories) || "no repository"}`,
    },
    quiet: {
      words: (one, other) =>
        `a review is read for actions ${time(other.quiet)} after its last edit instead of ${time(one.quiet)}`,
    },
  };
  return told("action", differences(before.actions, after.actions, { traits, subject: "actions" }));
}

function told(kind: ChangeKind, found: ReturnType<typeof differences>): readonly Change[] {
  return found.map((one) => change({ kind, subject: one.key, ...one, words: sentence(one.words) }));
}
