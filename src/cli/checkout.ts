// Where a command stands: the checkout around its directory, and the policy that rules there.
import { existsSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

/** Where GitHub looks for the policy of a repository. */
export const POLICY = ".github/tocsin.yml";

/** The top of the git checkout that a directory is in; undefined outside of any. */
export function checkoutOf(directory: string): string | undefined {
  const here = resolve(directory);
  if (existsSync(join(here, ".git"))) return here;
  return dirname(here) === here ? undefined : checkoutOf(dirname(here));
}

/** The policy file that a command means which was given none, relative to its directory: there, or at the top of the checkout. */
export function policyHere(cwd: string): string | undefined {
  const found = [cwd, checkoutOf(cwd)].find(
    (folder) => folder !== undefined && existsSync(join(folder, POLICY)),
  );
  return found === undefined ? undefined : relative(cwd, join(found, POLICY));
}
