// `tocsin site`: the status page of a repository as files, made of the public notices that were sent there.
import { resolve } from "node:path";
import type { Incident } from "../engine/incident.ts";
import { DAY } from "../engine/instant.ts";
import { repositoryName } from "../engine/issue-ref.ts";
import type { Ruling } from "../engine/policy/ruling.ts";
import type { IssueRef } from "../engine/snapshot.ts";
import { readIncidentIssues } from "../github/incident-issues.ts";
import { readRuled } from "../github/sources.ts";
import { createRenderer } from "../render/render.ts";
import { worldHolidays } from "../rulings/holidays.ts";
import type { Live } from "../run/live.ts";
import { shippedRulings } from "../run/tocsin.ts";
import { templates } from "../shipped/templates.ts";
import { siteDataOf } from "../site/incidents.ts";
import { siteOf } from "../site/site.ts";
import { writeSite } from "../site/write.ts";
import { type Connected, connect, reaching } from "./connect.ts";
import { type Arguments, type ExitCode, Failed, printJson, type Terminal, WrongUse } from "./terminal.ts";

const USAGE = "usage: tocsin site --out DIR [owner/repo]";

/** The page shows 90 days; what was quiet for longer than this is history that no page has. */
const span = 400 * DAY;
/** So many incidents are read at once. */
const atOnce = 5;

/** Writes the page of one repository into a folder; exit 1 where no policy rules it, or the policy has no page. */
export async function site({ words, options }: Arguments, terminal: Terminal): Promise<ExitCode> {
  const [named, surplus] = words;
  const repository = named ?? terminal.env.GITHUB_REPOSITORY ?? "";
  if (repository === "" || surplus !== undefined)
    throw new WrongUse(`site needs one repository, by name or as GITHUB_REPOSITORY; ${USAGE}`);
  if (!repositoryName.test(repository)) throw new WrongUse(`"${repository}" is no repository; ${USAGE}`);
  if (typeof options.out !== "string" || options.out.trim() === "")
    throw new WrongUse(`site needs --out, the folder that it writes into; ${USAGE}`);
  const connected = await reaching(repository, () => connect(terminal, { repositories: [repository] }));
  const { ruling, incidents } = await reaching(repository, () => incidentsOf(repository, connected));
  await connected.service.stop();
  if (ruling === undefined)
    throw new Failed(
      `no policy rules ${repository}: without a good .github/tocsin.yml on its default branch there is no status page`,
      repository,
    );
  const render = createRenderer(templates());
  const asOf = Math.floor(terminal.now() / 1000) * 1000;
  const data = siteDataOf(incidents, {
    ...{ ruling, asOf },
    words: (template, values) => render(template, values, "plain"),
  });
  if (data === undefined)
    throw new Failed(
      `the policy of ${repository} has no status page: add site: { title: … } to it`,
      repository,
    );
  const done = await writeSite(siteOf(data), resolve(terminal.cwd, options.out));
  const shown = data.incidents.length;
  if (options.json === true) printJson(terminal, { ok: true, incidents: shown, ...done });
  else
    terminal.out(
      `${done.written.length} files written, ${done.kept} were right, ${done.removed.length} removed; ${shown} incidents\n`,
    );
  return 0;
}

interface Read {
  readonly ruling: Ruling | undefined;
  readonly incidents: readonly Incident[];
}

/** The incidents of a repository, each read whole, and what rules it. */
async function incidentsOf(repository: string, { live, client, clock }: Connected): Promise<Read> {
  const ruled = await readRuled(client, repository);
  const ruling = ruled && shippedRulings(worldHolidays).of(ruled.name, ruled.sources);
  if (ruling === undefined) return { ruling, incidents: [] };
  const label = ruling.policy.labels.incident.name;
  const transport = await client.installationOf(repository);
  const refs = await readIncidentIssues(transport, { repository, label, since: clock.now() - span });
  const incidents: Incident[] = [];
  for (let from = 0; from < refs.length; from += atOnce)
    incidents.push(
      ...(await Promise.all(refs.slice(from, from + atOnce).map((ref) => look(ref, live)))).flat(),
    );
  return { ruling, incidents };
}

async function look(ref: IssueRef, live: Live): Promise<readonly Incident[]> {
  const { thought } = await live.look(ref);
  return thought?.kind === "incident" ? [thought.here.incident] : [];
}
