// Which messages a repository may say in words of its own, with what each may print; and why it may not say the others.

import { named } from "../named.ts";
import type { Values } from "../wanted.ts";

/** What a variable holds: a text, a list of the fields of a notice, or those fields by their ids. */
export type Holds = "text" | "list" | "fields";

/** A message that a repository may say in words of its own. */
export interface Ownable {
  /** `instead`: its words stand in place of ours · `below`: they stand below ours, which stay. */
  readonly place: "instead" | "below";
  /** What its words may print or ask for. */
  readonly variables: Readonly<Record<string, Holds>>;
  /** It may differ by the kind of notice (`notice.first`), and by its channel besides (`notice.first.slack`). */
  readonly by: readonly ("kind" | "channel")[];
  /** The most signs of what is made of it. */
  readonly longest: number;
  /** It goes out as a text message. */
  readonly sms?: boolean;
  /** It is one line, as a subject. */
  readonly oneLine?: boolean;
  /** Variables that its words have to show where they are not empty. */
  readonly shows: readonly string[];
}

const ofSubjects = {
  notice: "text",
  kind: "text",
  subject: "text",
  severity: "text",
  status: "text",
  public: "text",
  fields: "list",
  field: "fields",
} as const;

const ofNotices = { ...ofSubjects, next: "text" } as const;

const below = { place: "below", variables: {}, by: [], longest: 1000, shows: [] } as const;

/** Every message of which a repository may have words of its own, by name. */
export const ownable = {
  notice: {
    place: "instead",
    variables: ofNotices,
    by: ["kind", "channel"],
    longest: 3000,
    shows: ["next"],
  },
  "notice-short": {
    place: "instead",
    variables: ofNotices,
    by: ["kind"],
    longest: 918,
    sms: true,
    shows: ["next"],
  },
  "notice-subject": {
    place: "instead",
    variables: ofSubjects,
    by: ["kind"],
    longest: 120,
    oneLine: true,
    shows: [],
  },
  page: {
    place: "instead",
    variables: { title: "text", severity: "text", since: "text", role: "text", over: "text" },
    by: [],
    longest: 300,
    shows: ["title"],
  },
  "notice-draft": { ...below, variables: { n: "text", title: "text", state: "text", due: "text" } },
  declare: below,
  help: below,
  stranger: below,
} as const satisfies Readonly<Record<string, Ownable>>;

/** The name of a message that a repository may say in words of its own. */
export type OwnableName = keyof typeof ownable;

/** The message of that name. */
export function ownableNamed(name: string): Ownable | undefined {
  return Object.hasOwn(ownable, name) ? ownable[name as OwnableName] : undefined;
}

const asks = "whom it asks, and the commands that answer it, are Tocsin's to say";
const answers = "it says why something was not done, or what is, in the words of whoever asked for it";
const part = "it is a part of other messages";
const body = "what stands in an issue is read back by its headings and lines";

/** Others that ship, each with the reason why its words are not a repository's to change. One that stands in neither table is not, either. */
export const notOwnable: Readonly<Record<string, string>> = {
  card: "its boxes, limits and names are read and kept by Tocsin, and people rely on where they stand",
  ceiling: "it is the one line that says why Tocsin is silent",
  "drill-reminder": asks,
  duplicate: answers,
  escalate: asks,
  "handover-reminder": asks,
  handover: asks,
  history: part,
  "history-what": part,
  maintenance: answers,
  "maintenance-waiting": asks,
  "notice-ask": asks,
  "notice-preview": answers,
  questions: asks,
  reason: part,
  "ring-again": part,
  refused: answers,
  reminder: asks,
  "retro-actions": answers,
  "action-unfiled": part,
  "retro-gaps": asks,
  ring: asks,
  shift: asks,
  silence: asks,
  span: part,
  below: part,
  action: body,
  "handover-issue": body,
  retro: body,
  task: body,
};

/** What an item of a list holds: a field of a notice. */
export const ITEM = ["id", "title", "text"] as const;

/** The names of values that a message below ours is told, of all that ours has. */
export function picked(name: OwnableName, values: Values): Values {
  return named(Object.keys(ownable[name].variables).map((key) => [key, values[key] ?? ""] as const));
}
