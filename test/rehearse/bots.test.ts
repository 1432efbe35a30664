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
