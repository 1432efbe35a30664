import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type DocumentNode, parse } from "graphql";
import { expect, test } from "vitest";
import { schemaText } from "../../src/local-github/graphql/sdl.ts";

const read = (text: string): DocumentNode => parse(text, { noLocation: true });

/** A schema without its descriptions, as text. */
const bare = (schema: DocumentNode): string =>
  JSON.stringify(schema, (key, value: unknown) => (key === "description" ? undefined : value));

test("the schema is GitHub's own but for what it says to people", () => {
  const beside = import.meta.resolve("@octokit/graphql-schema");
  const whole = readFileSync(fileURLToPath(new URL("./schema.graphql", beside)), "utf8");
  expect(schemaText().length).toBeLessThan(whole.length / 2);
  const [ours, theirs] = [bare(read(schemaText())), bare(read(whole))];
  // Compared here, since a difference of megabytes is shown to nobody.
  expect(ours === theirs).toBe(true);
});
