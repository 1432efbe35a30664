// What differs about handing over from a shift to the next (H-33).
import { named } from "../engine/named.ts";
import type { HandoverChange, Policy } from "../engine/policy/model.ts";
import { type Change, change, type Pair } from "./change.ts";
import { entryChanges } from "./entries.ts";
import { lengthOr, quoted, sentence, theRole } from "./phrases.ts";
import type { Traits } from "./traits.ts";

/** The changes of the handover: whether there is one, its title, and each change of duty. */
export function changes({ before, after }: Pair): readonly Change[] {
  const [one, other] = [before.handover, after.handover];
  if (one === undefined && other === undefined) return [];
  const told = (words: string): Change =>
    change({ kind: "handover", subject: "handover", words: sentence(words) });
  const byId = (policy: Policy) => named((policy.handover?.changes ?? []).map((item) => [item.id, item]));
  return [
    ...(one !== undefined && other !== undefined && one.title !== other.title
      ? [
          change({
            kind: "words",
            subject: "handover",
            before: one.title,
            after: other.title,
            words: `The handover issue is titled ${quoted(other.title)} instead of ${quoted(one.title)}.`,
          }),
        ]
      : []),
    ...(one === undefined ? [told("changes of duty are now handed over in a rolling issue")] : []),
    ...(other === undefined ? [told("changes of duty are no longer handed over in an issue")] : []),
    ...entryChanges(byId(before), byId(after), {
      kind: "handover",
      traits: traitsOf(before, after),
      subject: name,
      isNew: (item) =>
        `at ${at(item)} ${theRole(item.from, after)} hands over to ${theRole(item.to, after)}, which is new`,
      isGone: (item) =>
        `at ${at(item)} ${theRole(item.from, before)} no longer hands over to ${theRole(item.to, before)}`,
    }),
  ];
}

const name = ({ id }: HandoverChange): string => `the handover ${quoted(id)}`;

const at = ({ at: when }: HandoverChange): string =>
  when.kind === "rota"
    ? `each change of the rota ${when.rota}`
    : `the ${when.kind === "opens" ? "opening" : "closing"} of ${when.calendar}`;

function traitsOf(before: Policy, after: Policy): Traits<HandoverChange> {
  const ahead = ({ before: by }: HandoverChange): string =>
    by === undefined ? "at" : `${lengthOr(by)} before`;
  const often = { always: "always", ongoing: "where incidents go on", never: "never" };
  return {
    id: null,
    source: null,
    from: {
      words: (a, b) => `${name(b)} is from ${theRole(b.from, after)} instead of ${theRole(a.from, before)}`,
    },
    to: { words: (a, b) => `${name(b)} is to ${theRole(b.to, after)} instead of ${theRole(a.to, before)}` },
    at: { words: (a, b) => `${name(b)} is at ${at(b)} instead of ${at(a)}` },
    before: {
      words: (a, b) => `${name(b)} is put in writing ${ahead(b)} the change instead of ${ahead(a)} it`,
    },
    call: { words: (a, b) => `${name(b)} asks for a call ${often[b.call]} instead of ${often[a.call]}` },
    paper: { words: (a, b) => `${name(b)} is put in writing ${often[b.paper]} instead of ${often[a.paper]}` },
  };
}
