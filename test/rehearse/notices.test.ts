// Notices over whole hosts: whoever writes and whenever somebody lets them go, each leaves once by each channel, and none is lost.
import { describe, expect, test } from "vitest";
import { castScenario } from "../../src/rehearse/casting.ts";
import { launcher } from "../../src/rehearse/launch.ts";
import type { ScenarioReport } from "../../src/rehearse/report.ts";
import { rehearse } from "../../src/rehearse/run.ts";
import { createRenderer } from "../../src/render/render.ts";
import { templates } from "../../src/shipped/templates.ts";
import { playsMany } from "../laws/seeds.ts";

const launch = launcher(createRenderer(templates()));
const beside = "host: { server: {}, action: { every: 15m, grace: 10m } }\n";

/** Plays an incident with a notice that ben lets go at `sent`; `steps` are further ones. */
async function play(sent: string, { host = "", steps = "", until = "+2h" } = {}): Promise<ScenarioReport> {
  const text = `title: A story
people: { ana: write, ben: write }
policy:
  extends: sre
  incidents: { authors: [tocsin, github-actions] }
  roles: { comms: { duty: [ben] } }
  audiences: { public: { channels: [email, slack] } }
channels: { email: {}, slack: { looks-up: true } }
${host}steps:
  - { at: +0m, by: ana, open: { form: incident, title: Payments down, fields: { severity: SEV1, impact: Nobody can pay } }, as: inc }
${steps}  - { at: ${sent}, by: ben, on: inc, tick: "Send notice 1 as it stands" }
expect: [{ at: ${until}, issue: { count: 1 } }]
`;
  const casting = castScenario("story.yml", text, { directory: "." });
  if (casting.kind === "faulty") throw new Error(JSON.stringify(casting.problems));
  return rehearse(casting.cast, launch);
}

/** By which channel each notice arrived, and who sent it: `email tocsin[bot]`. */
const arrived = ({ transcript }: ScenarioReport): readonly string[] =>
  transcript
    .filter(({ did }) => did === "notified")
    .map(({ by, text }) => `${text.split(" ")[0]} ${by}`)
    .sort();
const once = (who: string): readonly string[] => ["email", "slack"].map((name) => `${name} ${who}`);

const server = "tocsin[bot]";
const action = "github-actions[bot]";

describe("what is let go leaves once by each channel", () => {
  test.each([
    ["by a server", "", server],
    ["by the Action alone, which has the channels too", "host: { action: { every: 15m } }\n", action],
    ["by a server beside an Action that has the same", beside, server],
  ])("%s", async (_, host, who) => {
    expect(arrived(await play("+5m", { host }))).toEqual(once(who));
  });

  // The Action looks at +15m, +30m and +45m.
  test.runIf(playsMany).each(["+14m59s", "+15m", "+15m10s", "+30m"])(
    "let go at %s, whatever the channels take for their answer",
    async (sent) => {
      for (const hang of ["5s", "12m"]) {
        const steps = `  - { at: +1m, channels: { email: { hang: ${hang} }, slack: { hang: ${hang} } } }\n`;
        expect([hang, ...arrived(await play(sent, { host: beside, steps }))]).toEqual([
          hang,
          ...once(server),
        ]);
      }
    },
  );

  test.runIf(playsMany)("where reads lag behind by some seconds", async () => {
    const steps = "  - { at: +1m, reads: { lag: 4s } }\n";
    for (const sent of ["+14m57s", "+15m"])
      expect(arrived(await play(sent, { host: beside, steps }))).toEqual(once(server));
  });
});

describe.runIf(playsMany)("beside a server that is down", () => {
  test("the Action sends what waits for longer than its grace, and the server sends it no more", async () => {
    const steps = "  - { at: +16m, app: stop }\n  - { at: +60m, app: start }\n";
    expect(arrived(await play("+17m", { host: beside, steps }))).toEqual(once(action));
  });

  // It comes back just as the Action looks, before and after.
  test.each(["+29m55s", "+30m", "+30m5s"])("that is back at %s one of them sends it", async (back) => {
    const steps = `  - { at: +16m, app: stop }\n  - { at: ${back}, app: start }\n`;
    const sent = arrived(await play("+17m", { host: beside, steps }));
    expect(sent.map((one) => one.split(" ")[0])).toEqual(["email", "slack"]);
  });

  test("and had handed it on as it went down, nobody sends it again by themselves but where it can be looked up", async () => {
    const steps =
      "  - { at: +1m, channels: { email: { hang: 5m }, slack: { hang: 5m } } }\n  - { at: +17m10s, app: stop }\n  - { at: +60m, app: start }\n";
    const report = await play("+17m", { host: beside, steps });
    expect(arrived(report)).toEqual(once(server));
    expect(report.ok).toBe(true);
  });
});

test.runIf(playsMany)(
  "what a channel refuses for half an hour is tried by the server alone, and arrives once",
  async () => {
    const steps =
      "  - { at: +1m, channels: { email: { fail: 1 }, slack: { fail: 1 } } }\n  - { at: +32m, channels: {} }\n";
    expect(arrived(await play("+5m", { host: beside, steps }))).toEqual(once(server));
  },
);
