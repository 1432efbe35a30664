// A second stand-in for GitHub, made by hand for one test: the documented schema, a few routes, and nothing of the local one.
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { buildASTSchema, graphql, parse, visit } from "graphql";

/** What this server serves less of than GitHub. */
export interface Without {
  /** `IssueComment.isMinimized`, `Mutation.addReaction` and the like. */
  readonly fields?: readonly string[];
  /** `GET /app` and the like, answered 404 as GitHub answers what is not there. */
  readonly routes?: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;

interface Noted extends Json {
  readonly __typename: string;
  readonly id: string;
}

/** An issue: what is done to it, and how GraphQL shows that. */
export interface OtherIssue {
  readonly number: number;
  readonly labels: { readonly id: string; readonly name: string }[];
  readonly timeline: Noted[];
  readonly shown: Json;
}

const alice = { __typename: "User", login: "alice" };
const us = { __typename: "Bot", login: "sentry-box" };
const page = { hasNextPage: false, hasPreviousPage: false, endCursor: null, startCursor: null };
const listOf = (nodes: readonly unknown[]) => ({ totalCount: nodes.length, pageInfo: page, nodes });

/** One repository `lab/ops` under a policy, one person (alice, who writes), and the app `sentry-box` with the id 7. */
export class OtherGitHub {
  readonly asked: string[] = [];
  /** Field and input of each mutation, in order. */
  readonly done: { readonly field: string; readonly input: Json }[] = [];
  readonly issues: OtherIssue[] = [];
  readonly labels: { id: string; name: string; color: string; description: string }[] = [];
  readonly #without: Without;
  readonly #schema;
  readonly #server = createServer((request, response) => {
    this.#answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  #ids = 0;

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

  /** Alice opens an issue with the label `incident`. */
  open(title: string): OtherIssue {
    const labels = this.labels.filter(({ name }) => name === "incident");
    const timeline: Noted[] = [];
    const number = this.issues.length + 1;
    const issue = { number, labels, timeline, shown: this.#shown(title, { number, labels, timeline }) };
    this.issues.push(issue);
    return issue;
  }

  /** Somebody comments. */
  say(issue: OtherIssue, body: string, author = alice): Noted {
    const comment = {
      ...{ __typename: "IssueComment", id: this.#id("IC"), ...this.#now("createdAt", "updatedAt") },
      ...{ body, author, editor: null, lastEditedAt: null, isMinimized: false },
      reactionGroups: [],
      userContentEdits: listOf([]),
    };
    issue.timeline.push(comment);
    return comment;
  }

  #id(kind: string): string {
    return `${kind}_${++this.#ids}`;
  }

  #now(...names: readonly string[]): Json {
    const at = `${new Date().toISOString().slice(0, 19)}Z`;
    return Object.fromEntries(names.map((name) => [name, at]));
  }

  #shown(title: string, issue: Omit<OtherIssue, "shown">): Json {
    return {
      number: issue.number,
      ...{ __typename: "Issue", id: this.#id("I"), title, body: "Nobody can pay.", url: "http://other/1" },
      ...{ state: "OPEN", stateReason: null, closedAt: null, lastEditedAt: null, editor: null },
      ...{ ...this.#now("createdAt", "updatedAt"), author: alice, authorAssociation: "MEMBER" },
      ...{ repository: { nameWithOwner: "lab/ops", isPrivate: false } },
      ...{ userContentEdits: listOf([]), assignees: listOf([]), subIssues: listOf([]) },
      labels: () => listOf(issue.labels),
      comments: () => listOf(issue.timeline.filter(({ __typename }) => __typename === "IssueComment")),
      timelineItems: ({ itemTypes }: { itemTypes: readonly string[] }) => {
        const named = (type: string) =>
          type.replace(/[A-Z]/g, (letter, at) => `${at === 0 ? "" : "_"}${letter}`);
        return listOf(
          issue.timeline.filter((item) => itemTypes.includes(named(item.__typename).toUpperCase())),
        );
      },
    };
  }

  /** What the queries in use begin with. */
  readonly #root = {
    repository: ({ owner, name }: { readonly owner: string; readonly name: string }) =>
      owner === "lab" && name === "ops" ? this.#repository() : null,
    node: () => null,
    nodes: () => [],
  };

  #repository() {
    const file = { __typename: "Blob", oid: "a".repeat(40), text: "extends: sre\n" };
    return {
      ...{
        id: "R_1",
        nameWithOwner: "lab/ops",
        visibility: "PUBLIC",
        isArchived: false,
        hasIssuesEnabled: true,
      },
      labels: () => listOf(this.labels),
      label: ({ name }: { name: string }) => this.labels.find((label) => label.name === name) ?? null,
      object: ({ expression }: { expression: string }) => (expression.endsWith("tocsin.yml") ? file : null),
      issue: ({ number }: { number: number }) => this.issues[number - 1]?.shown ?? null,
      issues: ({ states }: { states?: readonly string[] }) =>
        listOf(states?.includes("OPEN") === false ? [] : this.issues.map(({ shown }) => shown)),
    };
  }

  #byId(id: unknown): OtherIssue {
    const found = this.issues.find((issue) => issue.shown.id === id);
    if (found === undefined) throw new Error(`there is no issue ${id}`);
    return found;
  }

  /** The mutations that these stories need. */
  readonly #mutations: Readonly<Record<string, (input: Json) => Json>> = {
    createLabel: ({ name, color, description }) => {
      const label = {
        id: this.#id("LA"),
        name: String(name),
        color: String(color),
        description: String(description),
      };
      this.labels.push(label);
      return { label };
    },
    addComment: ({ subjectId, body }) => ({
      commentEdge: { node: this.say(this.#byId(subjectId), String(body), us) },
    }),
    updateIssueComment: ({ id, body }) => {
      const comment = this.issues.flatMap(({ timeline }) => timeline).find((item) => item.id === id);
      if (comment === undefined) throw new Error(`there is no comment ${id}`);
      Object.assign(comment, { body, editor: us, ...this.#now("lastEditedAt", "updatedAt") });
      return { issueComment: comment };
    },
    addLabelsToLabelable: ({ labelableId, labelIds }) => {
      const issue = this.#byId(labelableId);
      for (const label of this.labels.filter(({ id }) => (labelIds as string[]).includes(id))) {
        issue.labels.push(label);
        const event = {
          __typename: "LabeledEvent",
          id: this.#id("LE"),
          actor: us,
          label,
          ...this.#now("createdAt"),
        };
        issue.timeline.push(event);
      }
      return {};
    },
    removeLabelsFromLabelable: ({ labelableId, labelIds }) => {
      const issue = this.#byId(labelableId);
      for (const id of labelIds as string[]) {
        const [label] = issue.labels.splice(
          issue.labels.findIndex((one) => one.id === id),
          1,
        );
        const event = {
          __typename: "UnlabeledEvent",
          id: this.#id("UE"),
          actor: us,
          label,
          ...this.#now("createdAt"),
        };
        issue.timeline.push(event);
      }
      return {};
    },
    addReaction: () => ({}),
  };

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
      "GET /api/v3/repos/lab/ops/installation": { id: 3 },
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
      rootValue: this.#root,
      fieldResolver: (source: Json, args: Json, _context, { parentType, fieldName }) => {
        if (parentType.name === "Mutation") return this.#do(fieldName, args.input as Json);
        const value = source[fieldName];
        if (value === undefined) throw new Error(`this server has no ${parentType.name}.${fieldName}`);
        return typeof value === "function" ? value(args) : value;
      },
    });
  }

  #do(field: string, input: Json): Json {
    const mutation = this.#mutations[field];
    if (mutation === undefined) throw new Error(`this server has no Mutation.${field}`);
    this.done.push({ field, input });
    return { clientMutationId: input.clientMutationId ?? null, ...mutation(input) };
  }
}

interface Asked {
  readonly query: string;
  readonly variables: Json;
  readonly operationName: string;
}
