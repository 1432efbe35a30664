// The section `services`: what people run, with what follows from it (D-6).
import { z } from "zod";
import { repositoryName } from "../../issue-ref.ts";
import { named } from "../../named.ts";
import { plainOf } from "../compared.ts";
import { inWords, keyed, list, login as plainLogin, words } from "../complete.ts";
import type { ModelOf } from "../section.ts";
import { aliases, login, name, oneOrMore, repository, word } from "../words.ts";
import { check } from "./check.ts";

const place = z
  .string()
  .min(1)
  .max(300)
  .refine(
    (text) =>
      !text.includes("://") ||
      /^https:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?(?:\/[\w.~-]+)*\/?(?:\?[\w.~%=&+-]+)?$/.test(text),
    "is no address of a page; write it with https:// and plain signs, or write owner/name or the name of a label",
  )
  .meta({ title: "label, repository or address" });

const service = z.strictObject({
  title: z.string().min(1).optional().describe("As people say it; by default the key in words."),
  aliases: aliases.describe("Other words for it in forms and commands."),
  tier: word.optional().describe("`gold`: the fact `tier`, by which limits may differ (D-6)."),
  facts: z
    .record(name, word)
    .optional()
    .describe("Further facts that follow from it, by field, unless somebody says otherwise."),
  teams: oneOrMore(name).optional().describe("Teams that run it."),
  repo: repository.optional().describe("Its repository: `owner/name`."),
  contacts: oneOrMore(name).optional().describe("Contacts of its users."),
  status: z.string().min(1).optional().describe("Its component on a status page."),
  group: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .optional()
    .describe("`Shop`: the heading under which it stands on a status page, with others that name the same."),
  problems: place
    .optional()
    .describe(
      "Where its open problems are, linked on the card: a label of this repository, `owner/name`, or an address (O-6).",
    ),
  changes: place.optional().describe("The same of its changes and releases (O-6)."),
  people: z
    .record(name, oneOrMore(login))
    .optional()
    .describe("Who is offered for a role, never assigned (D-3)."),
});

const schema = keyed(service, (key, given) => ({
  key,
  title: given.title ?? inWords(key),
  aliases: words(given.aliases),
  /** `gold`: the fact `tier`, by which limits may differ. */
  tier: given.tier === undefined ? undefined : String(given.tier),
  /** Further facts that follow from it, by field id (`provider: gpit`). */
  facts: named(Object.entries(given.facts ?? {}).map(([field, value]) => [field, String(value)])),
  /** Keys of `teams`. */
  teams: list(given.teams),
  repository: given.repo,
  /** Keys of `contacts`. */
  contacts: list(given.contacts),
  /** Component of a status page. */
  status: given.status,
  /** The heading on a status page under which it stands with others. */
  group: given.group,
  /** Where its open problems and its changes are (O-6). */
  problems: placeOf(given.problems),
  changes: placeOf(given.changes),
  /** Who is offered for a role, by role key; never assigned (D-3). */
  people: named(
    Object.entries(given.people ?? {}).map(([role, people]) => [role, list(people).map(plainLogin)]),
  ),
})).describe("What people run: tier, teams, repository, contacts and who is offered for a role (D-6).");

/** Where something is looked up: an address of the policy's own, a repository, or a label of the incident's repository. */
export type LookUp =
  | { readonly kind: "address"; readonly url: string }
  | { readonly kind: "repository"; readonly repository: string }
  | { readonly kind: "label"; readonly label: string };

function placeOf(given: string | undefined): LookUp | undefined {
  if (given === undefined) return undefined;
  if (given.startsWith("https://")) return { kind: "address", url: given };
  return repositoryName.test(given)
    ? { kind: "repository", repository: given }
    : { kind: "label", label: given };
}

/** Something that people run; what it implies is known of an incident unless somebody says otherwise (D-6). */
export type Service = ModelOf<typeof services>[string];

/** The section `services`. */
export const services = { schema, one: "service", compare: plainOf, check };
