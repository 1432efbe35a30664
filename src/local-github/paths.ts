// Which paths git takes in a tree.

/** Why a path can't be in a commit, in the words of GitHub's trees (https://github.com/anthropics/claude-code-action/pull/1636). */
export function whyNoPath(path: string): string | undefined {
  if (path === "") return "tree.path cannot be empty";
  if (path.startsWith("/")) return "tree.path cannot start with a slash";
  const parts = path.split("/");
  const malformed = parts.some(
    (part) => part === "" || part === "." || part === ".." || /^\.git$/i.test(part),
  );
  return malformed || path.includes("\0") ? "tree.path contains a malformed path component" : undefined;
}
