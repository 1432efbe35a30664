// The kind of subject that hands over from one duty to the next, on one rolling issue of a repository (H-33).
import { lastWriting } from "../handover/change.ts";
import { decideHandover, type HandoverSituation } from "../handover/decide.ts";
import { foldHandover, type Handover } from "../handover/fold.ts";
import type { HandoverSnapshot } from "../handover/snapshot.ts";
import type { RepositorySubject, Subject } from "../subject.ts";

/** The handover of a repository. */
export const handover: Subject<HandoverSnapshot, Handover, HandoverSituation> & RepositorySubject = {
  kind: "handover",
  name: "handover",
  newest: ({ rolling }) =>
    Math.max(0, ...rolling.map(({ createdAt, comments }) => comments.at(-1)?.at ?? createdAt)),
  fold: foldHandover,
  assess: (snapshot, folded, at) => ({ snapshot, handover: folded, ...at }),
  decide: decideHandover,
  labels: ({ policy: { handover: rule } }) =>
    rule === undefined || rule.changes.length === 0 ? undefined : [rule.label.name, ...rule.label.aliases],
  dueAt: lastWriting,
};
