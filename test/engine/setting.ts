// Where histories of tests happen: the repository, its policy, the filled form, and the day.
import { type Form, parseForm, renderBody } from "../../src/engine/form.ts";
import type { Instant } from "../../src/engine/instant.ts";
import type { Actor } from "../../src/engine/snapshot/timeline.ts";
import type { IncidentSnapshot, Role } from "../../src/engine/snapshot.ts";
import { presetForms } from "../../src/shipped/presets.ts";
import { mapOf } from "./map-of.ts";
import { peoples } from "./peoples.ts";

/** What an incident stands in; what is left out is a private repository under `sre` where everybody may write. */
export interface Setting {
  /** The text of `.github/tocsin.yml`. */
  readonly policy?: string;
  /** The preset whose forms are used. */
  readonly preset?: string;
  readonly public?: boolean;
  readonly title?: string;
  readonly roles?: Readonly<Record<string, Role>>;
  /** Channels that this host has set up. */
  readonly channels?: readonly string[];
  /** This host may commit. */
  readonly commits?: boolean;
  /** How many addresses a channel has for each audience. */
  readonly heads?: Readonly<Record<string, ReadonlyMap<string, number>>>;
}

/** Answers by field id. */
export type Answers = Readonly<Record<string, string | readonly string[]>>;
/** `09:00` on Friday 1 May 2026 in London, `4 09:00` on Monday 4 May; as an instant. */
export function time(text: string): Instant {
  const [, day = "1", clock = ""] = /^(?:(\d{1,2}) )?(\d{2}:\d{2}(?::\d{2})?)$/.exec(text) ?? [];
  const at = Date.parse(`2026-05-${day.padStart(2, "0")}T${clock.padEnd(8, ":00")}+01:00`);
  if (Number.isNaN(at))
    throw new RangeError(`"${text}" is no time of these tests; write 09:00 or "4 09:00".`);
  return at;
}

/** Who did something; `tocsin` is our bot. */
export function person(login: string): Actor {
  return { login, kind: login === "tocsin" ? "bot" : "user" };
}

/** A body as it was written, or as GitHub makes it from the answers to the form. */
export function bodyOf(setting: Setting, form: Answers | { readonly body: string }): string {
  return "body" in form && typeof form.body === "string" ? form.body : filled(setting, form);
}

const incidentForms = new Map<string, Form>();

/** The form by which incidents are opened under a preset; read once, as hundreds of histories begin with it. */
function incidentForm(preset: string): Form {
  const known = incidentForms.get(preset);
  if (known !== undefined) return known;
  const file = presetForms(preset).find((one) => one.path.endsWith("/incident.yml"));
  const form = file && parseForm(file.text).form;
  if (form === undefined) throw new Error(`The preset ${preset} has no good form named incident.`);
  incidentForms.set(preset, form);
  return form;
}

function filled(setting: Setting, answers: Answers): string {
  const said = Object.entries(answers).map(([field, answer]) => [
    field,
    typeof answer === "string" ? peoples.words(answer) : answer.map(peoples.words),
  ]);
  return renderBody(incidentForm(setting.preset ?? "sre"), Object.fromEntries(said));
}

/** An issue of which nothing is known yet, in its repository. */
export function blank(setting: Setting): IncidentSnapshot {
  const { policy = "extends: sre", preset = "sre" } = setting;
  const forms = presetForms(preset).map(({ path, text }) => ({ path, text, oid: `${preset}/${path}` }));
  return {
    kind: "incident",
    proven: false,
    formerIds: [],
    key: "acme/incidents#7",
    me: "tocsin",
    repository: {
      id: "R_1",
      name: "acme/incidents",
      public: setting.public ?? false,
      archived: false,
      labels: [],
    },
    sources: { policy: { path: ".github/tocsin.yml", oid: policy, text: policy }, forms },
    issue: {
      id: "I_1",
      ref: "acme/incidents#7",
      title: peoples.words(setting.title ?? "Payments down"),
      body: "",
      url: "https://github.com/acme/incidents/issues/7",
      state: "open",
      createdAt: 0,
      updatedAt: 0,
      authorIsMember: false,
      versions: [],
      labels: [],
      assignees: [],
      timeline: [],
    },
    children: [],
    unseen: [],
    roles: mapOf<Role>(setting.roles ?? { alice: "write", ana: "write", ben: "write" }),
    trust: "none",
    recent: new Map(),
    said: [],
    faults: [],
    mentioned: new Map(),
  };
}
