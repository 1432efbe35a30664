// What differs about the statuses that an incident goes through. Their labels are told apart.
import { named } from "../engine/named.ts";
import type { Policy, Status } from "../engine/policy/model.ts";
import { type Change, change, type Pair } from "./change.ts";
import { aliasWords, entryChanges } from "./entries.ts";
import { listed, quoted, sentence } from "./phrases.ts";
import { alike, type Traits } from "./traits.ts";

/** The changes of statuses but for their labels. */
export function changes({ before, after }: Pair): readonly Change[] {
  const byKey = (policy: Policy) => named(policy.statuses.map((status) => [status.key, status]));
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
