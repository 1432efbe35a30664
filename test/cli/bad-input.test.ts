// Bad input to notices, each of its kinds: refused with its place and what to do; at run time nothing is sent, and the card says why.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { setUpChannels } from "../../src/channels/all.ts";
import { clock } from "../channels/stage.ts";
import { incident } from "../engine/build.ts";
import { emptyFolder } from "../folder.ts";
import { run } from "./terminal.ts";

const audience = (more: string): string => `extends: sre
audiences:
  public: ${more}
`;

/** What can't stand in a policy, with what is said of it. */
const policies: readonly (readonly [what: string, text: string, line: number, said: RegExp])[] = [
  [
    "a secret that is not allowed",
    audience("{ channels: [PRIVATE_KEY] }"),
    3,
    /is no name of a channel; write what the operator calls it.*TOCSIN_CHANNEL_EMAIL.*never in a policy/,
  ],
  [
    "another team's secret by its variable",
    audience("{ channels: [TOCSIN_CHANNEL_SLACK] }"),
    3,
    /is no name of a channel/,
  ],
  [
    "a URL",
    audience('{ channels: ["https://hooks.slack.com/services/T0/B0/x"] }'),
    3,
    /is no name of a channel.*Addresses, numbers and other secrets stand in the operator's secret/,
  ],
  [
    "a URL in place of addresses",
    audience("{ channels: [email], to: https://acme.example/people }"),
    3,
    /Unknown key to/,
  ],
  [
    "an audience that nobody is in",
    audience("{ channels: [] }"),
    3,
    /Nobody is in the audience public: it has no channel.*List them under channels/,
  ],
];

const words: readonly (readonly [what: string, text: string, said: RegExp])[] = [
  ["a variable that is not there", "{{ fields.impact }} {{ nobody }}", /There is no nobody here/],
  ["a tag that is not there", "{% include 'secrets' %}", /There is no tag include here/],
];

function directoryWith(files: Readonly<Record<string, string>>): string {
  const cwd = emptyFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
  return cwd;
}

const site =
  "extends: sre\nsite: { title: Acme status }\naudiences: { public: { channels: [status, teams, mail] } }\n";
const outage = {
  description: "db1 is on fire",
  severity: "SEV1 — down for most users or data is lost or wrong",
  impact: "Nobody can pay by card",
  service: "payments",
};

describe("check refuses", () => {
  test.each(policies)("%s in a policy", async (_what, text, line, said) => {
    const cwd = directoryWith({ "tocsin.yml": text });
    const { code, out } = await run(["check", "tocsin.yml"], { cwd });
    expect(code).toBe(1);
    expect(out).toMatch(said);
    expect(out).toMatch(new RegExp(`^tocsin\\.yml:${line}:\\d+ `));
  });

  test.each(words)("%s in words of one's own", async (_what, text, said) => {
    const cwd = directoryWith({ "tocsin.yml": "extends: sre\n", "tocsin/messages/notice.md": text });
    const { code, out } = await run(["check", "tocsin.yml"], { cwd });
    expect(code).toBe(1);
    expect(out).toMatch(said);
    expect(out).toMatch(/^tocsin\/messages\/notice\.md:1:\d+ /);
  });
});

/** Secrets that operators get wrong. */
const secrets = {
  TOCSIN_CHANNEL_TEAMS: JSON.stringify({
    ...{ kind: "teams", for: "acme" },
    to: { public: "https://acme.webhook.office.com/webhookb2/hunter2" },
  }),
  TOCSIN_CHANNEL_MAIL: "public: [ana@example.org]",
};

describe("channels check refuses", () => {
  test.each([
    [
      "a Teams URL of the retired kind",
      "TOCSIN_CHANNEL_TEAMS",
      /a kind that Microsoft has retired.*copy its new URL/,
    ],
    ["a secret that is no JSON", "TOCSIN_CHANNEL_MAIL", /is no JSON; expected one object/],
  ] as const)("%s", async (_what, variable, said) => {
    const { code, out, err } = await run(["channels", "check"], { env: { [variable]: secrets[variable] } });
    expect(code).toBe(1);
    expect(`${out}${err}`).toMatch(said);
    expect(`${out}${err}`).toContain(variable);
    expect(`${out}${err}`).not.toMatch(/hunter2|example\.org/);
  });
});

describe("at run time", () => {
  test.each(policies)(
    "a policy with %s rules nothing: the last good one does, and the card says where",
    (_what, text, line) => {
      const history = incident({ policy: site, channels: ["mail"] })
        .opened("09:00", "alice", outage)
        .looked("09:00");
      const good = history.snapshot().sources.policy;
      const broken = history.policy(text).changed((snapshot) => ({
        ...snapshot,
        sources: { ...snapshot.sources, lastGood: good },
      }));
      const { effects } = broken.plan("09:05");
      const card = effects.find(({ kind }) => kind === "card");
      expect(card?.kind === "card" && card.values.broken).toEqual([
        expect.stringMatching(new RegExp(`^\\.github/tocsin\\.yml:${line}:\\d+ `)),
      ]);
      expect(effects.filter(({ kind }) => kind === "send")).toEqual([]);
    },
  );

  test.each(words)(
    "words with %s are not used: the notice is held, and the card says where",
    (_what, text, said) => {
      const history = incident({ policy: site, channels: ["mail"] })
        .opened("09:00", "alice", outage)
        .looked("09:00")
        .comment("09:01", "ben", "/role comms me")
        .messages({ notice: text })
        .looked("09:02")
        .comment("09:03", "ben", "/send 1 0000");
      const { effects } = history.plan("09:03");
      expect(history.situation("09:03").incident.acts.at(-1)?.refusal?.kind).toBe("notice-broken");
      expect(effects.filter(({ kind }) => kind === "send")).toEqual([]);
      const card = effects.find(({ kind }) => kind === "card");
      expect(card?.kind === "card" && JSON.stringify(card.values.ownWords)).toMatch(said);
    },
  );

  test("channels that are set up wrongly are not there: nothing is sent by them, and the draft says so", async () => {
    const states = await setUpChannels({
      env: secrets,
      clock,
      fetch: globalThis.fetch,
      web: "https://github.com",
    });
    expect(states.map(({ kind }) => kind)).toEqual(["wrong", "wrong"]);
    const open = states.flatMap((state) => (state.kind === "open" ? [state.secret.name] : []));
    const { effects } = incident({ policy: site, channels: open })
      .opened("09:00", "alice", outage)
      .plan("09:00");
    const draft = effects.find((one) => "template" in one && one.template === "notice-draft");
    expect(draft && "values" in draft && draft.values.parts).toMatchObject([
      {
        channels: [
          { name: "status page", there: true },
          { name: "teams", there: false },
          { name: "mail", there: false },
        ],
      },
    ]);
    expect(effects.filter(({ kind }) => kind === "send")).toEqual([]);
  });
});
