// How a plan is brought about: GitHub's effects by the writer, in one document, then each that leaves GitHub by its carrier.
import { type CarrierReport, carrierOf, isLeaving, type Reach } from "../engine/delivery.ts";
import type { Effect, GithubEffect } from "../engine/effect.ts";
import type { Duration } from "../engine/instant.ts";
import { MINUTE, SECOND } from "../engine/instant.ts";
import { repositoryOf } from "../engine/issue-ref.ts";
import type { Leaving } from "../engine/leaving.ts";
import type { Plan } from "../engine/plan.ts";
import type { IssueRef } from "../engine/snapshot.ts";
import type { Renderer } from "../render/render.ts";
import type { Applied, Carrier, Clock } from "../world.ts";
import { reasonOf } from "./log.ts";

/** Carries plans out and remembers what carriers said. */
export interface Carriers {
  /** What this host can carry for a repository. */
  reachOf(repository: string): Omit<Reach, "reports">;
  /** What is known here of a key's effects, which its ledger may not show yet. */
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
  readonly clock: Pick<Clock, "now" | "after">;
  readonly render: Renderer;
  /** Carriers beyond GitHub that this host has set up. */
  readonly beyond: readonly Carrier[];
  /** Told of a key of which a carrier answered after nobody waited any more: it is looked at again. */
  readonly late: (key: IssueRef) => void;
}

/** Longer than any ledger takes to show what was reported. */
const kept: Duration = 60 * MINUTE;
/** So long a pass waits for a carrier; whoever hangs holds nothing else up. */
export const patience: Duration = 10 * SECOND;
/** A carrier's reason may be a page of HTML; the ledger has room for a sentence. */
const longestReason = 300;

/** The carriers of one process. */
export function createCarriers(options: CarriersOptions): Carriers {
  const { clock, beyond, late } = options;
  const reports = new Map<IssueRef, Map<string, CarrierReport>>();
  const reportsOf = (key: IssueRef): Map<string, CarrierReport> => {
    const its = reports.get(key) ?? new Map<string, CarrierReport>();
    reports.set(key, its);
    return its;
  };
  /** Hands one effect over; the answer is whether its report came while the pass waited for it. */
  const hand = async (key: IssueRef, effect: Leaving, attempt: number): Promise<boolean> => {
    const carrier = carrierOf(effect);
    const its = reportsOf(key);
    const report = (what: Pick<CarrierReport, "state" | "because" | "receipt" | "made">): void => {
      its.set(effect.id, { carrier, attempt, at: clock.now(), ...what });
    };
    // Before anything leaves: a pass that reads an older ledger meanwhile does not send it again.
    report({ state: "sending" });
    let waits = true;
    const answered = answerOf(effect, { key, attempt }, options).then((said) => {
      report(said);
      if (!waits) late(key);
      return true;
    });
    const inTime = await within(patience, answered, clock);
    waits = false;
    return inTime;
  };
  return {
    reachOf(repository) {
      const serving = beyond.filter((one) => one.serves(repository));
      const looking = serving.filter(({ looksUp }) => looksUp);
      return {
        can: new Set(["github", ...serving.map(({ name }) => name)]),
        looksUp: new Set(looking.map(({ name }) => name)),
        heads: new Map(serving.map(({ name, heads = new Map() }) => [name.replace(/^channel:/, ""), heads])),
      };
    },
    reports(key) {
      const known = reports.get(key);
      for (const [id, { state, at }] of known ?? [])
        if (state !== "sending" && at < clock.now() - kept) known?.delete(id);
      if (known?.size === 0) reports.delete(key);
      return new Map(known);
    },
    async carry(key, plan, github) {
      const applied = await github(plan.effects.filter(isGithub));
      const leaving = plan.effects.filter(isLeaving);
      // The card says that it is about to leave; where that could not be written it waits for the next pass.
      const card = applied.written.find((effect) => effect.kind === "card");
      if (leaving.length === 0) return applied;
      if (card === undefined) return { ...applied, again: true };
      const attempts = card.ledger.deliveries;
      const inTime = await Promise.all(
        leaving.map((effect) => hand(key, effect, attempts?.get(effect.id)?.attempts ?? 1)),
      );
      const its = reportsOf(key);
      const sent = leaving.filter(({ id }) => its.get(id)?.state === "sent");
      const refused = leaving.flatMap((effect) => {
        const { state, because = "" } = its.get(effect.id) ?? {};
        return state === "failed" ? [{ effect, message: because }] : [];
      });
      // What became of it is put on record by the next pass, which starts at once.
      return {
        ...applied,
        written: [...applied.written, ...sent],
        refused,
        again: applied.again || inTime.includes(true),
      };
    },
  };
}

/** A carrier that throws said nothing: it is not known whether it went out. */
async function answerOf(
  effect: Leaving,
  { key, attempt }: { readonly key: IssueRef; readonly attempt: number },
  { beyond, render }: CarriersOptions,
): Promise<Pick<CarrierReport, "state" | "because" | "receipt" | "made">> {
  const carrier = beyond.find((one) => one.name === carrierOf(effect) && one.serves(repositoryOf(key)));
  if (carrier === undefined) throw new RangeError(`${effect.id} has no carrier here: ${carrierOf(effect)}.`);
  let text: string;
  try {
    // A document is read on GitHub, as Markdown.
    text = render(effect.template, effect.values, effect.kind === "document" ? "github" : "plain");
  } catch (error) {
    return { state: "failed", because: cut(reasonOf(error)) };
  }
  try {
    const said = await carrier.carry(effect, text, attempt);
    return "because" in said ? { ...said, because: cut(said.because) } : said;
  } catch (error) {
    return { state: "unclear", because: cut(reasonOf(error)) };
  }
}

const cut = (reason: string): string =>
  reason.length <= longestReason ? reason : `${reason.slice(0, longestReason).toWellFormed()}…`;

/** The answer, or `false` where it takes longer. */
function within(wait: Duration, answer: Promise<boolean>, clock: CarriersOptions["clock"]): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(wait, () => resolve(false));
    answer.then(resolve, reject).finally(cancel);
  });
}

/** Everything that goes to GitHub. */
function isGithub(effect: Effect): effect is GithubEffect {
  return !isLeaving(effect);
}
