// Names of a scenario that GitHub gives once, whatever their case: an account's login and a repository's name.
import type { Path } from "./place.ts";
import type { RepoPlan } from "./scenario.ts";
import type { ScenarioFile } from "./schema.ts";

/** What is wrong, and where in the file. */
export interface Taken {
  readonly path: Path;
  readonly message: string;
}

/** People who have the login of somebody else or of an owner of repositories, and repositories that have another's name. */
export function namesTaken(
  { people = {}, steps }: Pick<ScenarioFile, "people" | "steps">,
  repos: readonly RepoPlan[],
): readonly Taken[] {
  const places = new Map<string, Path>();
  for (const login of Object.keys(people)) places.set(login, ["people", login]);
  for (const [index, { role = {} }] of steps.entries())
    for (const login of Object.keys(role))
      if (!places.has(login)) places.set(login, ["steps", index, "role", login]);
  const owners = new Map(repos.map(({ name }) => [ownerOf(name).toLowerCase(), name]));
  const logins = [...places].flatMap(([login, path]) => {
    const owned = owners.get(login.toLowerCase());
    const message = `${login} is the organization that owns ${owned}; people have other logins`;
    return owned === undefined ? [] : [{ path, message }];
  });
  const names = repos.map(({ name }, index) => [name, ["repos", index]] as const);
  return [...logins, ...twice([...places]), ...twice(names)];
}

const ownerOf = (name: string): string => name.slice(0, name.indexOf("/"));

function twice(all: readonly (readonly [string, Path])[]): readonly Taken[] {
  const first = new Map<string, string>();
  return all.flatMap(([name, path]) => {
    const before = first.get(name.toLowerCase());
    if (before === undefined) first.set(name.toLowerCase(), name);
    return before === undefined
      ? []
      : [{ path, message: `${name} is ${before} on GitHub; write one of them` }];
  });
}
