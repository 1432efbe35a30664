// How the incidents of random histories begin: by the form with more or less in it, or by hand with labels in either order.
import type { StepWords } from "../../src/rehearse/schema/step.ts";
import type { Chance } from "./chance.ts";
import type { Timed } from "./history.ts";
import type { Place } from "./place.ts";

/** One incident while its history is drawn: what people know of it without looking at anything that Tocsin wrote. */
export interface Case {
  readonly alias: string;
  readonly place: Place;
  /** The start of the whole history. */
  readonly start: number;
  readonly chance: Chance;
  readonly byForm: boolean;
  readonly opener: string;
  /** Labels of severity, status and flags that were given, set or implied: nobody puts those on, since Tocsin may have. */
  readonly touched: Set<string>;
  /** Labels that people put on and that still stand for what was said last, by kind. */
  readonly last: Map<"severity" | "status" | "flag", string>;
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
  readonly place: Place;
  readonly start: number;
  readonly chance: Chance;
}

/** A case that nobody has opened yet. */
export function newCase({ alias, place, start, chance }: Start): Case {
  const openers = place.isPublic ? ["ana", "cas", "ben", "dee", "eve", "eve"] : ["ana", "cas", "ben", "dee"];
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
  const { chance, alias, opener, place } = one;
  const fields: Record<string, string> = {};
  const severity = chance.of([0, 1, 2, 3]);
  if (severity < place.options.length) {
    fields.severity = place.options[severity] ?? "";
    one.touched.add(place.severityLabels[severity] ?? "");
  }
  for (const [field, text] of Object.entries(place.answers))
    if (chance.is(0.5)) fields[field] = text.replace("{time}", momentBefore(one, after));
  const open = { form: "incident", title: `${chance.of(titles)} ${alias}`, fields };
  return [{ after, words: { by: opener, open, as: alias } }];
}

/** Up to five hours before, with its day, as a form asks for it. */
function momentBefore({ start, chance }: Case, after: number): string {
  const at = start + (after - chance.of([120, 900, chance.whole(60, 18_000)])) * 1000;
  return `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** With the incident's label at once or a moment later, before or after one of a severity. */
function handOpening(one: Case, after: number): readonly Timed[] {
  const { chance, alias } = one;
  const by = one.place.isPublic ? one.opener : "ana";
  const severity = chance.of([...one.place.severityLabels.slice(0, 3), ""]);
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
