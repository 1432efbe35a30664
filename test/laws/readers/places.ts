// Where the law of readers has its texts read: a policy with a field of every type, a form with an element of every kind, histories.
import { type Form, parseForm } from "../../../src/engine/form.ts";
import type { Field, Policy } from "../../../src/engine/policy/model.ts";
import type { Ruling } from "../../../src/engine/policy/ruling.ts";
import { loadPolicy } from "../../../src/engine/policy.ts";
import { presets } from "../../../src/shipped/presets.ts";
import { at } from "../../engine/answers.ts";
import { incident, time } from "../../engine/build.ts";
import { lookedAt } from "../../engine/outcome.ts";

/** When all is read. */
export const now = time("09:05");
/** The zone of times that name none. */
export const zone = "Europe/London";

const text = `
extends: hssi
fields:
  users: { type: number }
  link: { type: url }
  known: { type: yes-no }
  parts: { type: choices, options: [web, app] }
services: { shop: { title: Shop, aliases: [store] }, booking: {} }
teams: { payments: acme/payments }
`;

function loaded(): Policy {
  const { policy, problems } = loadPolicy({ file: "tocsin.yml", text, presets: presets() });
  if (policy === undefined) throw new Error(problems.map(({ message }) => message).join("\n"));
  return policy;
}

/** A policy with a field of every type, and methods that work the severity out. */
export const policy: Policy = loaded();

/** The field of a type. */
export function fieldOf(type: Field["type"]): Field {
  const found = Object.values(policy.fields).find((one) => one.type === type);
  if (found === undefined) throw new Error(`The policy of this law has no field of the type ${type}.`);
  return found;
}

const options = 'web, app, "a, b", a, b, aa, "a a"';

function parsed(): Form {
  const { form, problems } = parseForm(`
name: Incident
description: An element of every kind.
body:
  - { type: input, id: users, attributes: { label: Users } }
  - { type: textarea, id: description, attributes: { label: What } }
  - { type: textarea, id: logs, attributes: { label: Logs, render: shell } }
  - { type: dropdown, id: severity, attributes: { label: Severity, options: [SEV1, SEV2, ${options}] } }
  - { type: dropdown, id: parts, attributes: { label: Parts, multiple: true, options: [${options}] } }
  - { type: checkboxes, id: boxes, attributes: { label: Boxes, options: [{ label: a }, { label: b }] } }
  - { type: upload, id: files, attributes: { label: Files } }
`);
  if (form === undefined) throw new Error(problems.map(({ message }) => message).join("\n"));
  return form;
}

/** A form with an element of every kind. */
export const form: Form = parsed();

/** What rules where a body is read for its facts: that form, and one whose headings are aliases of the policy. */
export const ruling: Ruling = {
  ...{ policy, rotas: {}, oid: "", version: "", problems: [], rotaProblems: [] },
  forms: [form, ownForm()],
};

function ownForm(): Form {
  const own = parseForm(`
name: Ours
description: Without ids.
body:
  - { type: input, attributes: { label: Severity level (ours) } }
  - { type: textarea, attributes: { label: Summary } }
`).form;
  if (own === undefined) throw new Error("The form of headings can't be read.");
  return own;
}

/** The headings of the form with every kind, each with a blank line below. */
export const headings: readonly string[] = [
  "Users",
  "What",
  "Logs",
  "Severity",
  "Parts",
  "Boxes",
  "Files",
].map((label) => `### ${label}\n\n`);

const outside = { public: true, roles: { eve: "none", alice: "write", ana: "write" } } as const;

/** A pass over a report whose body somebody from outside wrote. */
export function report(body: string): unknown {
  return incident(outside).opened("09:00", "eve", { body }).plan("09:10");
}

/** A pass over an incident in which somebody wrote a comment: `ana` may write, `eve` may nothing. */
export function comment(by: "ana" | "eve", body: string): unknown {
  return incident(outside).opened("09:00", "alice", at.sev1).comment("09:05", by, body).plan("09:10");
}

const reviewed = lookedAt(
  incident({ policy: "{ extends: sre, teams: { payments: acme/payments } }" })
    .opened("09:00", "alice", at.sev1)
    .looked("09:00")
    .closed("10:00", "ana"),
  "10:00",
  "10:01",
);

/** A pass over a closed incident whose review has this text under its marker. */
export function review(body: string): unknown {
  const [child] = reviewed.snapshot().children;
  const [marked = ""] = (child?.body ?? "").match(/<!-- tocsin:of .*? -->/) ?? [];
  reviewed.child(child?.title ?? "", { body: `${marked}\n\n${body}`, editedAt: time("10:30") });
  return reviewed.plan("10:45");
}
