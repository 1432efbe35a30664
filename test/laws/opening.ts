// How the incidents of random histories begin: by the form with more or less in it, or by hand with labels in either order.
import type { StepWords } from "../../src/rehearse/schema.ts";
import type { Chance } from "./chance.ts";
import type { Timed } from "./history.ts";

/** One incident while its history is drawn: what people know of it without looking at anything that Tocsin wrote. */
export interface Case {
  readonly alias: string;
  readonly place: "sre" | "public" | "hssi";
  /** The start of the whole history. */
  readonly start: number;
  readonly chance: Chance;
  readonly byForm: boolean;
  readonly opener: string;
  /** Labels of severity and status that were given, set or implied: nobody puts those on, since Tocsin may have. */
  readonly touched: Set<string>;
  /** Labels that people put on and that still stand for what was said last, by kind. */
  readonly last: Map<"severity" | "status", string>;
  /** Other people's labels that are on. */
  readonly foreign: Set<string>;
  /** Is the issue open, as far as people have closed and opened it? */
  open: boolean;
  /** Somebody said that it is closed: Tocsin closes the issue then, so nobody opens or closes it after that. */
  told: boolean;
  /** The incident's label is on by people's own hands, and nothing was said that lets Tocsin move it. */
  labelled: boolean;
}

interface Start {
  readonly alias: string;
  readonly place: Case["place"];
  readonly start: number;
  readonly chance: Chance;
}

/** A case that nobody has opened yet. */
export function newCase({ alias, place, start, chance }: Start): Case {
  const openers =
    place === "public" ? ["ana", "cas", "ben", "dee", "eve", "eve"] : ["ana", "cas", "ben", "dee"];
  return {
    alias,
    place,
    start,
    chance,
    byForm: chance.is(0.7),
    opener: chance.of(openers),
    touched: new Set(["status: open"]),
    last: new Map(),
    foreign: new Set(),
    open: true,
    told: false,
    labelled: true,
  };
}

const titles = ["Payments down", "Checkout is slow", "Letters to the wrong address", "Certificate expired"];

/** The steps that open it. */
export function opening(one: Case, after: number): readonly Timed[] {
  return one.byForm ? formOpening(one, after) : handOpening(one, after);
}

function formOpening(one: Case, after: number): readonly Timed[] {
  const { chance, alias, opener } = one;
  const fields: Record<string, string> = {};
  const severity = chance.of(["1", "2", "3", "4", ""]);
  if (severity !== "") {
    fields.severity = one.place === "hssi" ? severityOption(severity) : `SEV${severity}`;
    one.touched.add(`severity: ${severity}`);
  }
  for (const [field, text] of Object.entries(answers(one.place))) if (chance.is(0.5)) fields[field] = text;
  const open = { form: "incident", title: `${chance.of(titles)} ${alias}`, fields };
  return [{ after, words: { by: opener, open, as: alias } }];
}

const severityOption = (severity: string): string => `Severity ${severity}`;

function answers(place: Case["place"]): Readonly<Record<string, string>> {
  if (place === "hssi")
    return { description: "Nobody can book", impact: "Bookings are lost", service: "booking" };
  return {
    description: "Errors since the deploy",
    impact: "Nobody can pay by card",
    service: "payments",
    users: "5000",
    started: "2025-04-01 08:00 UTC",
  };
}

/** With the incident's label at once or a moment later, before or after one of a severity. */
function handOpening(one: Case, after: number): readonly Timed[] {
  const { chance, alias } = one;
  const by = one.place === "public" ? one.opener : "ana";
  const severity = chance.of(["severity: 1", "severity: 2", "severity: 3", ""]);
  const labels = chance.is(0.5) ? ["incident", severity] : [severity, "incident"];
  const given = labels.filter((name) => name !== "");
  if (severity !== "") {
    one.touched.add(severity);
    one.last.set("severity", severity);
  }
  const title = `${chance.of(titles)} ${alias}`;
  const body = chance.of(["", "All is red.", "### Impact\n\nNobody can pay"]);
  if (chance.is(0.5)) return [step(after, { by, open: { title, body, labels: given }, as: alias })];
  return [
    step(after, { by, open: { title, body }, as: alias }),
    ...given.map((name, index) =>
      step(after + 1 + index * chance.whole(0, 300), { by: "ana", on: alias, label: { add: [name] } }),
    ),
  ];
}

/** A step at a second from the start. */
export function step(after: number, words: Omit<StepWords, "at">): Timed {
  return { after, words };
}
