// Where random histories happen: the process of a place, who is on duty there, and the words that its people have for things.
import type { Chance } from "./chance.ts";

/** A kind of place. Nothing in it depends on a history. */
export interface Place {
  readonly isPublic: boolean;
  /** What its policy extends. */
  readonly process: string | readonly string[];
  /** Who is on duty: what the policy says of it besides, in the ways among which a history chooses. */
  readonly duties: readonly Readonly<Record<string, unknown>>[];
  /** Names of the labels of severities 1 to 4. */
  readonly severityLabels: readonly [string, string, string, string];
  /** Options of the form for severities 1 to 3. */
  readonly options: readonly [string, string, string];
  /** Answers of the form that move no severity; `{time}` is a moment before it was opened. */
  readonly answers: Readonly<Record<string, string>>;
  /** What people set that moves no severity; `{time}` is a time that is over. */
  readonly facts: readonly string[];
  /** What people set from which another severity may follow. */
  readonly grades: readonly string[];
}

const numbered = ["severity: 1", "severity: 2", "severity: 3", "severity: 4"] as const;

const sre: Place = {
  isPublic: false,
  process: "sre",
  duties: [{}, { roles: { manager: { duty: ["mo"] } } }],
  severityLabels: numbered,
  options: ["SEV1", "SEV2", "SEV3"],
  answers: {
    description: "Errors since the deploy",
    impact: "Nobody can pay by card",
    service: "payments",
    users: "5000",
    started: "{time}",
  },
  facts: ["started {time}", "detected {time}", "workaround by phone"],
  grades: [],
};

/** Everybody who may be asked out of hours: the levels one after the other, the last without an account. */
const onCall = {
  rota: { edm: { people: ["mo", "cas"], from: "2025-03-03" } },
  contacts: { director: "Director" },
  roles: {
    bridge: { duty: { core: ["ben"], out: ["dee"] } },
    desk: { duty: { out: ["dee"] } },
    "level-3": { duty: ["ana"] },
    "level-4": { duty: ["director"] },
  },
};

const hssi: Place = {
  isPublic: false,
  process: "hssi",
  duties: [
    {},
    { roles: { edm: { duty: ["mo"] } } },
    onCall,
    onCall,
    { ...onCall, roles: { ...onCall.roles, manager: { duty: { core: ["cas"], out: ["mo"] } } } },
  ],
  severityLabels: numbered,
  options: ["Severity 1", "Severity 2", "Severity 3"],
  answers: {
    description: "Nobody can book",
    impact: "Bookings are lost",
    service: "booking",
    occurred: "{time}",
    "accepted-at": "{time}",
    provider: "external",
    effect: "outage",
  },
  facts: [
    "occurred {time}",
    "accepted-at {time}",
    "accepted-at {time}",
    "accepted-at in a while",
    "resolved-at {time}",
    "provider gpit",
    "provider internal",
    "effect outage",
    "extent multi-site",
    "concerns press enquiry",
    "concerns politically sensitive",
    "service-kind operational",
    "service-kind governance",
    "bau yes",
    "restoration yes",
  ],
  grades: ["impact-level 1", "urgency 2", "criticality high", "score-linked 5"],
};

const regulated = {
  answers: { discovered: "{time}", kind: "lost device", affects: "data", risk: "likely" },
  facts: [
    "discovered {time}",
    "discovered {time}",
    "discovered nobody knows",
    "kind theft",
    "kind none of these",
    "affects none of these",
    "triage near miss",
  ],
};

const told = { cto: { duty: ["ben"] }, siro: { duty: ["officer"] } };
const officer = { contacts: { officer: "Data officer" } };

const dspt: Place = {
  ...sre,
  process: "dspt",
  duties: [
    {},
    { ...officer, roles: told },
    { ...officer, roles: { ...told, manager: { duty: { core: ["mo"], out: ["cas"] } } } },
  ],
  answers: {
    description: "A laptop is gone",
    impact: "Letters of some people were on it",
    ...regulated.answers,
  },
  facts: regulated.facts,
};

const both: Place = {
  ...sre,
  process: ["dpsp", "dspt"],
  duties: [{}, { ...officer, roles: { ...told, manager: { duty: ["mo"] } } }],
  severityLabels: ["severity: p1", "severity: p2", "severity: p3", "severity: p3"],
  options: ["P1", "P2", "P3"],
  answers: {
    description: "Letters show another person's appointment",
    impact: "Some people saw it",
    ...regulated.answers,
  },
  facts: [...regulated.facts, "tier gold", "started {time}"],
  grades: ["data data lost", "adverse-impact moderate", "adverse-impact minor"],
};

const partner: Place = {
  ...sre,
  process: "nhs-login",
  duties: [{}, { roles: { manager: { duty: ["mo"] }, desk: { duty: ["dee"] } } }],
  options: hssi.options,
  answers: { description: "Nobody can sign in", impact: "Nobody can sign in", occurred: "{time}" },
  facts: ["occurred {time}", "bridge-notified {time}", "known-problem PRB12", "device mobile"],
};

/** The kinds of places by their process. */
export const places = { sre, hssi, dspt };

/** Mostly `sre` in private, and the process with the most duties. */
const drawn: readonly Place[] = [
  ...[sre, sre, sre, sre, sre, sre, { ...sre, isPublic: true }, { ...sre, isPublic: true }],
  ...[hssi, hssi, hssi, hssi, hssi, dspt, dspt, both, both, partner],
];

/** The place of a history. */
export function placeOf(chance: Chance): Place {
  return chance.of(drawn);
}

/** Its policy, with one of its ways to be on duty. */
export function policyOf({ process, duties }: Place, chance: Chance): Readonly<Record<string, unknown>> {
  const common = { attention: { fallback: ["ana"] }, teams: { payments: "acme/payments" } };
  return { extends: process, ...common, ...chance.of(duties) };
}
