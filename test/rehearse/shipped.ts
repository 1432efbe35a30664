// Plays the scenarios that ship, for the test files that share them out among themselves, and holds each to what is promised of all.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { type Cast, castScenario } from "../../src/rehearse/casting.ts";
import { launcher } from "../../src/rehearse/launch.ts";
import type { ScenarioReport } from "../../src/rehearse/report.ts";
import { rehearse } from "../../src/rehearse/run.ts";
import { createRenderer } from "../../src/render/render.ts";
import { templates } from "../../src/shipped/templates.ts";
import { playsAll, playsMany } from "../laws/seeds.ts";
import { untrueIn } from "./cards.ts";
import { Speech } from "./speech.ts";

const folder = new URL("../../templates/scenarios/", import.meta.url);

/** All scenarios that ship, by the names of their files. */
export const shipped: readonly string[] = readdirSync(folder).filter((file) => file.endsWith(".yml"));

/** Every so many scenarios is played twice where not all are. */
const everySo = playsMany ? 20 : 100;

/** One rehearsal, and the highest ceilings of the policies that ruled in it. */
export interface Played {
  readonly cast: Cast;
  readonly report: ScenarioReport;
  readonly most: { readonly perHour: number; readonly perDay: number };
}

/** The players of one test file. */
export class Players {
  /** What was heard in all rehearsals of these players. */
  readonly speech = new Speech();
  readonly #first = new Map<string, Promise<Played>>();
  #most = { perHour: 0, perDay: 0 };
  /** Starts what is rehearsed, and hears each of its passes. */
  readonly launch = launcher(createRenderer(templates()), (outcome) => {
    this.speech.passed(outcome);
    const { perHour = 0, perDay = 0 } = outcome.observed?.ruling?.policy.attention ?? {};
    const { perHour: hour, perDay: day } = this.#most;
    this.#most = { perHour: Math.max(hour, perHour), perDay: Math.max(day, perDay) };
  });

  /** The first rehearsal of a scenario: it is played once for all tests that look at it. */
  first(file: string): Promise<Played> {
    const played = this.#first.get(file) ?? this.#play(file);
    this.#first.set(file, played);
    return played;
  }

  /** Registers a test for each scenario: it goes as expected, within its ceilings, with a true card, and twice the same. */
  goAsExpected(files: readonly string[]): void {
    test.each(files)("%s", async (file) => {
      const { cast, report, most } = await this.first(file);
      expect(report.expect.filter((each) => !each.ok)).toEqual([]);
      expect(report.steps.filter((step) => step.why !== undefined)).toEqual([]);
      // The attention budget of every preset that ships, and nothing twice.
      const { ceilings, doubles } = report.attention;
      expect(ceilings.perHour).toBeLessThanOrEqual(most.perHour);
      expect(ceilings.perDay).toBeLessThanOrEqual(most.perDay);
      expect(untrueIn(report, cast.scenario)).toEqual([]);
      // Two servers that know nothing of each other do say things twice, and heal them.
      if (file !== "two-writers.yml") expect(doubles).toBe(0);
      if (!playsAll && shipped.indexOf(file) % everySo !== 0) return;
      const again = await this.#play(file);
      expect(JSON.stringify(again.report)).toBe(JSON.stringify(report));
    });
  }

  async #play(file: string): Promise<Played> {
    this.#most = { perHour: 0, perDay: 0 };
    const cast = castOf(file);
    const report = await rehearse(cast, this.launch);
    return { cast, report, most: this.#most };
  }
}

function castOf(file: string): Cast {
  const casting = castScenario(file, readFileSync(new URL(file, folder), "utf8"), {
    directory: fileURLToPath(folder),
  });
  if (casting.kind === "faulty") throw new Error(JSON.stringify(casting.problems, null, 2));
  return casting.cast;
}
