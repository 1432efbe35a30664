// What a file of words is told: the values of ours, by the names that its guide gives, and samples of them to check it on.

import { named } from "../named.ts";
import type { NoticeRule, Policy } from "../policy/model.ts";
import type { Value, Values } from "../wanted.ts";
import type { Ownable } from "./table.ts";

/**
 * The values of a notice for words of one's own: its fields by id besides. A field that it does not show has no text, so that several
 * notices may have the same words.
 */
export function noticeValuesFor(values: Values, { fields: all }: Pick<Policy, "fields">): Values {
  const fields = (values.fields ?? []) as readonly Values[];
  const texts = new Map(fields.map(({ id, text }) => [String(id), text ?? ""] as const));
  const field = named(Object.keys(all).map((id): [string, Value] => [id, texts.get(id) ?? ""]));
  return { ...values, field };
}

/** Values that a file is tried with: all that a notice may know, and as little as it may; for the public and for the inside. */
export function samplesFor(
  { variables }: Ownable,
  rules: readonly NoticeRule[],
  policy: Policy,
): readonly Values[] {
  if ("fields" in variables) return rules.flatMap((rule) => samplesOf(rule, policy));
  const words = named(Object.keys(variables).map((name) => [name, sampleOf(name)] as const));
  return [true, false].map((over) => ("over" in variables ? { ...words, over } : words));
}

const sampleOf = (name: string): Value => (name === "n" ? 3 : `the ${name}`);

/** By when the next comes in samples: as long as such a time is. */
const next = "11:20 BST (10:20 UTC)";
/** So long is a text of a sample: a sentence. */
const sentence = "People can't book, move or cancel appointments online.";

function samplesOf(rule: NoticeRule, policy: Policy): readonly Values[] {
  const { audiences } = policy;
  const sides = new Set(rule.audiences.map((key) => audiences[key]?.public ?? false));
  return [...sides].flatMap((isPublic) =>
    [[...rule.contains, ...rule.shows], rule.contains].map((ids) => {
      const shown = [...new Set(ids)].filter((id) => !isPublic || policy.fields[id]?.public === true);
      const fields = shown.map((id) => ({ id, title: policy.fields[id]?.title ?? id, text: sentence }));
      const severity = policy.severities[0]?.title ?? "";
      return noticeValuesFor(
        {
          ...{ notice: rule.title, kind: rule.key, subject: `${rule.title} · ${severity}`, severity },
          ...{ status: policy.statuses[0]?.title ?? "", public: isPublic, fields },
          next: rule.next === undefined ? "" : next,
        },
        policy,
      );
    }),
  );
}
