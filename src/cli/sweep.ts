// `tocsin sweep`: one sweep over repositories, with its passes: what the Action runs by its schedule.
import { parseDuration } from "../engine/duration.ts";
import type { Duration } from "../engine/instant.ts";
import { repositoryName } from "../engine/issue-ref.ts";
import { type CommandNeeds, connect, reaching } from "./connect.ts";
import { type Arguments, type ExitCode, printJson, type Terminal, WrongUse } from "./terminal.ts";

interface Done {
  readonly ref: string;
  readonly id: string;
  readonly kind: string;
  readonly because: string;
}

/** Sweeps once; exit 1 where a repository could not be read or a pass did not succeed. */
export async function sweep({ words, options }: Arguments, terminal: Terminal): Promise<ExitCode> {
  const odd = words.find((word) => !repositoryName.test(word));
  if (odd !== undefined)
    throw new WrongUse(`"${odd}" is no repository; usage: tocsin sweep [owner/repo …] [--grace 10m]`);
  const grace = readGrace(options.grace);
  const done: Done[] = [];
  const subject = words.join(", ") || "sweep";
  const wanted: CommandNeeds = {
    ...(words.length > 0 && { repositories: words }),
    grace,
    planned: (ref, _, written) => {
      for (const { id, kind, because } of written) done.push({ ref, id, kind, because });
    },
  };
  const { service, client, login } = await reaching(subject, () => connect(terminal, wanted));
  refusePeople(login);
  if (words.length === 0 && !terminal.env.APP_ID)
    throw new WrongUse(
      "with GITHUB_TOKEN sweep needs the repositories by name; usage: tocsin sweep owner/repo …",
    );
  const swept = await reaching(subject, () => service.sweepOnce());
  await service.stop();
  const { repositories, heads, looked, failed, unfinished } = swept;
  const ok = failed.length === 0 && unfinished.length === 0;
  const requests = { ...client.requests };
  if (options.json === true)
    printJson(terminal, { ok, repositories, heads, looked, written: done, failed, unfinished, requests });
  else {
    for (const { ref, kind, because } of done) terminal.out(`${ref}  ${kind}: ${because}\n`);
    for (const { repository, reason } of failed) terminal.out(`✗ ${repository}  ${reason}\n`);
    for (const ref of unfinished)
      terminal.out(`✗ ${ref}  could not be finished; the next sweep tries again\n`);
    terminal.out(
      `${repositories} repositories, ${heads} incidents, ${looked.length} looked at, ${done.length} changes\n`,
    );
  }
  return ok ? 0 : 1;
}

function readGrace(text: Arguments["options"][string]): Duration {
  if (text === undefined) return 0;
  const grace = parseDuration(String(text));
  if (grace === undefined)
    throw new WrongUse(`--grace is "${text}"; expected a length of time such as 10m or 1h30m`);
  return grace;
}

/** What a person's token writes would not be known as Tocsin's again, and would be written anew by every sweep. */
function refusePeople(login: string): void {
  if (login.endsWith("[bot]")) return;
  throw new WrongUse(
    `GITHUB_TOKEN belongs to ${login}, a person; sweep needs a token of an app's installation or of a workflow run`,
  );
}
