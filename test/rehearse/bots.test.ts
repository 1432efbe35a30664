// A scenario may have bots: their acts are as on GitHub, where a bot that the policy does not list is nobody.
import { describe, expect, test } from "vitest";
import { castScenario } from "../../src/rehearse/casting.ts";
import { launcher } from "../../src/rehearse/launch.ts";
import { rehearse } from "../../src/rehearse/run.ts";
import { createRenderer } from "../../src/render/render.ts";
import { templates } from "../../src/shipped/templates.ts";

const launch = launcher(createRenderer(templates()));

async function play(text: string) {
  const casting = castScenario("story.yml", text, { directory: "." });
  if (casting.kind === "faulty") throw new Error(JSON.stringify(casting.problems));
  return rehearse(casting.cast, launch);
}

describe("a bot in a rehearsal", () => {
  const opening = (login: string) =>
    `steps:\n  - { at: +0m, by: "${login}", open: { title: Down, labels: [incident] }, as: inc }\n`;
  const people = 'people: { ben: write, "pager[bot]": bot, "github-actions[bot]": write }\n';
  const scenario = (policy: string, login: string) =>
    `title: A monitor opens it\npolicy: ${policy}\n${people}${opening(login)}`;

  test.each(["pager[bot]", "github-actions[bot]"])(
    "%s is one as on GitHub: the policy of sre leaves what it opens alone",
    async (login) => {
      const { transcript } = await play(scenario("sre", login));
      expect(transcript.filter(({ by }) => by !== login)).toEqual([]);
      expect(transcript[0]).toMatchObject({ by: login, did: "created-issue" });
    },
  );

  test.each([
    ["a server", "server"],
    ["the Action, which acts by that very account", "{ action: { every: 15m } }"],
    ["both", "{ server: {}, action: { every: 15m } }"],
  ])(
    "may be the job's own beside %s: as a bot, by a role, by one that comes later, in whatever case",
    async (_what, host) => {
      for (const named of [
        "people: { ana: write, 'github-actions[bot]': bot }",
        "people: { ana: write, 'GitHub-Actions[bot]': none }",
      ]) {
        const login = /'(.*)'/.exec(named)?.[1] ?? "";
        const steps = `steps:
  - { at: +0m, by: "${login}", open: { form: incident, title: Down }, as: inc }
  - { at: +1m, by: ana, on: inc, label: { add: [incident] } }
  - { at: +2m, by: "${login}", on: inc, comment: "/severity 1" }
  - { at: +3m, role: { "${login}": triage } }
  - { at: +90m, sweep: true }
`;
        const { ok, transcript } = await play(
          `title: A job reports\npolicy: sre\nhost: ${host}\n${named}\n${steps}`,
        );
        expect(ok).toBe(true);
        expect(
          transcript.filter(({ did, text }) => did === "commented" && text === "/severity 1"),
        ).toHaveLength(1);
      }
    },
  );

  test("that the policy lists is a reporter", async () => {
    const policy = "{ extends: sre, incidents: { bots: ['pager[bot]'] } }";
    const { transcript } = await play(scenario(policy, "pager[bot]"));
    expect(transcript.filter(({ did }) => did === "commented")).not.toEqual([]);
  });

  test("has a login that says so", () => {
    const text = `title: A\npolicy: sre\npeople: { pager: bot }\n${opening("pager")}`;
    expect(castScenario("story.yml", text, { directory: "." })).toMatchObject({
      kind: "faulty",
      problems: [{ message: 'a bot\'s login ends in [bot]; write "pager[bot]"' }],
    });
  });
});

test.each([
  [
    "people: { acme: write }",
    "people.acme acme is the organization that owns acme/incidents; people have other logins",
  ],
  [
    "people: { Acme: none }",
    "people.Acme Acme is the organization that owns acme/incidents; people have other logins",
  ],
  ["people: { ana: write, Ana: none }", "people.Ana Ana is ana on GitHub; write one of them"],
  [
    "people: { ana: write, 'pager[bot]': bot, 'Pager[bot]': bot }",
    "people.Pager[bot] Pager[bot] is pager[bot] on GitHub; write one of them",
  ],
  [
    "repos: [acme/incidents, Acme/Incidents]",
    "repos[1] Acme/Incidents is acme/incidents on GitHub; write one of them",
  ],
])("a name that GitHub gives once is told in the file: %s", (names, told) => {
  const text = `title: A\npolicy: sre\n${names}\nsteps:\n  - { at: +0m, sweep: true }\n`;
  const casting = castScenario("story.yml", text, { directory: "." });
  if (casting.kind !== "faulty") throw new Error("this was taken for a scenario");
  expect(casting.problems.map(({ path, message }) => `${path} ${message}`)).toEqual([told]);
});

test("so is one that only a later role names", () => {
  const steps = "steps:\n  - { at: +1m, role: { acme: write } }\n  - { at: +2m, role: { Ana: write } }\n";
  const casting = castScenario("story.yml", `title: A\npolicy: sre\npeople: { ana: write }\n${steps}`, {
    directory: ".",
  });
  if (casting.kind !== "faulty") throw new Error("this was taken for a scenario");
  expect(casting.problems.map(({ line }) => line)).toEqual([5, 6]);
});
