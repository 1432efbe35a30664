// Where people see what GitHub's API speaks of: the address of its pages.

/** The web address that belongs to an API's: `https://github.com`, or an Enterprise Server's host. No slash at its end. */
export function webOf(apiUrl: string): string {
  const { protocol, host } = new URL(apiUrl);
  return `${protocol}//${host === "api.github.com" ? "github.com" : host}`;
}
