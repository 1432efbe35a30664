// Checks the record side of a policy: incidents, fields, severities, statuses, review.
import { isZone } from "../zone.ts";
import { phaseOf } from "./build-record.ts";
import { type Finding, keyAt, shown, wrong, wrongKey } from "./finding.ts";
import { knownAll } from "./known.ts";
import type { PolicyFile } from "./schema/file.ts";
import { readSince } from "./since.ts";

/** What the sections about the record say that can't be meant. */
export function checkRecord(file: PolicyFile): readonly Finding[] {
  return [
    ...checkIncidents(file),
    ...checkFields(file),
    ...checkSeverities(file),
    ...checkStatuses(file),
    ...knownAll(file, "severities", { names: file.retro?.severities, path: ["retro", "severities"] }),
  ];
}

function checkIncidents(file: PolicyFile): readonly Finding[] {
  const { zone = "UTC", since } = file.incidents ?? {};
  const found: Finding[] = [];
  const known = isZone(zone);
  if (!known) {
    found.push(
      wrong(
        ["incidents", "zone"],
        `${shown(zone)} is no time zone; write an IANA name such as Europe/London.`,
      ),
    );
  }
  if (since !== undefined && readSince(since, known ? zone : "UTC") === undefined) {
    const message = `${shown(since)} is no date; write 2025-04-01, or an instant such as 2025-04-01T09:00:00+01:00.`;
    found.push(wrong(["incidents", "since"], message));
  }
  return found;
}

function checkFields(file: PolicyFile): readonly Finding[] {
  const found: Finding[] = [];
  const impacts: string[] = [];
  for (const [id, field] of Object.entries(file.fields ?? {})) {
    const choice = field.type === "choice" || field.type === "choices";
    if (choice && (field.options ?? []).length === 0) {
      const message = `${id} is a ${field.type} without options; list its answers under options.`;
      found.push(wrongKey(["fields", id, "options"], message));
    }
    if (field.impact) impacts.push(id);
  }
  if (impacts.length > 1) {
    const message = `${impacts.join(" and ")} are both marked as the impact; the card shows one. Set impact: false on the others.`;
    found.push(wrong(["fields", impacts.at(-1) ?? "", "impact"], message));
  }
  return found;
}

function checkSeverities(file: PolicyFile): readonly Finding[] {
  if (Object.keys(file.severities ?? {}).length > 0) return [];
  return [wrongKey(["severities"], "There is no severity; define one at least, or extend a preset.")];
}

const NEEDED = ["open", "resolved", "closed"] as const;

function checkStatuses(file: PolicyFile): readonly Finding[] {
  const entries = Object.entries(file.statuses ?? {});
  const phases = entries.map(([key, status]) => phaseOf(key, status));
  const nameless = entries
    .filter((_, index) => phases[index] === undefined)
    .map(([key]) =>
      wrongKey(
        ["statuses", key, "phase"],
        `${key} needs a phase: open, confirmed, investigating, mitigated, resolved or closed.`,
      ),
    );
  const missing = NEEDED.filter((phase) => !phases.includes(phase)).map((phase) =>
    wrongKey(
      ["statuses"],
      `No status has the phase ${phase}; an incident can't do without.`,
      keyAt("statuses", phase),
    ),
  );
  return [...nameless, ...missing];
}
