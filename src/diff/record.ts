// What differs about the record: which issues are incidents, their facts and statuses, services, flags and teams.
import type { Field, Flag, Incidents, Policy, Service, Status, Team } from "../engine/policy/model.ts";
import { local, zoneName } from "../engine/time.ts";
import { type Change, change, type Pair } from "./change.ts";
import { dateWords } from "./dates.ts";
import { dayOf } from "./days.ts";
import { entryChanges } from "./entries.ts";
import { listed, quoted, quotedList, sentence, theRole } from "./phrases.ts";
import { addedAndGone, alike, canonical, differences, type Traits } from "./traits.ts";

/** All changes of the record but its labels. */
export function recordChanges(pair: Pair): readonly Change[] {
  return [
    ...incidentChanges(pair),
    ...fieldChanges(pair),
    ...statusChanges(pair),
    ...flagChanges(pair),
    ...serviceChanges(pair),
    ...teamChanges(pair),
    ...nameChanges(pair),
  ];
}

function incidentChanges({ before, after }: Pair): readonly Change[] {
  const since = ({ since: at, zone }: Incidents): string => {
    if (at === undefined) return "any time";
    const time = local(at, zone, "HH:mm");
    return `${dateWords(dayOf(at, zone))}${time === "00:00" ? "" : ` ${time} ${zoneName(at, zone)}`}`;
  };
  const names = (all: readonly string[]): string => listed(all) || "none";
  const traits: Traits<Incidents> = {
    mode: {
      words: (_, { mode }) =>
        mode === "on"
          ? "Tocsin now writes to issues instead of only watching"
          : "Tocsin only watches: it writes nothing to issues any more",
    },
    since: {
      words: (one, other) =>
        `issues from ${since(other)} on are looked after, instead of from ${since(one)} on`,
    },
    forms: {
      words: (one, other) =>
        `an incident is declared by the form ${names(other.forms)} instead of ${names(one.forms)}`,
    },
    authors: {
      unordered: true,
      words: (one, other) =>
        `what ${names(other.authors)} write counts as Tocsin's own, instead of ${names(one.authors)}`,
    },
    bots: {
      unordered: true,
      words: (one, other) =>
        `the bots whose acts count as a person's are ${names(other.bots)} instead of ${names(one.bots)}`,
    },
    zone: { words: (one, other) => `people read times of ${other.zone} instead of ${one.zone}` },
    slug: {
      words: (one, other) =>
        `short names of incidents begin with ${quoted(other.slug)} instead of ${quoted(one.slug)}`,
    },
    plainUpdates: {
      words: (_, { plainUpdates }) =>
        plainUpdates
          ? "a comment in one's own words now counts as an update"
          : "a comment in one's own words is no update any more; it takes `/update`",
    },
  };
  return differences(before.incidents, after.incidents, { traits, subject: "incidents" }).map((found) =>
    change({ kind: "incidents", subject: found.key, ...found, words: sentence(found.words) }),
  );
}

/** What was added to words that people may use, and taken from them. */
export function aliasWords(what: string, before: readonly string[], after: readonly string[]): string {
  const { added, gone } = addedAndGone(before, after);
  const parts = [
    ...(added.length > 0
      ? [`${quotedList(added)} now ${added.length === 1 ? "means" : "mean"} ${what}`]
      : []),
    ...(gone.length > 0
      ? [`${quotedList(gone)} no longer ${gone.length === 1 ? "means" : "mean"} ${what}`]
      : []),
  ];
  return listed(parts);
}

function fieldChanges({ before, after }: Pair): readonly Change[] {
  const stage = (stages: Field["required"]): string =>
    stages.length === 0 ? "never" : `to ${listed(stages)}`;
  const asked = ({ required }: Field): string =>
    required.length === 0 ? "" : `, and asked for ${stage(required)}`;
  const name = ({ title }: Field): string => quoted(title);
  const traits: Traits<Field> = {
    id: null,
    source: null,
    title: { words: (one, other) => `the fact ${name(one)} is called ${name(other)}` },
    aliases: {
      unordered: true,
      words: (one, other) => aliasWords(`the fact ${name(other)}`, one.aliases, other.aliases),
    },
    type: { words: (one, other) => `${name(other)} is read as ${other.type} instead of ${one.type}` },
    options: {
      unordered: true,
      words: (one, other) =>
        `the answers to ${name(other)} are ${quotedList(other.options)} instead of ${quotedList(one.options)}`,
    },
    required: {
      unordered: true,
      words: (one, other) =>
        `${name(other)} is required ${stage(other.required)} instead of ${stage(one.required)}`,
    },
    question: {
      words: (one, other) =>
        `where ${name(other)} is missing, ${quoted(other.question)} is asked instead of ${quoted(one.question)}`,
    },
    impact: {
      words: (_, other) =>
        `${name(other)} is ${other.impact ? "now" : "no longer"} the sentence that the card shows as the impact`,
    },
  };
  return entryChanges(before.fields, after.fields, {
    kind: "field",
    traits,
    subject: name,
    wordsOnly: ["title", "question"],
    isNew: (field) => `${name(field)} is a new fact of an incident${asked(field)}`,
    isGone: (field) => `${name(field)} is no fact of an incident any more`,
  });
}

function statusChanges({ before, after }: Pair): readonly Change[] {
  const byKey = (policy: Policy) => Object.fromEntries(policy.statuses.map((status) => [status.key, status]));
  const name = ({ title }: Status): string => quoted(title);
  const traits: Traits<Status> = {
    key: null,
    label: null,
    title: { words: (one, other) => `the status ${name(one)} is called ${name(other)}` },
    aliases: {
      unordered: true,
      words: (one, other) => aliasWords(`the status ${name(other)}`, one.aliases, other.aliases),
    },
    phase: {
      words: (one, other) => `the status ${name(other)} counts as ${other.phase} instead of ${one.phase}`,
    },
  };
  const order = (one: Policy, other: Policy): readonly string[] =>
    one.statuses.map(({ key }) => key).filter((key) => other.statuses.some((status) => status.key === key));
  const [was, is] = [order(before, after), order(after, before)];
  return [
    ...(alike(was, is)
      ? []
      : [
          change({
            kind: "status",
            subject: "statuses",
            before: was.join(", "),
            after: is.join(", "),
            words: sentence(
              `the statuses follow each other as ${listed(is, "then")} instead of ${listed(was, "then")}`,
            ),
          }),
        ]),
    ...entryChanges(byKey(before), byKey(after), {
      kind: "status",
      traits,
      subject: (status) => `the status ${name(status)}`,
      wordsOnly: ["title"],
      isNew: (status) => `there is a new status, ${name(status)}, which counts as ${status.phase}`,
      isGone: (status) => `there is no status ${name(status)} any more`,
    }),
  ];
}

function flagChanges({ before, after }: Pair): readonly Change[] {
  const name = ({ title }: Flag): string => `the flag ${quoted(title)}`;
  const traits: Traits<Flag> = {
    key: null,
    label: null,
    source: null,
    title: { words: (one, other) => `${name(one)} is called ${quoted(other.title)}` },
    aliases: { unordered: true, words: (one, other) => aliasWords(name(other), one.aliases, other.aliases) },
    kept: {
      words: (_, other) =>
        other.kept
          ? `${name(other)} is put back where its label vanishes, and taken off only with a reason`
          : `${name(other)} may be taken off without a reason, and its label is not put back`,
    },
  };
  return entryChanges(before.flags, after.flags, {
    kind: "flag",
    traits,
    subject: name,
    wordsOnly: ["title"],
    isNew: (flag) => `${name(flag)} is new`,
    isGone: (flag) => `there is no ${name(flag).replace(/^the /u, "")} any more`,
  });
}

function serviceChanges({ before, after }: Pair): readonly Change[] {
  const name = ({ title }: Service): string => quoted(title);
  const some = (all: readonly string[]): string => listed(all) || "nobody";
  const facts = (service: Service): string =>
    listed(Object.entries(service.facts).map(([field, value]) => `${field} ${quoted(value)}`)) || "nothing";
  const offered = (service: Service): string =>
    listed(
      Object.entries(service.people).map(
        ([role, people]) => `${some(people.map((who) => `@${who}`))} as ${theRole(role, after)}`,
      ),
    ) || "nobody";
  const traits: Traits<Service> = {
    key: null,
    title: { words: (one, other) => `the service ${name(one)} is called ${name(other)}` },
    aliases: {
      unordered: true,
      words: (one, other) => aliasWords(`the service ${name(other)}`, one.aliases, other.aliases),
    },
    tier: {
      words: (one, other) =>
        `the service ${name(other)} is of tier ${other.tier ?? "none"} instead of ${one.tier ?? "none"}`,
    },
    facts: {
      words: (one, other) => `of the service ${name(other)} follows ${facts(other)} instead of ${facts(one)}`,
    },
    teams: {
      unordered: true,
      words: (one, other) =>
        `the service ${name(other)} is run by ${some(other.teams)} instead of ${some(one.teams)}`,
    },
    repository: {
      words: (one, other) =>
        `the repository of the service ${name(other)} is ${other.repository ?? "none"} instead of ${one.repository ?? "none"}`,
    },
    contacts: {
      unordered: true,
      words: (one, other) =>
        `the contacts of the service ${name(other)} are ${some(other.contacts)} instead of ${some(one.contacts)}`,
    },
    status: {
      words: (one, other) =>
        `the service ${name(other)} is ${other.status ?? "nothing"} on the status page instead of ${one.status ?? "nothing"}`,
    },
    people: {
      words: (one, other) =>
        `for the service ${name(other)} is offered ${offered(other)} instead of ${offered(one)}`,
    },
  };
  return entryChanges(before.services, after.services, {
    kind: "service",
    traits,
    subject: (service) => `the service ${name(service)}`,
    wordsOnly: ["title"],
    isNew: (service) =>
      `the service ${name(service)} is in the catalogue now${service.tier === undefined ? "" : `, of tier ${service.tier}`}`,
    isGone: (service) => `the service ${name(service)} is no longer in the catalogue`,
  });
}

function teamChanges({ before, after }: Pair): readonly Change[] {
  const traits = (key: string): Traits<Team> => ({
    repository: {
      words: (one, other) =>
        `actions of the team ${key} are filed in ${other.repository ?? "no repository"} instead of ${one.repository ?? "no repository"}`,
    },
    aliases: {
      unordered: true,
      words: (one, other) => aliasWords(`the team ${key}`, one.aliases, other.aliases),
    },
    labels: {
      unordered: true,
      words: (one, other) =>
        `actions of the team ${key} get the labels ${quotedList(other.labels)} instead of ${quotedList(one.labels)}`,
    },
  });
  const keys = new Set([...Object.keys(before.teams), ...Object.keys(after.teams)]);
  return [...keys].flatMap((key) => {
    const only = (teams: Policy["teams"]) => (teams[key] === undefined ? {} : { [key]: teams[key] });
    return entryChanges(only(before.teams), only(after.teams), {
      kind: "team",
      traits: traits(key),
      subject: () => `the team ${key}`,
      isNew: ({ repository }) =>
        `actions may be filed for the team ${key}${repository === undefined ? "" : `, in ${repository}`}`,
      isGone: () => `actions can no longer be filed for the team ${key}`,
    });
  });
}

/** Contacts, and what people are called. */
function nameChanges({ before, after }: Pair): readonly Change[] {
  return [
    ...entryChanges(before.contacts, after.contacts, {
      kind: "role",
      traits: {
        title: { words: (one, other) => `the contact ${quoted(one.title)} is called ${quoted(other.title)}` },
        audience: {
          words: (_, other) =>
            `to tell ${quoted(other.title)} ${other.audience ? "now counts" : "no longer counts"} as a notice`,
        },
      },
      subject: (contact) => `the contact ${quoted(contact.title)}`,
      wordsOnly: ["title"],
      isNew: (contact) => `${quoted(contact.title)} may hold a role or be told`,
      isGone: (contact) => `${quoted(contact.title)} can no longer hold a role or be told`,
    }),
    ...Object.keys({ ...before.people, ...after.people }).flatMap((login) => {
      const [was, is] = [before.people[login]?.name, after.people[login]?.name];
      if (canonical(was) === canonical(is)) return [];
      return [
        change({
          kind: "words",
          subject: login,
          before: was ?? null,
          after: is ?? null,
          words: `@${login} is called ${is ?? "by the login"} instead of ${was ?? "by the login"}.`,
        }),
      ];
    }),
  ];
}
