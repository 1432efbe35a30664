// What differs about documents: what opens them, where they stand, who reviews and approves them.
import type { DocumentKind, DocumentPlace, Policy } from "../engine/policy/model.ts";
import type { Change, Pair } from "./change.ts";
import { entryChanges } from "./entries.ts";
import { conditionWords, eventsWords, listed, quoted, theRole, theRoles } from "./phrases.ts";
import type { Traits } from "./traits.ts";

/** The changes of documents. */
export function changes({ before, after }: Pair): readonly Change[] {
  return entryChanges(before.documents, after.documents, {
    kind: "document",
    traits: traitsOf(before, after),
    subject: its,
    wordsOnly: ["title"],
    isNew: (kind) =>
      kind.opens.length === 0
        ? `${its(kind)} can be asked for, which is new`
        : `${its(kind)} is opened at ${eventsWords(kind.opens, after)}, which is new`,
    isGone: (kind) => `there is no ${quoted(kind.title)} any more`,
  });
}

const its = ({ title }: Pick<DocumentKind, "title">): string => `the document ${quoted(title)}`;

function traitsOf(before: Policy, after: Policy): Traits<DocumentKind> {
  return {
    key: null,
    ...{ source: null, rules: null },
    title: { words: (one, other) => `${its(one)} is called ${quoted(other.title)}` },
    opens: {
      unordered: true,
      words: (one, other) =>
        `${its(other)} is opened at ${eventsWords(other.opens, after)} instead of at ${eventsWords(one.opens, before)}`,
    },
    when: {
      condition: true,
      words: (one, other) =>
        `${its(other)} is opened by itself where ${whenOf(other, after)} instead of where ${whenOf(one, before)}`,
    },
    path: { words: (one, other) => `${its(other)} is ${code(other.path)} instead of ${code(one.path)}` },
    branch: {
      words: (one, other) =>
        `${its(other)} comes from the branch ${code(other.branch)} instead of ${code(one.branch)}`,
    },
    repository: {
      words: (one, other) => `${its(other)} stands in ${placeOf(other)} instead of in ${placeOf(one)}`,
    },
    reviewers: {
      unordered: true,
      words: (one, other) =>
        `${its(other)} is reviewed by ${rolesOf(other.reviewers, after)} instead of by ${rolesOf(one.reviewers, before)}`,
    },
    owner: {
      words: (one, other) =>
        `${its(other)} is written by ${ownerOf(other, after)} instead of by ${ownerOf(one, before)}`,
    },
    header: {
      words: (one, other) =>
        `${its(other)} is headed by ${headOf(other, after)} instead of by ${headOf(one, before)}`,
    },
    approve: {
      words: (one, other) =>
        `${its(other)} is approved by ${chainOf(other, after)} instead of by ${chainOf(one, before)}`,
    },
  };
}

const code = (text: string): string => `\`${text}\``;

const whenOf = ({ when }: DocumentKind, policy: Policy): string =>
  conditionWords(when, policy) || "there is an incident";

const placeOf = ({ repository }: DocumentPlace): string => repository ?? "the incident's repository";

const rolesOf = (roles: readonly string[], policy: Policy): string =>
  roles.length === 0 ? "whoever looks at it" : theRoles(roles, policy);

const ownerOf = ({ owner }: DocumentKind, policy: Policy): string =>
  owner === undefined ? "whoever takes it" : theRole(owner, policy);

const headOf = ({ header }: DocumentKind, policy: Policy): string =>
  header.length === 0
    ? "no answers"
    : listed(header.map(({ field, title }) => quoted(title ?? policy.fields[field]?.title ?? field)));

/** `the head, then the director`. */
function chainOf({ approve }: DocumentKind, policy: Policy): string {
  const steps = approve.map(({ by, deputies, skippedAfter }) => {
    const roles = listed(
      by.map((role) => theRole(role, policy)),
      "or",
    );
    const besides = [
      ...(deputies.length === 0 ? [] : [`in their place ${theRoles(deputies, policy)}`]),
      ...(skippedAfter.length === 0 ? [] : [`left out after ${theRoles(skippedAfter, policy)} while away`]),
    ];
    return besides.length === 0 ? roles : `${roles} (${besides.join("; ")})`;
  });
  return steps.length === 0 ? "nobody" : steps.join(", then ");
}
