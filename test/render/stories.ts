// Incidents told for the goldens of our words: each story ends with one thing that Tocsin says, as the real rules want it.
import type { Effect } from "../../src/engine/effect.ts";
import type { Values } from "../../src/engine/wanted.ts";
import { type History, incident, time } from "../engine/build.ts";

/** Something that is said: its template and its values. */
export interface Said {
  readonly template: string;
  readonly values: Values;
  /** Whom it says that it mentions; absent where it is no new comment. */
  readonly mentions?: readonly string[] | undefined;
}

/** A story by the name of its golden file, told when it is asked for. */
export type Stories = Readonly<Record<string, () => Said>>;

/** The form of the default preset, answered. */
export const outage = {
  description: "Checkout answers 502 since the last deploy",
  severity: "SEV1 — down for most users or data is lost or wrong",
  impact: "Nobody can pay by card",
  service: "payments",
};

/** The only effect of a template in a plan. Throws where there is none, or more than one. */
export function said(effects: readonly Effect[], template: string): Said {
  const found = effects.flatMap((effect) =>
    "template" in effect && effect.template === template ? [effect] : [],
  );
  const [only] = found;
  if (only === undefined || found.length > 1) {
    const all = effects.map((effect) => ("template" in effect ? effect.template : effect.kind)).join(", ");
    throw new Error(`The story wants one "${template}" but the plan has ${found.length}, among: ${all}.`);
  }
  const mentions = only.kind === "comment" ? only.mentions : undefined;
  return { template: only.template, values: only.values, mentions };
}

/** What a history says by a template when Tocsin looks. */
export function at(history: History, when: string, template: string): Said {
  return said(history.plan(when).effects, template);
}

/** A SEV1 outage that alice opened at 15:40 and that ben leads, looked at until 15:45. */
export function led(setting: Parameters<typeof incident>[0] = {}): History {
  return incident(setting)
    .opened("15:40", "alice", outage)
    .looked("15:40")
    .comment("15:44", "ben", "/role lead me")
    .looked("15:45");
}

/** The same with Tocsin away, then every fault that the card can show. */
export function troubled(): History {
  let history = led().comment("15:50", "ben", "/quiet 60m because all are on the call").looked("15:50");
  for (const minute of ["15:51", "15:53", "15:55"])
    history = history.unlabeled(minute, "ana", "status: open").looked(minute);
  // That label is wanted no more; this one is put back, and refused.
  history = history.unlabeled("15:56", "ana", "severity: 1");
  const refused = history.plan("15:56").effects.find(({ kind }) => kind === "add-label");
  return history.changed((snapshot) => ({
    ...snapshot,
    trust: "lost",
    faults: [
      {
        effect: refused?.id ?? "",
        message:
          "GitHub refused it: Resource not accessible by integration. Check that the app is installed there and may write issues",
        until: time("16:00"),
      },
    ],
    sources: {
      ...snapshot.sources,
      policy: {
        path: ".github/tocsin.yml",
        oid: unreadable,
        text: unreadable,
      },
      lastGood: snapshot.sources.policy,
    },
  }));
}

const unreadable = "extends: sre\nclocks: { update: { within: soon } }\n";
