// The labels of a policy, whatever section they are of: what each means, and all that a repository needs.
import type { Label } from "./complete.ts";
import type { Policy } from "./model.ts";
import type { Completing } from "./section.ts";
import { sectionList } from "./sections.ts";
import type { Path } from "./source.ts";

/** What a label means under a policy. */
export type LabelKind =
  | { readonly kind: "severity"; readonly key: string }
  | { readonly kind: "status"; readonly key: string }
  | { readonly kind: "flag"; readonly key: string }
  | { readonly kind: "task"; readonly key: string }
  | {
      readonly kind:
        | "incident"
        | "follow-up"
        | "drill"
        | "overdue"
        | "handover"
        | "maintenance"
        | "actions-list";
    }
  | { readonly kind: "problem" | "known-problems" };

/** A label of a policy. */
export interface LabelUse {
  /** By which it is the same label in two policies: `incident`, `severities.sev1`. */
  readonly id: string;
  readonly means: LabelKind;
  readonly label: Label;
  /** What it is the label of, for whoever writes the policy: `severity sev1`. */
  readonly what: string;
  /** The same in a sentence, for whoever lives with it: `the status “Resolved”`. */
  readonly of: string;
  /** Where a file writes it. */
  readonly path: Path;
}

/** Every label of the sections, in their order. */
export function labelUses(given: Pick<Completing, "file" | "read">): readonly LabelUse[] {
  return sectionList.flatMap(([, { labels }]) => labels?.(given) ?? []);
}

const known = new WeakMap<readonly LabelUse[], ReadonlyMap<string, LabelKind>>();

/** What the label of this name means: names and aliases of the policy's labels, in any case; undefined for all others. */
export function labelKind({ labelUses: uses }: Policy, labelName: string): LabelKind | undefined {
  const names = known.get(uses) ?? namesOf(uses);
  known.set(uses, names);
  return names.get(labelName.trim().toLowerCase());
}

/** By name in lower case. No two have the same: `check` holds each against all others. */
function namesOf(uses: readonly LabelUse[]): ReadonlyMap<string, LabelKind> {
  return new Map(
    uses.flatMap(({ means, label }) =>
      [label.name, ...label.aliases].map((name) => [name.toLowerCase(), means] as const),
    ),
  );
}

/** Every label that the policy names, each once: what a repository needs, and all that is ever created. */
export function labelsOf({ labelUses: uses }: Policy): readonly Label[] {
  const byName = Map.groupBy(uses, ({ label }) => label.name.toLowerCase());
  return [...byName.values()].flatMap(([first]) => first?.label ?? []);
}
