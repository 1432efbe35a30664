// `tocsin site`: the status page of a repository as files, made of the public notices that were sent there.
import { resolve } from "node:path";
import { repositoryName } from "../engine/issue-ref.ts";
import { createRenderer } from "../render/render.ts";
import { worldHolidays } from "../rulings/holidays.ts";
import { shippedRulings } from "../run/tocsin.ts";
import { createSiteReader } from "../server/site.ts";
import { templates } from "../shipped/templates.ts";
import { writeSite } from "../site/write.ts";
import { connect, reaching } from "./connect.ts";
import { type Arguments, type ExitCode, Failed, printJson, type Terminal, WrongUse } from "./terminal.ts";

const USAGE = "usage: tocsin site --out DIR [owner/repo]";

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
  const reader = createSiteReader({
    client: connected.client,
    clock: { now: () => terminal.now() },
    render: createRenderer(templates()),
    rulings: shippedRulings(worldHolidays),
    look: connected.live.look,
  });
  const page = await reaching(repository, () => reader.read(repository));
  await connected.service.stop();
  if (page.kind === "unruled")
    throw new Failed(
      `no policy rules ${repository}: without a good .github/tocsin.yml on its default branch there is no status page`,
      repository,
    );
  if (page.kind === "none")
    throw new Failed(
      `the policy of ${repository} has no status page: add site: { title: … } to it`,
      repository,
    );
  const done = await writeSite(page.files, resolve(terminal.cwd, options.out));
  const shown = page.incidents;
  if (options.json === true) printJson(terminal, { ok: true, incidents: shown, ...done });
  else
    terminal.out(
      `${done.written.length} files written, ${done.kept} were right, ${done.removed.length} removed; ${shown} incidents\n`,
    );
  return 0;
}
