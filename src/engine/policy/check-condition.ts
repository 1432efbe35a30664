// Checks a condition (`when`, `unless`, `exempt`), in whatever section: the facts that it asks for, and the words that it waits for.

import { words } from "./complete.ts";
import { ANY, plain, SETTLED, UNSAID } from "./condition.ts";
import type { PolicyFile } from "./file.ts";
import { type Finding, keyAt, shown, wrong, wrongKey } from "./finding.ts";
import { hint } from "./nearest.ts";
import type { Checking } from "./section.ts";
import { optionsOf } from "./severity/tables.ts";
import type { Path } from "./source.ts";

type When = Readonly<Record<string, string | number | readonly (string | number)[]>>;

/** A condition where it is written, and what it may ask for besides the fields. */
interface Placed {
  readonly when: When;
  readonly path: Path;
  readonly settled: readonly string[];
  /** It may ask for what nobody has said. */
  readonly unsaid: boolean;
}

/** The words that may come true for a name, and what they are called in a message. */
interface Words {
  readonly names: readonly string[];
  readonly what: string;
}

/** What follows from a service is known before the severity is settled; the other names only after it. */
export const EARLY: readonly string[] = ["tier"];

/** What is known of every incident at every instant. */
const ALWAYS: readonly string[] = ["major", "phase", "confirmed", "call"];

/** What a condition says over facts that no incident of the policy has, or of words that nobody can give. */
export function checkCondition(
  { file }: Checking,
  {
    when = {},
    path,
    settled = SETTLED,
    unsaid = true,
  }: {
    readonly when: When | undefined;
    readonly path: Path;
    readonly settled?: readonly string[];
    readonly unsaid?: boolean;
  },
): readonly Finding[] {
  return Object.entries(when).flatMap(([name, wanted]) =>
    checkAsked(file, { when, path, settled, unsaid }, { name, wanted }),
  );
}

interface Asked {
  readonly name: string;
  readonly wanted: When[string];
}

function checkAsked(file: PolicyFile, placed: Placed, { name, wanted }: Asked): readonly Finding[] {
  const path = [...placed.path, name];
  const fields = file.fields ?? {};
  if (!Object.hasOwn(fields, name) && !placed.settled.includes(name) && !followsFrom(file, name)) {
    const known = [...Object.keys(fields), ...placed.settled];
    return [wrongKey(path, `There is no field ${name}${hint(name, known)}`, keyAt("fields", name))];
  }
  const possible = wordsFor(file, name, placed.settled.includes(name));
  return words(wanted as string | string[]).flatMap((word, index): readonly Finding[] => {
    const place = Array.isArray(wanted) ? [...path, index] : path;
    if (word === UNSAID && (ALWAYS.includes(name) || !placed.unsaid)) {
      const why = placed.unsaid ? `what ${name} is, is always known` : "only an answer counts here";
      return [
        wrong(place, `${shown(word)} is for what nobody has said, but ${why}, so that this never holds`),
      ];
    }
    const isPossible = possible === undefined || possible.names.some((one) => plain(one) === plain(word));
    if (word === ANY || word === UNSAID || isPossible) return [];
    const message = `${shown(word)} is no ${possible.what}, so that this never holds${hint(word, possible.names)}`;
    return [wrong(place, message)];
  });
}

/** A fact that some service of the catalogue brings with it (D-6). */
function followsFrom(file: PolicyFile, name: string): boolean {
  const services = Object.values(file.services ?? {});
  return services.some(({ facts }) => Object.hasOwn(facts ?? {}, name));
}

/** The words that may come true; undefined where any may. */
function wordsFor(file: PolicyFile, name: string, settled: boolean): Words | undefined {
  if (settled && name === "severity")
    return { names: Object.keys(file.severities ?? {}), what: "severity of this policy" };
  if (settled && name === "major") return { names: ["yes", "no"], what: "answer to whether it is major" };
  if (settled && name === "flag")
    return { names: Object.keys(file.flags ?? {}), what: "flag of this policy" };
  const options = optionsFor(file, name);
  const given = servicesGive(file, name);
  if (options !== undefined) return { names: [...options, ...given], what: `answer to ${name}` };
  // A policy whose catalogue is still to be written may count on tiers.
  const open = name !== "tier" || Object.hasOwn(file.fields ?? {}, name) || given.length === 0;
  return open ? undefined : { names: given, what: "tier that a service has" };
}

/** Options of a choice, with the words by which a method of the severity knows them. */
function optionsFor(file: PolicyFile, name: string): readonly string[] | undefined {
  const field = file.fields?.[name];
  const choice = field?.type === "choice" || field?.type === "choices";
  if (!choice || (field.options ?? []).length === 0) return undefined;
  const inputs = Object.values(file.severity?.methods ?? {}).flatMap((method) =>
    Object.entries(method.inputs ?? {}).flatMap(([key, input]) =>
      (input.field ?? key) === name ? optionsOf(input) : [],
    ),
  );
  return [...words(field.options), ...inputs.flatMap(({ word, aliases }) => [word, ...aliases])];
}

/** What the services of the catalogue say for a fact. */
function servicesGive(file: PolicyFile, name: string): readonly string[] {
  return Object.values(file.services ?? {}).flatMap(({ tier, facts }) => [
    ...(name === "tier" ? words(tier) : []),
    ...words(facts?.[name]),
  ]);
}
