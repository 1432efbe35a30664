// What a service catalogue says that can't be meant: refused at its place, with what to do (D-6, D-3).
import { expect, test } from "vitest";
import { loadPolicy } from "../../../../src/engine/policy.ts";
import { presets } from "../../../../src/shipped/presets.ts";

const BASE = `fields:
  tier: { type: choice, options: [gold, silver, bronze] }
  provider: { type: choice, options: [gpit, internal] }
teams: { booking: acme/booking }
contacts: { siro: SIRO }
roles: { lead: {}, tech: {} }
`;

/** Each problem with the words that stand at its place: `services.letters.teams, at bookin: There is no team …`. */
function problemsOf(rest: string): readonly string[] {
  const text = BASE + rest;
  const { problems } = loadPolicy({ file: "tocsin.yml", text, presets: presets() });
  return problems.map(({ path, line, column, message }) => {
    const there = text.split("\n")[line - 1]?.slice(column - 1) ?? "";
    return `${path}, at ${/^[\w-]+/.exec(there)?.[0]}: ${message}`;
  });
}

test("a catalogue that names what the policy has is fine", () => {
  const service =
    "{ tier: gold, facts: { provider: gpit }, teams: booking, contacts: [siro], repo: acme/letters, people: { tech: [ana] } }";
  expect(problemsOf(`services: { letters: ${service} }\n`)).toEqual([]);
});

test("services of one heading have to name it alike, since in two ways it would be two", () => {
  const services = (...groups: readonly string[]) =>
    problemsOf(
      `services: { ${groups.map((group, place) => `s${place}: { group: "${group}" }`).join(", ")} }\n`,
    );
  expect(services("Shop", "Accounts", " Shop")).toEqual([]);
  expect(services("Shop", "Accounts", "shop", "SHOP")).toEqual([
    expect.stringMatching(/^services\.s2\.group, .*"shop" and "Shop" of s0 would be two groups/),
    expect.stringMatching(/^services\.s3\.group, .*"SHOP" and "Shop" of s0/),
  ]);
  expect(services(" ", "x".repeat(81))).toHaveLength(2);
});

for (const { wrong, service, at, says } of [
  {
    wrong: "an unknown team",
    service: "teams: bookin",
    at: "services.letters.teams, at bookin",
    says: "did you mean booking?",
  },
  {
    wrong: "an unknown contact",
    service: "contacts: [siro, cto]",
    at: "services.letters.contacts.1, at cto",
    says: "There is no contact cto",
  },
  {
    wrong: "an unknown role",
    service: "people: { tec: ana }",
    at: "services.letters.people.tec, at tec",
    says: "did you mean tech?",
  },
  {
    wrong: "a fact without a field",
    service: "facts: { provder: gpit }",
    at: "services.letters.facts.provder, at provder",
    says: "did you mean provider?",
  },
  {
    wrong: "a fact that is no answer to its field",
    service: "facts: { provider: gpt }",
    at: "services.letters.facts.provider, at gpt",
    says: '"gpt" is no answer to provider; did you mean gpit?',
  },
  {
    wrong: "a tier that the field does not know",
    service: "tier: platinum",
    at: "services.letters.tier, at platinum",
    says: '"platinum" is no answer to tier; known are gold, silver, bronze.',
  },
  {
    wrong: "a tier that is given twice",
    service: "tier: gold, facts: { tier: silver }",
    at: "services.letters.facts.tier, at silver",
    says: "write it once, under tier",
  },
]) {
  test(`${wrong} is refused at its place, with what was meant`, () => {
    const problems = problemsOf(`services: { letters: { ${service} } }\n`);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`${at}: `);
    expect(problems[0]).toContain(says);
  });
}

for (const { twice, text, says } of [
  {
    twice: "an alias of two services",
    text: "services: { letters: { aliases: [post] }, mail: { aliases: [Post] } }\n",
    says: '"Post" of the service mail already names the service letters',
  },
  {
    twice: "a service's key that is another's alias",
    text: "services: { letters: { aliases: [mail] }, mail: {} }\n",
    says: '"mail" of the service mail already names the service letters',
  },
  {
    twice: "an alias of two flags",
    text: "flags: { clinical: { aliases: [safety] }, security: { aliases: [safety] } }\n",
    says: '"safety" of the flag security already names the flag clinical',
  },
  {
    twice: "a flag's label that is a status's",
    text: 'flags: { clinical: { label: "status: open" } }\nstatuses: { open: { label: "status: open" } }\n',
    says: "already names the status open",
  },
  {
    twice: "the label that a flag has by default and another of its own",
    text: 'flags: { clinical: {}, security: { label: "flag: clinical" } }\n',
    says: "already names the flag clinical",
  },
]) {
  test(`${twice} means two things and is refused`, () => {
    expect(problemsOf(text)).toEqual([expect.stringContaining(says)]);
  });
}
