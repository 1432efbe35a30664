// Which repositories an installation of the app can see: those that a sweep goes through.
import type { Installation } from "./client.ts";

const pageSize = 100;

/** `owner/repo` of every repository of an installation that can hold issues; throws where a page is missing. */
export async function readRepositories({ rest }: Installation): Promise<readonly string[]> {
  const names: string[] = [];
  for (let page = 1; ; page++) {
    const asking = { per_page: pageSize, page };
    const { repositories } = (await rest.apps.listReposAccessibleToInstallation(asking)).data;
    for (const { full_name, archived, has_issues } of repositories)
      if (archived !== true && has_issues !== false) names.push(full_name);
    if (repositories.length < pageSize) return names;
  }
}
