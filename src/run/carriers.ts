// How a plan is brought about: GitHub's effects by the writer, in one document, then each that leaves GitHub by its carrier.
import { type CarrierReport, carrierOf, isLeaving, type Reach } from "../engine/delivery.ts";
import type { Effect, GithubEffect, Leaving, Plan } from "../engine/effect.ts";
import type { Duration } from "../engine/instant.ts";
import { MINUTE } from "../engine/instant.ts";
import type { IssueRef } from "../engine/snapshot.ts";
import type { Renderer } from "../render/render.ts";
import type { Applied, Carrier, Clock } from "../world.ts";
import { reasonOf } from "./log.ts";

/** Carries plans out and remembers what carriers said. */
export interface Carriers {
  /** What this host can carry. */
  readonly can: Reach["can"];
  /** What carriers said of a key's effects, which its ledger may not show yet. */
  reports(key: IssueRef): Reach["reports"];
  /** GitHub's part first, by `github`: what is not on record there does not leave. */
  carry(
    key: IssueRef,
    plan: Plan,
    github: (effects: readonly GithubEffect[]) => Promise<Applied>,
  ): Promise<Applied>;
}

/** What carrying takes. */
export interface CarriersOptions {
  readonly clock: Pick<Clock, "now">;
  readonly render: Renderer;
  /** Carriers beyond GitHub that this host has set up. */
  readonly beyond: readonly Carrier[];
}

/** Longer than any ledger takes to show what was reported. */
const kept: Duration = 60 * MINUTE;

/** The carriers of one process. */
export function createCarriers(options: CarriersOptions): Carriers {
  const { clock, beyond } = options;
  const reports = new Map<IssueRef, Map<string, CarrierReport>>();
  return {
    can: new Set(["github", ...beyond.map(({ name }) => name)]),
    reports(key) {
      const known = reports.get(key);
      for (const [id, { at }] of known ?? []) if (at < clock.now() - kept) known?.delete(id);
      return Object.fromEntries(known ?? []);
    },
    async carry(key, plan, github) {
      const applied = await github(plan.effects.filter(isGithub));
      const leaving = plan.effects.filter(isLeaving);
      // The card says that it is about to leave; where that could not be written it waits for the next pass.
      const isRecorded = applied.written.some(({ kind }) => kind === "card");
      if (leaving.length === 0) return applied;
      if (!isRecorded) return { ...applied, again: true };
      const reported = await Promise.all(leaving.map((effect) => hand(effect, options)));
      const its = reports.get(key) ?? new Map<string, CarrierReport>();
      reports.set(key, its);
      for (const [index, report] of reported.entries()) its.set(leaving[index]?.id ?? "", report);
      const sent = leaving.filter((_effect, index) => reported[index]?.state === "sent");
      // What became of it is put on record by the next pass, which starts at once.
      return { ...applied, written: [...applied.written, ...sent], again: true };
    },
  };
}

/** Hands one effect to its carrier. A carrier that throws said nothing: it is not known whether it went out. */
async function hand(effect: Leaving, { beyond, render, clock }: CarriersOptions): Promise<CarrierReport> {
  const carrier = beyond.find(({ name }) => name === carrierOf(effect));
  if (carrier === undefined) throw new RangeError(`${effect.id} has no carrier here: ${carrierOf(effect)}.`);
  try {
    const said = await carrier.carry(effect, render(effect.template, effect.values));
    return { ...said, at: clock.now() };
  } catch (error) {
    return { state: "unclear", because: reasonOf(error), at: clock.now() };
  }
}

/** Everything that goes to GitHub. */
function isGithub(effect: Effect): effect is GithubEffect {
  return !isLeaving(effect);
}
