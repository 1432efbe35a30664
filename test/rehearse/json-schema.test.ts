import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { generatedSchemas } from "../../docs/generate-scenarios.ts";
import { scenarioJsonSchema } from "../../src/rehearse/json-schema.ts";

test.each(Object.entries(generatedSchemas()))(
  "docs/%s is current: node docs/generate-scenarios.ts writes it",
  (name, text) => {
    expect(readFileSync(new URL(`../../docs/${name}`, import.meta.url), "utf8")).toBe(text);
  },
);

test("a scenario with every kind of step fits the published schema, one with an unknown key does not", () => {
  const text = readFileSync(new URL("../fixtures/scenarios/everything.yml", import.meta.url), "utf8");
  const validate = new Ajv2020({ strict: false }).compile(scenarioJsonSchema());
  validate(parse(text));
  expect(validate.errors).toBeNull();
  expect(validate(parse(text.replace("close: completed", "shut: completed")))).toBe(false);
});
