// Which of the repositories in sight have a policy, and which version of it: so that a sweep asks for no others.
import { type Duration, HOUR, type Instant } from "../engine/instant.ts";
import { type Client, type Installation, ownerOf } from "./client.ts";
import { completeData } from "./partial.ts";
import { readRepositories } from "./repositories.ts";
import { type Nodes, present } from "./shape.ts";

/** A repository that a policy rules. `policy` is the blob id of its file; `own+owner's` where the owner has one too. */
export interface Governed {
  readonly name: string;
  readonly policy: string;
  /** Which issue of it changed last, and when, as far as a read showed it: another value says that something happened there. */
  readonly newest?: string;
}

/** The repositories of all installations of the app that have a policy. */
export interface Governing {
  /**
   * All that a policy rules now. An installation that can't be read (its limit is used up, its access withdrawn) is told of, is as
   * it was last read, and keeps no other from its sweep. Throws where none can be read.
   */
  now(): Promise<readonly Governed[]>;
  /** What the app may see has changed; it is listed anew the next time. Policies are looked at every time. */
  forget(): void;
}

interface GoverningOptions {
  readonly client: Client;
  readonly clock: { now(): Instant };
  /** Hears of an installation that could not be read. */
  readonly unread?: (owner: string, error: unknown) => void;
  /** How long the list of repositories is believed: events tell of changes, this heals lost ones. */
  readonly keepFor?: Duration;
}

interface RawPolicy {
  readonly object?: { readonly oid?: string; readonly text?: string | null } | null;
  readonly issues?: Nodes<{ readonly id: string; readonly updatedAt: string }>;
}

type RawPolicies = Readonly<Record<string, RawPolicy | null>>;

const perRequest = 100;

interface Known {
  readonly names: readonly string[];
  readonly until: Instant;
  readonly governed?: readonly Governed[];
}

/** One request for each hundred repositories of an owner at each sweep, and the list of them once an hour (P-3). */
export function createGoverning({ client, clock, unread, keepFor = HOUR }: GoverningOptions): Governing {
  const known = new Map<string, Known>();
  let installations: { readonly all: readonly Installation[]; readonly until: Instant } | undefined;
  const listed = async (): Promise<readonly Installation[]> => {
    if (installations === undefined || installations.until <= clock.now())
      installations = { all: await client.installations(), until: clock.now() + keepFor };
    return installations.all;
  };
  const read = async (installation: Installation): Promise<readonly Governed[]> => {
    const { owner } = installation;
    const before = known.get(owner);
    const isOld = before === undefined || before.until <= clock.now();
    const names = isOld ? await readRepositories(installation) : before.names;
    const until = isOld ? clock.now() + keepFor : before.until;
    const governed = await policiesOf(installation, names);
    known.set(owner, { names, until, governed });
    return governed;
  };
  return {
    async now() {
      const all = await listed();
      const failures: unknown[] = [];
      const found = await Promise.all(
        all.map(async (installation) => {
          try {
            return await read(installation);
          } catch (error) {
            failures.push(error);
            unread?.(installation.owner, error);
            return known.get(installation.owner)?.governed ?? [];
          }
        }),
      );
      if (failures.length > 0 && failures.length === all.length) throw failures[0];
      return found.flat();
    },
    forget() {
      installations = undefined;
      for (const [owner, one] of known) known.set(owner, { ...one, until: Number.NEGATIVE_INFINITY });
    },
  };
}

async function policiesOf(
  installation: Installation,
  names: readonly string[],
): Promise<readonly Governed[]> {
  const governed: Governed[] = [];
  for (let from = 0; from < names.length; from += perRequest)
    governed.push(...(await policiesOfSome(installation, names.slice(from, from + perRequest))));
  return governed;
}

/** Of at most a hundred repositories of one owner, in one request. */
async function policiesOfSome(
  transport: Installation,
  names: readonly string[],
): Promise<readonly Governed[]> {
  const [first = ""] = names;
  const variables = Object.fromEntries(names.map((name, n) => [`n${n}`, repositoryOf(name)]));
  const document = policiesDocument(names.length);
  const answer = await transport.graphql<RawPolicies>(document, { owner: ownerOf(first), ...variables });
  // A repository that went between list and question is not there; the list is read again in time.
  const data = completeData("the policies", answer, ["owners", ...names.map((_name, n) => `r${n}`)]);
  const owners = data.owners?.object;
  return names.flatMap((name, n) => {
    const own = data[`r${n}`]?.object?.oid;
    if (own === undefined && !isNamedIn(owners?.text, name)) return [];
    const policy = [own, owners?.oid].filter((oid) => oid !== undefined).join("+");
    return [{ name, policy, newest: newestIn(data[`r${n}`]) }];
  });
}

function newestIn(repository: RawPolicy | null | undefined): string {
  return present(repository?.issues)
    .map(({ id, updatedAt }) => `${id} ${updatedAt}`)
    .join();
}

/** An owner's policy rules only repositories that it names; whether it really does is for the policy to say. */
function isNamedIn(text: string | null | undefined, name: string): boolean {
  return text?.toLowerCase().includes(name.toLowerCase()) === true;
}

function repositoryOf(name: string): string {
  return name.slice(name.indexOf("/") + 1);
}

function policiesDocument(count: number): string {
  const each = Array.from({ length: count }, (_none, n) => n);
  const policy = `object(expression: "HEAD:.github/tocsin.yml") { ... on Blob { oid`;
  const newest =
    "issues(first: 1, states: [OPEN, CLOSED], orderBy: {field: UPDATED_AT, direction: DESC}) { nodes { id updatedAt } }";
  return `query Policies($owner: String!, ${each.map((n) => `$n${n}: String!`).join(", ")}) {
  owners: repository(owner: $owner, name: ".github") { ${policy} text } } }
${each.map((n) => `  r${n}: repository(owner: $owner, name: $n${n}) { ${policy} } } ${newest} }`).join("\n")}
}`;
}
