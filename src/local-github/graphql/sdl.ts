// Where GitHub's own schema comes from: the text that the package `@octokit/graphql-schema` ships.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * GitHub's public GraphQL schema as SDL, without what it says to people of its types and fields: that is two thirds of the text and four
 * fifths of the time to read it. A release has the text in it, since the package is not installed there.
 */
export function schemaText(): string {
  const beside = import.meta.resolve("@octokit/graphql-schema");
  const text = readFileSync(fileURLToPath(new URL("./schema.graphql", beside)), "utf8");
  return text.replace(/"""[\s\S]*?"""/g, "");
}
