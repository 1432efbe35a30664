// `tocsin channels`: which channels the environment sets up and whether they would work, and a marked test message by one of them.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type ChannelState, setUpChannels } from "../channels/all.ts";
import { channelPrefix } from "../channels/asked.ts";
import type { Letter, OpenChannel } from "../channels/channel.ts";
import { headcount } from "../channels/people.ts";
import type { Secret } from "../channels/secret.ts";
import { isoSeconds } from "../engine/instant.ts";
import { hint } from "../engine/policy/nearest.ts";
import { webOf } from "../run/web.ts";
import type { Carried } from "../world.ts";
import { type Arguments, type ExitCode, printJson, type Terminal, WrongUse } from "./terminal.ts";

const USAGE = "usage: tocsin channels check, or channels test NAME --to KEY …";

/** Runs `check`, which sends nothing, or `test`. Exit 1: a channel is set up wrongly or would not work, or the message was not sent. */
export async function channels({ words, options }: Arguments, terminal: Terminal): Promise<ExitCode> {
  const [what, name, ...rest] = words;
  const asJson = options.json === true;
  if (what === "check") {
    if (name !== undefined) throw new WrongUse(`channels check takes no "${name}"; ${USAGE}`);
    if (options.to !== undefined) throw new WrongUse(`channels check takes no --to; ${USAGE}`);
    return check(terminal, asJson);
  }
  if (what !== "test")
    throw new WrongUse(
      `channels needs check or test${what === undefined ? "" : `, not "${what}"`}; ${USAGE}`,
    );
  if (name === undefined || rest.length > 0)
    throw new WrongUse(`channels test takes the name of one channel; ${USAGE}`);
  const to = Array.isArray(options.to) ? options.to.map(String) : [];
  return test({ name, to }, terminal, asJson);
}

function setUp({ env, cwd, clock }: Terminal): Promise<readonly ChannelState[]> {
  return setUpChannels({
    env,
    // Beside a `.env` file paths are often written as they look from there.
    readFile: (path) => readFileSync(resolve(cwd, path), "utf8"),
    ...{ clock, fetch: globalThis.fetch, web: webIn({ env }) },
  });
}

function webIn({ env }: Pick<Terminal, "env">): string {
  return webOf(env.GITHUB_API_URL?.trim() || "https://api.github.com");
}

/** A channel as it is shown: no value of its secret but its name, its kind and whom it serves. */
interface Shown {
  readonly variable: string;
  readonly name?: string;
  readonly kind?: string;
  readonly for?: readonly string[];
  /** How many people it knows by each key; empty where it has no people of its own. */
  readonly to?: Readonly<Record<string, number>>;
  /** What is wrong, and where to mend it. */
  readonly problem?: string;
  readonly page?: string;
}

async function check(terminal: Terminal, asJson: boolean): Promise<ExitCode> {
  const shown = await Promise.all((await setUp(terminal)).map(shownOf));
  const ok = shown.every(({ problem }) => problem === undefined);
  if (asJson) printJson(terminal, { ok, channels: shown });
  else terminal.out(shown.length === 0 ? none : shown.map(inWords).join("\n"));
  return ok ? 0 : 1;
}

const none = `No channel is set up: no variable begins with ${channelPrefix}. docs/channels.md says how to set one up.\n`;

async function shownOf(state: ChannelState): Promise<Shown> {
  if (state.kind === "wrong") {
    const { variable, message, page = "docs/channels.md" } = state;
    return { variable, problem: message, page };
  }
  const { name, variable, kind, serves, settings } = state.secret;
  const found: Shown = {
    ...{ variable, name, kind, for: serves },
    to: Object.fromEntries(headcount(settings.to)),
  };
  const problem = await wrongWith(state.channel);
  return problem === undefined ? found : { ...found, problem, page: state.page };
}

/** A channel that fails where it should answer would not work, and its words may hold what it was opened with. */
async function wrongWith(channel: OpenChannel): Promise<string | undefined> {
  try {
    return await channel.verify();
  } catch {
    return "it could not be asked whether it would work";
  }
}

function inWords({ variable, name, kind, for: serves = [], to = {}, problem, page }: Shown): string {
  const people = Object.entries(to).map(([key, count]) => `${key} ${count}`);
  const lines = [
    name === undefined ? variable : `${name} (${kind}) for ${serves.join(", ")}`,
    ...(people.length === 0 ? [] : [`  reaches ${people.join(", ")}`]),
    problem === undefined ? "  ready" : `  wrong: ${problem}\n  mend it: ${variable}, ${page}`,
  ];
  return `${lines.join("\n")}\n`;
}

interface Asked {
  readonly name: string;
  readonly to: readonly string[];
}

async function test({ name, to }: Asked, terminal: Terminal, asJson: boolean): Promise<ExitCode> {
  const open = (await setUp(terminal)).flatMap((state) => (state.kind === "open" ? [state] : []));
  const found = open.find(({ secret }) => secret.name === name);
  if (found === undefined) {
    const near = hint(
      name,
      open.map(({ secret }) => secret.name),
    );
    throw new WrongUse(`no channel ${name} is set up rightly (tocsin channels check shows all)${near}`);
  }
  const keys = [...headcount(found.secret.settings.to).keys()];
  if (to.length === 0)
    throw new WrongUse(
      `channels test needs --to${keys.length === 0 ? "" : `, one of ${keys.join(", ")}`}; ${USAGE}`,
    );
  const answer = await answerOf(found.channel, testLetter(found.secret, { to, terminal }));
  if (asJson) printJson(terminal, { ok: answer.state === "sent", channel: name, ...answer });
  else terminal.out(`${name}: ${toldOf(answer)}\n`);
  return answer.state === "sent" ? 0 : 1;
}

async function answerOf(channel: OpenChannel, letter: Letter): Promise<Carried> {
  try {
    return await channel.send(letter);
  } catch {
    return { state: "unclear", because: "it broke off" };
  }
}

function toldOf(answer: Carried): string {
  if (answer.state === "unclear") return `not known whether it arrived: ${answer.because}`;
  if (answer.state === "failed") return `not sent: ${answer.because}`;
  const { receipt } = answer;
  if (receipt === undefined) return "sent";
  const refused = receipt.refused === 0 ? "" : `, refused for ${receipt.refused}`;
  const note = receipt.note === undefined ? "" : ` (${receipt.note})`;
  return `sent: accepted for ${receipt.accepted}${refused}${note}`;
}

/** What whoever gets it sees: that it is a test, by whom it was asked for, and that nothing is to be done. */
function testLetter(
  { name, serves }: Secret,
  { to, terminal }: { readonly to: readonly string[]; readonly terminal: Terminal },
): Letter {
  const [whose = ""] = serves;
  const at = isoSeconds(terminal.now());
  const title = "Test of a channel";
  return {
    // Each test is a message of its own.
    id: `test/${name}/${terminal.now()}`,
    ...{ attempt: 1, purpose: "test", to },
    subject: `TEST: Tocsin's channel ${name}`,
    text: `This is a test of Tocsin's channel ${name} for ${whose}, sent at ${at} to ${to.join(", ")}.

There is no incident, and nothing is to be done.`,
    about: {
      ...{
        incident: `test/${name}`,
        slug: "test",
        ref: `${whose.includes("/") ? whose : `${whose}/test`}#0`,
      },
      ...{ title, severity: "", resolved: false, url: `${webIn(terminal)}/${whose}` },
    },
  };
}
