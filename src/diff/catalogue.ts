// What differs about the catalogue: services, flags, teams, and those who have no account.
import type { Flag, Policy, Service, Team } from "../engine/policy/model.ts";
import { type Change, change, type Pair } from "./change.ts";
import { aliasWords, entryChanges } from "./entries.ts";
import { listed, quoted, quotedList, theRole } from "./phrases.ts";
import { canonical, type Traits } from "./traits.ts";

/** The changes of services, flags, teams, contacts and names. */
export function catalogueChanges(pair: Pair): readonly Change[] {
  return [...flagChanges(pair), ...serviceChanges(pair), ...teamChanges(pair), ...nameChanges(pair)];
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
