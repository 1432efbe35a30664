// What people may do in a repository, looked up where an act waits to be judged and kept for five minutes.
import { type Duration, type Instant, MINUTE } from "../engine/instant.ts";
import { atLeast } from "../engine/rights.ts";
import type { Role } from "../engine/snapshot.ts";
import type { Clock } from "../world.ts";
import { type Installation, isNotFound, mayReach, ownerOf } from "./client.ts";
import { RequestFailed, type Transport } from "./transport.ts";

/** Somebody's standing in a repository: the role, and the node id by which issues are assigned. */
export interface PersonRights {
  readonly role: Role;
  readonly id?: string | undefined;
}

/** Rights of people, remembered for five minutes. */
export interface Roles {
  /**
   * The standing of a login in `owner/repo`, as far as an installation is told: none where it is unknown, and none in another account's
   * repositories. Throws where it can't be read.
   */
  of(transport: Installation, repository: string, login: string): Promise<PersonRights>;
  /** Whether somebody had triage or more when that was last looked up: a hint for who goes first, and no right. */
  isInsider(repository: string, login: string): boolean;
}

type Permission = Awaited<ReturnType<Transport["rest"]["repos"]["getCollaboratorPermissionLevel"]>>["data"];

const rememberedFor: Duration = 5 * MINUTE;
const names: readonly Role[] = ["none", "read", "triage", "write", "maintain", "admin"];

function isRole(name: string | undefined): name is Role {
  return names.some((role) => role === name);
}

/** A custom role counts as the plain one that GitHub says it is built on. */
function readRole({ role_name, permission }: Permission): Role {
  if (isRole(role_name)) return role_name;
  return isRole(permission) ? permission : "none";
}

/** Looks roles up, each at most once in five minutes; questions for the same person at the same time are one request. */
export function createRoles(clock: Pick<Clock, "now">): Roles {
  const known = new Map<string, { readonly at: Instant; readonly standing: Promise<PersonRights> }>();
  const insiders = new Set<string>();
  const note = (name: string, { role }: PersonRights): void => {
    if (atLeast(role, "triage")) insiders.add(name);
    else insiders.delete(name);
  };
  return {
    isInsider: (repository, login) => insiders.has(nameOf(repository, login)),
    of: async (transport, repository, login) => {
      if (!mayReach(transport, repository)) return { role: "none" };
      const name = nameOf(repository, login);
      const now = clock.now();
      const found = known.get(name);
      if (found !== undefined && found.at > now - rememberedFor) return found.standing;
      const standing = ask(transport, repository, login).then(
        (rights) => {
          note(name, rights);
          return rights;
        },
        (error: unknown) => {
          known.delete(name);
          throw error;
        },
      );
      for (const [key, { at }] of known) if (at <= now - rememberedFor) known.delete(key);
      known.set(name, { at: now, standing });
      return standing;
    },
  };
}

function nameOf(repository: string, login: string): string {
  return `${repository}@${login}`.toLowerCase();
}

async function ask(transport: Installation, repository: string, login: string): Promise<PersonRights> {
  const [owner = "", repo = ""] = repository.split("/");
  try {
    const asking = { owner, repo, username: login };
    const { data } = await transport.rest.repos.getCollaboratorPermissionLevel(asking);
    return { role: readRole(data), id: data.user?.node_id };
  } catch (error) {
    if (isNotFound(error) || (isRefused(error) && ownerOf(repository) !== transport.owner))
      return { role: "none" };
    throw error;
  }
}

/** Who is in a public repository of another account is not told to everybody. */
function isRefused(error: unknown): boolean {
  return error instanceof RequestFailed && error.status === 403;
}
