// GitHub's own OpenAPI as a judge of answers and webhooks: what is kept of it in `test/fixtures/openapi`.
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";

type Json = Readonly<Record<string, unknown>>;

interface Kept {
  /** By route of the local GitHub, then by status; `null` where an answer has no body. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** By OpenAPI's name of the webhook. */
  readonly payloads: Readonly<Record<string, unknown>>;
}

const text = readFileSync(new URL("../fixtures/openapi/github.json", import.meta.url), "utf8");
const kept = JSON.parse(text, withNull) as Kept & Json;

/** OpenAPI 3.0 says `nullable`, JSON Schema a union with null. */
function withNull(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("nullable" in value)) return value;
  const { nullable, ...rest } = value as Json;
  return nullable === true ? { anyOf: [rest, { type: "null" }] } : nullable === false ? rest : value;
}

const ajv = new Ajv({
  ...{ strict: false, allErrors: true, inlineRefs: false },
  formats: {
    "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/,
    uri: (value: string) => URL.canParse(value),
    email: /^[^@\s]+@[^@\s]+$/,
    // Templates of addresses, and widths of numbers.
    ...{ "uri-template": true, int64: true, "repo.nwo": true },
  },
});
ajv.addSchema(kept, "github");

/** All routes and webhooks that are kept. */
export const routes = Object.keys(kept.answers);
export const webhooks = Object.keys(kept.payloads);

/** What GitHub's OpenAPI has against an answer; `undefined`: it does not speak of this status. */
export function problemsOfAnswer(
  route: string,
  status: number,
  body: unknown,
): readonly string[] | undefined {
  const schema = kept.answers[route]?.[status];
  if (schema === undefined) return undefined;
  if (schema === null) return body === undefined ? [] : ["a body, where none was expected"];
  return problems(["answers", route, String(status)], body);
}

/** What GitHub's OpenAPI has against a payload. */
export const problemsOfPayload = (webhook: string, payload: unknown): readonly string[] =>
  problems(["payloads", webhook], payload);

function problems(place: readonly string[], value: unknown): readonly string[] {
  const pointer = place
    .map((part) => part.replaceAll("~", "~0").replaceAll("/", "~1"))
    .map(encodeURIComponent);
  const validate = ajv.getSchema(`github#/${pointer.join("/")}`);
  if (validate === undefined)
    throw new Error(`the kept OpenAPI has no ${place.join(" ")}: add it to trim-openapi.ts`);
  if (validate(value) === true) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) =>
    [instancePath, message, JSON.stringify(params)].join(" "),
  );
}
