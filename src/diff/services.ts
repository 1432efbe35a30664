// What differs about the services of the catalogue, and what follows from each (D-6).
import type { LookUp, Service } from "../engine/policy/model.ts";
import type { Change, Pair } from "./change.ts";
import { aliasWords, entryChanges } from "./entries.ts";
import { listed, quoted, theRole } from "./phrases.ts";
import type { Traits } from "./traits.ts";

/** The changes of services. */
export function changes({ before, after }: Pair): readonly Change[] {
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
  const where = (place: LookUp | undefined): string => {
    if (place === undefined) return "no place of its own";
    if (place.kind === "label") return `the label ${quoted(place.label)}`;
    return place.kind === "address" ? place.url : place.repository;
  };
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
    group: {
      words: (one, other) =>
        `the service ${name(other)} stands under ${other.group ?? "no heading"} on the status page instead of ${one.group ?? "no heading"}`,
    },
    problems: {
      words: (one, other) =>
        `the open problems of the service ${name(other)} are looked up in ${where(other.problems)} instead of ${where(one.problems)}`,
    },
    changes: {
      words: (one, other) =>
        `the changes of the service ${name(other)} are looked up in ${where(other.changes)} instead of ${where(one.changes)}`,
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
