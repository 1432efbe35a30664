// Names for things that have other ids in every world: what people did goes by who did it and when, issues by what they are.
import type { IncidentSnapshot } from "../../src/engine/snapshot.ts";
import type { Played } from "./play.ts";

/** Says ids, addresses and texts of one world in words that are the same in all. */
export interface Names {
  /** A node id, or an id of an effect or incident that hangs on one. */
  readonly of: (text: string) => string;
}

/** The names of a world. Issues of ours are called after the incident and what they are. */
export function namesOf({ stage, looks }: Played): Names {
  const words = new Map<string, string>();
  for (const [alias, { snapshot, incident }] of Object.entries(looks)) {
    if (snapshot === undefined) continue;
    for (const [id, name] of itemsOf(snapshot, alias)) words.set(id, name);
    if (incident === undefined) continue;
    words.set(incident.id, `<${alias}>`);
    words.set(incident.slug, `<${alias}'s slug>`);
    for (const { effect, child } of incident.made) {
      const kind = effect.split("/")[0] ?? "";
      words.set(child.ref, `<${alias}'s ${kind}>`);
      words.set(child.ref.replace(/^[^#]*/, ""), `<${alias}'s ${kind}>`);
    }
  }
  for (const [alias, ref] of stage.aliases) words.set(ref, `<${alias}>`);
  // The longest first: `acme/incidents#12` before `acme/incidents#1`.
  const all = [...words.keys()].toSorted((one, other) => other.length - one.length).map(escaped);
  const pattern = new RegExp(`(?:${all.join("|")})(?![0-9])`, "g");
  return {
    of: (text) => (all.length === 0 ? text : text.replace(pattern, (found) => words.get(found) ?? found)),
  };
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** What people did on an incident; of several alike at one second the order tells them apart. */
function itemsOf({ issue, me }: IncidentSnapshot, alias: string): readonly (readonly [string, string])[] {
  const started = issue.createdAt;
  const named: [string, string][] = [[issue.id, `<${alias} opened>`]];
  const times = new Map<string, number>();
  const name = (id: string, what: string, at: number): void => {
    const base = `${alias} ${what} +${Math.round((at - started) / 1000)}s`;
    const count = (times.get(base) ?? 0) + 1;
    times.set(base, count);
    named.push([id, `<${base}${count === 1 ? "" : ` ${count}`}>`]);
  };
  for (const version of issue.versions.slice(1))
    name(version.id, `body ${version.by?.login ?? ""}`, version.at);
  for (const item of issue.timeline) {
    if (item.by?.login === me) continue;
    const about = "label" in item ? ` ${item.label}` : "";
    name(item.id, `${item.kind}${about} ${item.by?.login ?? ""}`, item.at);
  }
  return named;
}
