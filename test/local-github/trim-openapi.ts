// Makes `test/fixtures/openapi/github.json` of GitHub's own OpenAPI: only the answers and payloads that the local GitHub has.
//
//   npm pack @octokit/openapi@23.0.2                      in a folder outside of the repository (29 MB)
//   tar xzf octokit-openapi-23.0.2.tgz package/generated/api.github.com.json
//   node test/local-github/trim-openapi.ts package/generated/api.github.com.json
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { allRoutes } from "../../src/local-github/rest/routes.ts";

type Json = Readonly<Record<string, unknown>>;

const target = fileURLToPath(new URL("../fixtures/openapi/github.json", import.meta.url));

/** Every webhook that the local GitHub sends, as OpenAPI calls it. */
const webhooks = [
  ...["opened", "edited", "labeled", "unlabeled", "assigned", "unassigned", "closed", "reopened"].map(
    (action) => `issues-${action}`,
  ),
  ...["issues-transferred", "issues-deleted", "issues-field-added", "issues-field-removed"],
  ...["created", "edited", "deleted"].map((action) => `issue-comment-${action}`),
  ...["sub-issue-added", "sub-issue-removed", "parent-issue-added", "parent-issue-removed"].map(
    (action) => `sub-issues-${action}`,
  ),
  ...["blocked-by-added", "blocked-by-removed", "blocking-added", "blocking-removed"].map(
    (action) => `issue-dependencies-${action}`,
  ),
  ...["created", "edited"].map((action) => `label-${action}`),
  ...[
    "push",
    "create",
    "delete",
    "repository-created",
    "repository-archived",
    "repository-dispatch-sample.collected",
  ],
  ...[
    "opened",
    "edited",
    "closed",
    "reopened",
    "synchronize",
    "labeled",
    "unlabeled",
    "assigned",
    "unassigned",
  ].map((action) => `pull-request-${action}`),
  ...["ready-for-review", "converted-to-draft", "review-requested", "review-request-removed"].map(
    (action) => `pull-request-${action}`,
  ),
  ...["submitted", "dismissed"].map((action) => `pull-request-review-${action}`),
  ...["installation-created", "installation-repositories-added"],
];

/** Octokit's file wants an account of this list to be person *and* enterprise; the schema of one installation says *or*. */
const repaired = {
  "GET /app/installations": {
    200: { type: "array", items: { $ref: "#/components/schemas/installation" } },
  },
};

/** Words about a schema, and the extensions of Octokit: they check nothing. */
const silent = new Set([
  ...["description", "title", "example", "examples", "externalDocs", "default", "deprecated", "summary"],
  ...["readOnly", "writeOnly", "xml", "discriminator"],
]);

const isRecord = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function theRecord(value: unknown, where: string): Json {
  if (isRecord(value)) return value;
  throw new Error(`${where} is missing in the OpenAPI file: expected an object, got ${typeof value}`);
}

/** A schema without words; the names under `properties` are names, whatever they are. */
function bare(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(bare);
  if (!isRecord(schema)) return schema;
  const kept = Object.entries(schema).filter(([key]) => !silent.has(key) && !key.startsWith("x-"));
  return Object.fromEntries(
    kept.map(([key, value]) => {
      if (key === "enum" || key === "required") return [key, value];
      if (key !== "properties") return [key, bare(value)];
      const properties = Object.entries(theRecord(value, "properties"));
      return [key, Object.fromEntries(properties.map(([name, one]) => [name, bare(one)]))];
    }),
  );
}

/** The schema of a JSON body; `null` where an answer has none. */
function bodyOf(content: unknown): unknown {
  const json = isRecord(content)
    ? (content["application/json"] ?? content["application/json; charset=utf-8"])
    : undefined;
  return isRecord(json) ? bare(json.schema) : null;
}

function main(source: string): void {
  const whole = theRecord(JSON.parse(readFileSync(source, "utf8")), source);
  const paths = theRecord(whole.paths, "paths");
  const components = theRecord(whole.components, "components");
  const shared = theRecord(components.responses, "components.responses");
  const byShape = new Map(
    Object.entries(paths).map(([path, item]) => [path.replace(/\{[^}]+\}/g, ":"), item]),
  );
  const answers = allRoutes.map(({ method, path }) => {
    const name = `${method} ${path}`;
    const item = theRecord(byShape.get(path.replace("*", ":")), name);
    const responses = theRecord(theRecord(item[method.toLowerCase()], name).responses, name);
    const statuses = Object.entries(responses).map(([status, response]) => {
      const told = theRecord(response, `${name} ${status}`);
      const key = typeof told.$ref === "string" ? told.$ref.split("/").at(-1) : undefined;
      return [status, bodyOf(key === undefined ? told.content : theRecord(shared[key], key).content)];
    });
    return [name, Object.fromEntries(statuses)] as const;
  });
  const hooks = theRecord(whole["x-webhooks"], "x-webhooks");
  const payloads = webhooks.map((name) => {
    const post = theRecord(theRecord(hooks[name], name).post, name);
    return [name, bodyOf(theRecord(post.requestBody, name).content)] as const;
  });
  const kept = {
    answers: { ...Object.fromEntries(answers), ...repaired },
    payloads: Object.fromEntries(payloads),
  };
  const schemas = closure(kept, theRecord(components.schemas, "components.schemas"));
  const { version } = theRecord(whole.info, "info");
  const about = `The answers and webhooks that the local GitHub has, from GitHub's OpenAPI as @octokit/openapi ${version} ships it (generated/api.github.com.json, MIT licence). Made by test/local-github/trim-openapi.ts; do not edit.`;
  const text = JSON.stringify({ about, version, ...kept, components: { schemas } });
  writeFileSync(target, `${text}\n`);
  process.stdout.write(`${target}: ${Math.ceil(text.length / 1024)} KiB\n`);
}

/** All schemas that these lead to. */
function closure(from: unknown, all: Json): Json {
  const found = new Map<string, unknown>();
  const queue = [JSON.stringify(from)];
  for (let text = queue.pop(); text !== undefined; text = queue.pop())
    for (const [, name = ""] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (found.has(name)) continue;
      const schema = bare(theRecord(all[name], `components.schemas.${name}`));
      found.set(name, schema);
      queue.push(JSON.stringify(schema));
    }
  return Object.fromEntries([...found].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

const [source] = process.argv.slice(2);
if (source === undefined) throw new Error("name the file api.github.com.json of @octokit/openapi");
main(source);
