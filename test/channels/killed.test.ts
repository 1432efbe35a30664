// The server is killed between sending and recording, twenty times for each of e-mail, Slack, Notify and pager where all is played
// (`TOCSIN_LAWS=exhaustive`): no public notice comes twice, no page is lost, and what is not known is asked.
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { MINUTE } from "../../src/engine/instant.ts";
import { playsAll, playsMany, readsAll } from "../laws/seeds.ts";
import { type Behaviour, home, type KilledWorld, killedWorld, type Taken } from "./killed-world.ts";

/** Milliseconds from the answers of the providers to the kill; undefined: it comes before any answer. */
type Moment = number | undefined;

const all: readonly (readonly Moment[])[] = [
  [undefined, 0, undefined, 1],
  [undefined, 2, 4, undefined],
  [8, undefined, 16, undefined],
  [undefined, 32, undefined, 64],
  [128, undefined, 256, undefined],
];
/** All twenty take a minute: they are for whoever changes what is sent, as the million texts of the readers are for whoever changes those. */
const worlds = readsAll ? all : playsAll ? all.slice(0, 2) : [[undefined]];

/** Until whoever may have sent it is known to be gone, and over. */
const later = 20 * MINUTE;

function open({ github }: KilledWorld, severity: string): string {
  const body = `### What is happening?\n\nErrors\n\n### Severity\n\n${severity}\n\n### Impact\n\nNobody can pay\n`;
  const { number } = github.openIssue({
    by: "ana",
    repo: home,
    title: severity,
    body,
    formLabels: ["incident"],
  });
  return `${home}#${number}`;
}

/** The newest comment of ours with these words, as it stands. */
const said = ({ github }: KilledWorld, ref: string, words: RegExp): string =>
  github.comments(ref).findLast(({ author, body }) => author === "tocsin[bot]" && words.test(body))?.body ??
  "";

const isSettled = (draft: string): boolean =>
  /\*\*email\*\*.*(?:accepted|not known whether)/.test(draft) &&
  /\*\*slack\*\*.*accepted/.test(draft) &&
  /\*\*sms\*\*.*accepted/.test(draft);

const oneMore = ({ email, slack, sms, pager }: Taken): Taken => ({
  ...{ email: email + 1, slack: slack + 1, sms: sms + 1, pager: pager + 1 },
});

/** Tells customers and pages the manager at once, kills the server at that moment, and looks at what came of it. */
async function killAt(world: KilledWorld, moment: Moment, isFirst: boolean): Promise<void> {
  const { gate, github, until } = world;
  const before = world.taken();
  gate.close();
  const told = open(world, "SEV2");
  const paged = open(world, "SEV3");
  github.comment({ by: "ana", issue: paged, body: "/escalate because it goes on" });
  await until("all four to have taken it", () => gate.waiting.size === 4);
  if (moment !== undefined) {
    gate.open();
    await wait(moment);
  }
  await world.kill();
  gate.open();
  expect(world.taken()).toEqual(oneMore(before));
  // Who starts at once can't know yet whether another process still waits for the answers.
  if (isFirst) {
    await world.start();
    await until("a sweep", () => world.log().includes('"msg":"swept"'));
    await wait(1_500);
    await world.kill();
    expect(world.taken()).toEqual(oneMore(before));
  }
  world.pass(later);
  await world.start();
  await until("the notice to be settled", () => isSettled(said(world, told, /tocsin:notice /)));
  await until("the page to be accepted", () =>
    /paged through pager.*accepted/.test(said(world, paged, /tocsin:card /)),
  );
  expect(world.taken()).toEqual(oneMore(before));
  const draft = said(world, told, /tocsin:notice /);
  if (moment === undefined) expect(draft).toMatch(/\*\*email\*\*.*not known whether/);
  if (/not known whether/.test(draft)) expect(draft).toMatch(/`\/send 1 arrived`.*`\/send 1 again`/);
}

test.runIf(playsMany)(
  "whenever the server is killed, each notice came once, each page rang, and what is not known is asked",
  {
    timeout: 300_000,
  },
  async () => {
    await Promise.all(
      worlds.map(async (moments) => {
        const world = await killedWorld();
        try {
          await world.start();
          for (const [index, moment] of moments.entries()) await killAt(world, moment, index === 0);
        } finally {
          await world.close();
        }
      }),
    );
  },
);

/** While the providers are in trouble each look is at one of these times, in minutes; then they are well. */
const looks = [2, 10, 18];

const isOver = (draft: string): boolean =>
  ["email", "slack", "sms"].every((name) =>
    new RegExp(`\\*\\*${name}\\*\\*.*(?:accepted|not known whether|given up)`).test(draft),
  );

/** Half an hour of trouble in which words wait to leave, and what came of them when it is over. */
async function goThrough(world: KilledWorld, how: Behaviour): Promise<void> {
  const { until } = world;
  const next = async (minutes: number): Promise<void> => {
    await world.kill();
    world.pass(minutes * MINUTE);
    await world.start();
    await until("a sweep", () => world.log().includes('"msg":"swept"'));
    await wait(4_000);
  };
  world.behave(how);
  await world.start();
  const told = open(world, "SEV2");
  const paged = open(world, "SEV3");
  world.github.comment({ by: "ana", issue: paged, body: "/escalate because it goes on" });
  await until("the draft", () => /Notice 1/.test(said(world, told, /tocsin:notice /)));
  await wait(4_000);
  for (const minutes of looks) await next(minutes);
  world.behave("well");
  await next(18);
  await next(20);
  await until("the notice to be over", () => isOver(said(world, told, /tocsin:notice /)));
  await until("the page to be accepted", () =>
    /paged through pager.*accepted/.test(said(world, paged, /tocsin:card /)),
  );
  const { email, slack, sms, pager } = world.taken();
  expect([how, pager]).toEqual([how, 1]);
  for (const taken of [email, slack, sms]) expect(taken).toBeLessThanOrEqual(1);
  const draft = said(world, told, /tocsin:notice /);
  for (const [name, taken] of Object.entries({ email, slack, sms })) {
    const [line = ""] = new RegExp(`\\*\\*${name}\\*\\*.*`).exec(draft) ?? [];
    expect([how, name, /accepted/.test(line) ? taken : "not said to be accepted"]).toEqual([
      how,
      name,
      /accepted/.test(line) ? 1 : "not said to be accepted",
    ]);
  }
}

test.runIf(playsAll)(
  "whatever trouble the providers have for half an hour, no public notice comes twice, no page is lost, and nothing is passed over",
  { timeout: 300_000 },
  async () => {
    const troubles: readonly Behaviour[] = ["down", 429, 403, 500, "hang", "reset"];
    await Promise.all(
      troubles.map(async (how) => {
        const world = await killedWorld();
        try {
          await goThrough(world, how);
        } finally {
          await world.close();
        }
      }),
    );
  },
);
