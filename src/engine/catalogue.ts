// The service catalogue at work: which services an incident's words name, what follows from them, and who is offered (D-6, D-3).
import type { Facts } from "./fact.ts";
import type { Policy, Service } from "./policy/model.ts";
import { serviceOf } from "./policy/names.ts";
import { mostListed } from "./text/bounds.ts";

/** What was given for a service, read by the catalogue. */
export interface NamedServices {
  /** Each once, in the order in which they were named. */
  readonly services: readonly Service[];
  /** Words that name none. */
  readonly unknown: readonly string[];
}

/** Several services in one text: `letters, booking and payments`. */
const BETWEEN = /[,;\n]|\s(?:and|&|\+)\s/iu;

/** The services that words name: a text as a whole, else its parts between commas. */
export function readServices(policy: Policy, words: readonly string[]): NamedServices {
  const services: Service[] = [];
  const unknown: string[] = [];
  for (const part of words.flatMap((word) => partsOf(policy, word))) {
    const service = serviceOf(policy, part);
    if (service === undefined) unknown.push(part);
    else if (!services.includes(service)) services.push(service);
  }
  return { services, unknown };
}

/** The first 50 parts of a text. One without any service in it stays whole: it is shown as somebody wrote it. */
function partsOf(policy: Policy, word: string): readonly string[] {
  if (serviceOf(policy, word) !== undefined) return [word];
  const parts = word
    .split(BETWEEN, mostListed)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  return parts.some((part) => serviceOf(policy, part) !== undefined) ? parts : [word];
}

/** The services of an incident, by the first field of the type that is known; nothing where no field is. */
export function servicesOf(policy: Policy, facts: Facts): NamedServices {
  const field = Object.values(policy.fields).find((one) => one.type === "service" && facts.has(one.id));
  return readServices(policy, field === undefined ? [] : (facts.get(field.id)?.given ?? []));
}

/** Whom the services of an incident offer for a role, each once; offered, never assigned (D-3). */
export function offeredFor(role: string, policy: Policy, facts: Facts): readonly string[] {
  const { services } = servicesOf(policy, facts);
  const people = services.flatMap((service) => service.people[role] ?? []);
  return people.filter(
    (login, index) => people.findIndex((other) => other.toLowerCase() === login.toLowerCase()) === index,
  );
}
