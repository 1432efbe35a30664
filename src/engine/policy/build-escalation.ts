// Completes the sections about going up and handing over of a checked policy file: levels, triggers, the handover issue.
import { parseDuration } from "../duration.ts";
import { buildCondition, buildLabel, inWords, list } from "./build-record.ts";
import type { Escalation, EscalationLevel, HandoverChange, HandoverRule } from "./model.ts";
import type { PolicyFile } from "./schema/file.ts";

type Given = NonNullable<PolicyFile["escalation"]>;
type LevelWords = Extract<Given, readonly unknown[]>[number];

/** The levels as a file writes them, whether it has triggers or not. */
export function levelsIn(file: PolicyFile): readonly LevelWords[] {
  const given = file.escalation;
  return Array.isArray(given) ? given : list(given?.levels);
}

/** The key of a level: said, or its role. */
export function keyOfLevel(level: LevelWords): string {
  return typeof level === "string" ? level : (level.key ?? level.role);
}

/** The levels in order, each with the one that is asked after it, and the rules that ask for one. */
export function buildEscalation(file: PolicyFile): Escalation {
  const words = levelsIn(file);
  const levels = words.map((given, index): EscalationLevel => {
    const following = words[index + 1];
    const next = following === undefined ? undefined : keyOfLevel(following);
    if (typeof given === "string") return { key: given, role: given, next, source: "" };
    return {
      key: keyOfLevel(given),
      role: given.role,
      attempts: given.attempts,
      within: given.within === undefined ? undefined : parseDuration(given.within),
      next: given.next ?? next,
      source: given.source ?? "",
    };
  });
  const triggers = Array.isArray(file.escalation) ? {} : (file.escalation?.triggers ?? {});
  return {
    levels,
    triggers: Object.entries(triggers).map(([id, given]) => ({
      id,
      when: buildCondition(given.when),
      unless: buildCondition(given.unless),
      hours: given.hours ?? "always",
      to: given.to ?? levels[0]?.key ?? "",
      how: given.how ?? "ask",
      stalled: given.stalled && {
        after: given.stalled.after === undefined ? undefined : parseDuration(given.stalled.after),
        updates: given.stalled.updates,
        unless: buildCondition(given.stalled.unless),
      },
      because: given.because ?? inWords(id),
      source: given.source ?? "",
    })),
  };
}

/** The handover, where the policy has one. */
export function buildHandover(file: PolicyFile): HandoverRule | undefined {
  const given = file.handover;
  if (given === undefined) return undefined;
  return {
    label: buildLabel(given.label, { name: "handover", color: "0e8a16" }),
    title: given.title ?? "Handover",
    changes: Object.entries(given.changes ?? {}).flatMap(([id, change]): readonly HandoverChange[] => {
      if (change.at === undefined) return [];
      return [
        {
          id,
          from: change.from ?? "",
          to: change.to ?? "",
          at: placeOf(change.at),
          before: change.before === undefined ? undefined : parseDuration(change.before),
          call: change.call ?? "ongoing",
          paper: change.paper ?? "ongoing",
          source: change.source ?? "",
        },
      ];
    }),
  };
}

type AtWords = NonNullable<NonNullable<NonNullable<PolicyFile["handover"]>["changes"]>[string]["at"]>;

function placeOf(at: AtWords): HandoverChange["at"] {
  if ("rota" in at) return { kind: "rota", rota: at.rota };
  return "opens" in at ? { kind: "opens", calendar: at.opens } : { kind: "closes", calendar: at.closes };
}
