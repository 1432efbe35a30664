// Where the app is installed and wanted: the repositories that have a policy, so that a sweep asks for no others.
import { type Duration, HOUR, type Instant } from "../engine/instant.ts";
import type { Client, Installation } from "./client.ts";
import { type Answer, whole } from "./partial.ts";

/** A repository with a policy; `policy` is the blob id of the file that rules it. */
export interface Governed {
  readonly name: string;
  readonly policy: string;
}

/** The repositories of all installations of the app. */
export interface Sight {
  /** All that a policy rules now. Throws where any part could not be read: a missing one would be swept by nobody. */
  governed(): Promise<readonly Governed[]>;
  /** The list of what the app may see has changed; it is read again the next time. Policies are read every time. */
  forget(): void;
}

interface SightOptions {
  readonly client: Pick<Client, "installations">;
  readonly now: () => Instant;
  /** How long the list of repositories is believed: events tell of changes, this heals lost ones. */
  readonly keepFor?: Duration;
}

interface Listed {
  readonly full_name: string;
  readonly archived?: boolean;
  readonly disabled?: boolean;
  readonly has_issues?: boolean;
}

interface Known {
  readonly installation: Installation;
  readonly names: readonly string[];
}

interface RawPolicy {
  readonly object?: { readonly oid?: string; readonly text?: string | null } | null;
}

const perRequest = 100;

/** One request for each hundred repositories and sweep, and the lists themselves once an hour (P-3). */
export function createSight({ client, now, keepFor = HOUR }: SightOptions): Sight {
  let known: { readonly list: readonly Known[]; readonly until: Instant } | undefined;
  return {
    async governed() {
      if (known === undefined || known.until <= now()) {
        const installations = await client.installations();
        const list = await Promise.all(installations.map(listOf));
        known = { list, until: now() + keepFor };
      }
      const governed = await Promise.all(known.list.map(policiesOf));
      return governed.flat();
    },
    forget() {
      known = undefined;
    },
  };
}

async function listOf(installation: Installation): Promise<Known> {
  const names: string[] = [];
  let seen = 0;
  for (let page = 1; ; page++) {
    const { total_count, repositories } = await installation.rest<{
      readonly total_count: number;
      readonly repositories: readonly Listed[];
    }>("GET /installation/repositories", { per_page: perRequest, page });
    seen += repositories.length;
    for (const { full_name, archived, disabled, has_issues } of repositories)
      if (archived !== true && disabled !== true && has_issues !== false) names.push(full_name);
    if (seen >= total_count) return { installation, names };
    if (repositories.length === 0)
      throw new Error(
        `GitHub counted ${total_count} repositories of ${installation.owner} and gave ${seen}; read again at the next sweep`,
      );
  }
}

async function policiesOf({ installation, names }: Known): Promise<readonly Governed[]> {
  const governed: Governed[] = [];
  for (let from = 0; from < names.length; from += perRequest) {
    const some = names.slice(from, from + perRequest);
    const answer: Answer<Readonly<Record<string, RawPolicy | null>>> = await installation.graphql(
      policiesDocument(some.length),
      {
        owner: installation.owner,
        ...Object.fromEntries(some.map((name, n) => [`n${n}`, repositoryOf(name)])),
      },
    );
    // A repository that went between list and question is not there: the list is read again in time.
    const data = whole("Policies", answer, ["owners", ...some.map((_name, n) => `r${n}`)]);
    const owners = data.owners?.object;
    for (const [n, name] of some.entries()) {
      const oid = data[`r${n}`]?.object?.oid ?? (isNamedIn(owners?.text, name) ? owners?.oid : undefined);
      if (oid !== undefined) governed.push({ name, policy: oid });
    }
  }
  return governed;
}

/** An owner's policy rules only the repositories that it names; whether it really does is for the policy to say. */
function isNamedIn(text: string | null | undefined, name: string): boolean {
  return text?.toLowerCase().includes(repositoryOf(name).toLowerCase()) === true;
}

function repositoryOf(name: string): string {
  return name.slice(name.indexOf("/") + 1);
}

function policiesDocument(count: number): string {
  const each = Array.from({ length: count }, (_none, n) => n);
  const policy = `object(expression: "HEAD:.github/tocsin.yml") { ... on Blob { oid`;
  return `query Policies($owner: String!, ${each.map((n) => `$n${n}: String!`).join(", ")}) {
  owners: repository(owner: $owner, name: ".github") { ${policy} text } } }
${each.map((n) => `  r${n}: repository(owner: $owner, name: $n${n}) { ${policy} } } }`).join("\n")}
}`;
}
