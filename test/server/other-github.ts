// A second stand-in for GitHub, made by hand for one test: the documented schema, a few routes, and nothing of the local one.
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { buildASTSchema, graphql, parse, visit } from "graphql";
import { type Json, OtherWorld, us } from "./other-world.ts";

/** What this server serves less of than GitHub. */
export interface Without {
  /** `IssueComment.isMinimized`, `Mutation.addReaction` and the like. */
  readonly fields?: readonly string[];
  /** `GET /app` and the like, answered 404 as GitHub answers what is not there. */
  readonly routes?: readonly string[];
}

/** Serves one small world, with one person (alice, who writes) and the app `sentry-box`, id 7, under the paths of an enterprise server. */
export class OtherGitHub {
  readonly asked: string[] = [];
  readonly world = new OtherWorld();
  readonly #without: Without;
  readonly #schema;
  readonly #server = createServer((request, response) => {
    this.#answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });

  constructor(without: Without = {}) {
    this.#without = without;
    const path = fileURLToPath(new URL("schema.graphql", import.meta.resolve("@octokit/graphql-schema")));
    const sdl = readFileSync(path, "utf8");
    const document = visit(parse(sdl, { noLocation: true }), {
      ObjectTypeDefinition: (type) => ({
        ...type,
        fields: (type.fields ?? []).filter(
          (field) => without.fields?.includes(`${type.name.value}.${field.name.value}`) !== true,
        ),
      }),
    });
    this.#schema = buildASTSchema(document, { assumeValid: true, assumeValidSDL: true });
  }

  /** Listens and answers its address. */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const { pathname } = new URL(request.url ?? "/", "http://other");
    const route = `${request.method} ${pathname}`;
    const answer =
      route === "POST /api/graphql"
        ? await this.#graphql(JSON.parse(Buffer.concat(chunks).toString()) as Asked)
        : this.#rest(route);
    response.writeHead(answer === undefined ? 404 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(answer ?? { message: "Not Found" }));
  }

  #rest(route: string): unknown {
    this.asked.push(route);
    if (this.#without.routes?.includes(route)) return undefined;
    const permission = { permission: "write", role_name: "write", user: { node_id: "U_1" } };
    const answers: Json = {
      "GET /api/v3/app": { id: 7, slug: us.login },
      "GET /api/v3/app/installations": [{ id: 3, account: { login: "lab" } }],
      "GET /api/v3/repos/lab/ops/installation": { id: 3, account: { login: "lab" } },
      "POST /api/v3/app/installations/3/access_tokens": {
        ...{
          token: "ghs_other",
          expires_at: new Date(Date.now() + 3_600_000).toISOString(),
          permissions: {},
        },
      },
      "GET /api/v3/installation/repositories": { total_count: 1, repositories: [{ full_name: "lab/ops" }] },
      "GET /api/v3/repos/lab/ops/collaborators/alice/permission": permission,
    };
    return answers[route];
  }

  async #graphql({ query, variables, operationName }: Asked): Promise<unknown> {
    this.asked.push(operationName);
    return graphql({
      schema: this.#schema,
      source: query,
      variableValues: variables,
      operationName,
      rootValue: this.world.root,
      fieldResolver: (source: Json, args: Json, _context, { parentType, fieldName }) => {
        if (parentType.name === "Mutation") return this.world.do(fieldName, args.input as Json);
        const value = source[fieldName];
        if (value === undefined) throw new Error(`this server has no ${parentType.name}.${fieldName}`);
        return typeof value === "function" ? value(args) : value;
      },
    });
  }
}

interface Asked {
  readonly query: string;
  readonly variables: Json;
  readonly operationName: string;
}
