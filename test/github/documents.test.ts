// Every document that is sent, held against GitHub's own schema and against what @octokit/graphql takes for itself.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildASTSchema, parse, validate } from "graphql";
import { describe, expect, test } from "vitest";
import { observeDocument } from "../../src/github/document.ts";
import { namedDocument } from "../../src/github/named.ts";
import { createServerSchema } from "../../src/github/newer.ts";
import { everyWrite, probeDocument } from "../../src/github/probe.ts";
import { targetDatesDocument } from "../../src/github/target-date-values.ts";
import { newerSchema } from "../../src/local-github/graphql/newer-sdl.ts";
import { schemaText } from "../../src/local-github/graphql/sdl.ts";

const schemaFrom = (sdl: string) =>
  buildASTSchema(parse(sdl, { noLocation: true }), { assumeValid: true, assumeValidSDL: true });
const schema = schemaFrom(newerSchema(schemaText()));

const problems = (document: string): string[] =>
  validate(schema, parse(document)).map(({ message }) => message);

describe("every document", () => {
  test("is one that GitHub's own schema allows", () => {
    expect(problems(probeDocument())).toEqual([]);
    expect(problems(everyWrite())).toEqual([]);
  });

  test("is one that an older server allows, without what it says that it does not know", () => {
    const older = schemaFrom(schemaText());
    for (const document of [probeDocument(), observeDocument(1)]) {
      const server = createServerSchema({ now: () => 0 });
      const errors = validate(older, parse(document)).map(({ message, locations = [] }) => ({
        message,
        lines: locations.map(({ line }) => line),
      }));
      expect(errors).not.toEqual([]);
      expect(server.learn(document, { data: null, errors })).toBe(true);
      expect(validate(older, parse(server.fit(document)))).toEqual([]);
    }
  });

  test("of ten incidents, of issues that were named, and of the days in a field, is allowed too", () => {
    expect(problems(observeDocument(10))).toEqual([]);
    expect(problems(namedDocument(3))).toEqual([]);
    expect(problems(targetDatesDocument)).toEqual([]);
  });

  test("would be found out if it asked for what there is not", () => {
    expect(problems(observeDocument(1).replace("isMinimized", "isMaximized"))).not.toEqual([]);
  });

  test("names no variable as @octokit/graphql names its options, which would never arrive", () => {
    const options = /\$(?:method|baseUrl|url|headers|request|query|mediaType|operationName): /;
    const folder = fileURLToPath(new URL("../../src/", import.meta.url));
    const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts"))
      .map((path) => ({ path, text: readFileSync(`${folder}${path}`, "utf8") }));
    expect(sources.filter(({ text }) => /\$owner: /.test(text)).length).toBeGreaterThan(3);
    expect(sources.filter(({ text }) => options.test(text)).map(({ path }) => path)).toEqual([]);
  });
});
