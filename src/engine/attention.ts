// The attention budget: how many comments an incident may still write, and when it may write again.
import type { Instant } from "./instant.ts";
import { DAY, HOUR } from "./instant.ts";
import type { Situation } from "./situation.ts";

/** `send`: there is room, for so many more. `line`: only for the one line that says the ceiling is reached. `wait`: nothing before `until`. */
export type Allowance =
  | { readonly kind: "send"; readonly left: number }
  | { readonly kind: "line"; readonly until: Instant }
  | { readonly kind: "wait"; readonly until: Instant };

/** Kinds of markers whose comments are answers to commands, which the ceiling does not count. */
const answers = new Set(["answer"]);

/** What the budget is worked out from. */
export type Budgeted = Pick<Situation, "snapshot" | "incident" | "ruling" | "now">;

/** May the incident write one more comment now? Counts the card, questions, reminders and the line itself. */
export function allowance(here: Budgeted): Allowance {
  const { attention } = here.ruling.policy;
  const written = sentAt(here);
  const windows = [
    { span: HOUR, most: attention.perHour },
    { span: DAY, most: attention.perDay },
  ];
  let result: Allowance = { kind: "send", left: Number.POSITIVE_INFINITY };
  for (const { span, most } of windows) {
    const within = written.filter((one) => one.at > here.now - span);
    if (within.length >= most)
      return { kind: "wait", until: (within[within.length - most]?.at ?? here.now) + span };
    if (within.length === most - 1 && !within.some((one) => one.line)) {
      result = { kind: "line", until: (within[0]?.at ?? here.now) + span };
    }
    if (result.kind === "send") result = { kind: "send", left: Math.min(result.left, most - within.length) };
  }
  return result;
}

/** When our counted comments were written, oldest first; deleted ones count by the ledger. */
function sentAt(here: Budgeted): readonly { readonly at: Instant; readonly line: boolean }[] {
  const shown = here.incident.own
    .filter((own) => !own.markers.some((marker) => answers.has(marker.kind)))
    .map((own) => ({ at: own.item.at, line: own.markers.some((marker) => marker.kind === "ceiling") }));
  const seen = new Set(here.incident.own.flatMap((own) => own.markers.flatMap((marker) => marker.words)));
  const gone = Object.entries(here.snapshot.ledger?.sent ?? {})
    .filter(([id]) => !seen.has(id) && !id.startsWith("answer/"))
    .map(([id, at]) => ({ at, line: id.startsWith("ceiling/") }));
  return [...shown, ...gone, ...unseen(here)].toSorted((one, other) => one.at - other.at);
}

const kinds: ReadonlySet<string> = new Set(["card", "ask", "escalate", "shift", "ceiling", "stranger"]);

/** What was written a moment ago and can't be read yet counts as just now. */
function unseen({ snapshot, incident, ruling, now }: Budgeted): ReturnType<typeof sentAt> {
  const comments = new Set(incident.own.map(({ item }) => item.id));
  const speaks = (kind: string): boolean =>
    kinds.has(kind) || ruling.policy.clocks.some(({ name }) => name === kind);
  return Object.entries(snapshot.recent)
    .filter(([id, node]) => speaks(id.split("/")[0] ?? "") && !comments.has(node))
    .filter(([id]) => snapshot.ledger?.sent[id] === undefined)
    .map(([id]) => ({ at: now, line: id.startsWith("ceiling/") }));
}
