// What a scenario does differently under two policies, as it is told.
import { describe, expect, test } from "vitest";
import { type LoadedText, playBoth, suits } from "../../src/diff/play.ts";
import type { Story } from "../../src/diff/stories.ts";
import { launcher } from "../../src/rehearse/launch.ts";
import { createRenderer } from "../../src/render/render.ts";
import { templates } from "../../src/shipped/templates.ts";
import { policyOf } from "./policies.ts";

const launch = launcher(createRenderer(templates()));

const STORY = `title: Nobody answers
policy: sre
people: { ana: write, ben: write }
steps:
  - { at: +0m, by: ana, open: { form: incident, title: Down, fields: { severity: SEV1, impact: Nobody can pay } }, as: inc }
  - { at: +3h, by: ana, on: inc, comment: "/resolve" }
  - { at: +3h10m, by: ana, on: inc, close: completed }
expect:
  - { at: +66m, on: inc, comment: { by: app, matches: "overdue since.*: ", count: 1 } }
  - { at: +4h, on: inc, state: closed }
`;

const given = (text: string): LoadedText => ({ file: "policy.yml", text, policy: policyOf(text) });

async function play(before: string, after: string): Promise<Story> {
  const scenario = { file: "story.yml", text: STORY, directory: "." };
  const played = await playBoth(scenario, [given(before), given(after)], launch);
  if (played.kind === "faulty") throw new Error(JSON.stringify(played.problems));
  return played.story;
}

const SRE = "extends: sre\n";

describe("a scenario under two policies", () => {
  test("goes alike where nothing differs, and where only what it never meets does", async () => {
    const story = await play(SRE, "extends: sre\nclocks: { update: { within: { sev2: 10m } } }\n");
    expect(story).toEqual({
      file: "story.yml",
      title: "Nobody answers",
      same: true,
      differences: [],
      broken: [],
      mended: [],
    });
  });

  test("says by how much reminders come later, and what no longer holds", async () => {
    const story = await play(SRE, "extends: sre\nclocks: { update: { within: { sev1: 100m } } }\n");
    expect(story.differences.map(({ how, what, words }) => [how, what, words])).toEqual([
      [
        "later",
        "update",
        "The reminders of the update on acme/incidents#1 come 40 minutes later, at +1:30, +1:45, +2:00 and +2:40 instead of at +0:50, +1:05, +1:20 and +2:00.",
      ],
      [
        "later",
        "label",
        "Putting on the label “overdue” on acme/incidents#1 comes 40 minutes later, at +1:40 instead of at +1:00.",
      ],
    ]);
    expect(story.broken.map(({ line }) => line)).toEqual([9]);
    expect(story.broken[0]?.why).toContain("found none");
    expect(story.same).toBe(false);
  });

  test("is played by policies that leave older issues alone or only watch as if they were at work", async () => {
    const quiet = "extends: sre\nincidents: { since: 2040-01-01, mode: watch }\n";
    const story = await play(quiet, `${quiet}clocks: { update: { within: { sev1: 100m } } }\n`);
    expect(story.differences.map(({ how, what }) => [how, what])).toEqual([
      ["later", "update"],
      ["later", "label"],
    ]);
  });

  test("says who is asked instead, and what there is more of or less", async () => {
    const story = await play(
      SRE,
      "extends: sre\nroles: { lead: { duty: ben } }\nclocks: { update: { overdue: { after: [5m, 20m], then: escalate } } }\nretro: { severities: [sev2] }\n",
    );
    expect(story.differences.map(({ how, words }) => [how, words])).toEqual([
      [
        "fewer",
        "3 instead of 4: the reminders of the update on acme/incidents#1, at +0:50, +1:05 and +1:20 instead of at +0:50, +1:05, +1:20 and +2:00.",
      ],
      ["asked", "The reminders of the update on acme/incidents#1: ben is asked instead of ana."],
      [
        "missing",
        "Not any more: putting on the label “incident: follow-up” on acme/incidents#1, before at +3:10.",
      ],
      ["missing", "Not any more: the review on acme/incidents#2, before at +3:10."],
    ]);
    const asked = await play(SRE, "extends: sre\nroles: { lead: { duty: ben } }\n");
    expect(asked.differences.map(({ how, words }) => [how, words])).toEqual([
      ["asked", "The reminders of the update on acme/incidents#1: ben is asked instead of ana."],
    ]);
  });

  test("takes a label that is called otherwise for the same label", async () => {
    const story = await play(SRE, "extends: sre\nseverities: { sev1: { label: P1 } }\n");
    expect(story.same).toBe(true);
  });

  test("has its order: what held before and not after the other way round holds now", async () => {
    const later = "extends: sre\nclocks: { update: { within: { sev1: 100m } } }\n";
    const story = await play(later, SRE);
    expect(story.differences.map(({ how }) => how)).toEqual(["earlier", "earlier"]);
    expect(story.mended.map(({ line }) => line)).toEqual([9]);
    expect(story.broken).toEqual([]);
  });
});

describe("a scenario suits two policies", () => {
  const sre = [policyOf(SRE)];
  const suitsSre = (text: string): boolean => suits({ file: "story.yml", text, directory: "." }, sre);

  test("where it is about a preset that either stands on", () => {
    expect(suitsSre(STORY)).toBe(true);
    expect(suitsSre(STORY.replace("policy: sre", "policy: { extends: sre, teams: { a: acme/a } }"))).toBe(
      true,
    );
    expect(suitsSre(STORY.replace("policy: sre", "policy: hssi"))).toBe(false);
    expect(suitsSre(STORY.replace("policy: sre", "policy: null"))).toBe(false);
  });

  test("but not where it tries the platform, where chance decides what happens when", () => {
    expect(suitsSre(STORY.replace("expect:", "  - { at: +4h, webhooks: { drop: 0.5 } }\nexpect:"))).toBe(
      false,
    );
    expect(suitsSre(`host: { server: { replicas: 2 } }\n${STORY}`)).toBe(false);
    expect(suitsSre(`host: action\n${STORY}`)).toBe(true);
  });

  test("nor where it changes the policy on its way", () => {
    const commit = (path: string) =>
      `  - { at: +4h, commit: { repo: acme/incidents, path: ${path}, text: "extends: sre" } }\nexpect:`;
    expect(suitsSre(STORY.replace("expect:", commit(".github/tocsin.yml")))).toBe(false);
    expect(suitsSre(STORY.replace("expect:", commit("README.md")))).toBe(true);
  });
});
