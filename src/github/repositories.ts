// Which repositories the app can see: those that a sweep goes through.
import type { Client } from "./client.ts";

const pageSize = 100;

/** `owner/repo` of every repository of every installation that can hold issues; throws where a page is missing. */
export async function readRepositories(client: Client): Promise<readonly string[]> {
  const names: string[] = [];
  for (const installation of await client.installations()) {
    for (let page = 1; ; page++) {
      const asking = { per_page: pageSize, page };
      const { repositories } = (await installation.rest.apps.listReposAccessibleToInstallation(asking)).data;
      for (const { full_name, archived, has_issues } of repositories)
        if (archived !== true && has_issues !== false) names.push(full_name);
      if (repositories.length < pageSize) break;
    }
  }
  return names;
}
