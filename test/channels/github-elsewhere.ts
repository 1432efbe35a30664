// GitHub with Discussions on this machine: each document is checked against GitHub's own schema and answered from what was written.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildASTSchema, type GraphQLError, graphqlSync, parse } from "graphql";
import { type Asked, type Manner, type Provider, provide } from "./provider.ts";

/** A text that stands there; `by` who wrote it. */
export interface Text {
  readonly id: string;
  readonly by: string;
  body: string;
}

/** A Discussion with its comments. */
export interface Discussion extends Text {
  readonly category: string;
  readonly title: string;
  readonly comments: Text[];
}

/** The repository `acme/status` on a GitHub that runs. */
export interface Elsewhere extends Provider {
  /** Of its issue 12. */
  readonly comments: Text[];
  /** The newest last. */
  readonly discussions: Discussion[];
  /** How the repository is set. */
  readonly is: { hasDiscussions: boolean; locked: boolean; readOnly: boolean };
  /** The next write is answered so; `after`: it is taken first, so that only its answer is lost. */
  fail(manner: Manner, after?: "after"): void;
}

/** Who has the token. */
export const me = "announcer";
/** The token. */
export const token = `github_pat_${"hunter2".repeat(4)}`;

const path = new URL("schema.graphql", import.meta.resolve("@octokit/graphql-schema"));
const schema = buildASTSchema(parse(readFileSync(fileURLToPath(path), "utf8"), { noLocation: true }), {
  assumeValid: true,
  assumeValidSDL: true,
});

class Refusal extends Error {
  readonly type: string;
  constructor(type: string) {
    super(`hunter2 ${type}`);
    this.type = type;
  }
}

/** An answer of GraphQL's that says no, by a type of GitHub's. */
export const refusal = (type: string | undefined, message = "hunter2"): Manner => ({
  status: 200,
  body: { data: null, errors: [{ ...(type !== undefined && { type }), message, path: ["hunter2"] }] },
});

/** Starts it. */
export async function elsewhere(): Promise<Elsewhere> {
  const comments: Text[] = [];
  const discussions: Discussion[] = [];
  const is = { hasDiscussions: true, locked: false, readOnly: false };
  const failing: { readonly manner: Manner; readonly after: boolean }[] = [];
  let count = 0;
  const write = <T>(made: (id: string) => T): T => {
    if (is.readOnly) throw new Refusal("FORBIDDEN");
    count += 1;
    return made(`N_${count}`);
  };
  const shown = ({ id, by, body }: Text) => ({ id, body, viewerDidAuthor: by === me });
  const newest = <T>(all: readonly T[], most: number) => ({ nodes: all.slice(-most) });
  const repository = ({ owner, name }: { owner: string; name: string }) => {
    if (`${owner}/${name}` !== "acme/status") throw new Refusal("NOT_FOUND");
    return {
      ...{ id: "R_1", hasDiscussionsEnabled: is.hasDiscussions },
      issue: ({ number }: { number: number }) => {
        if (number !== 12) throw new Refusal("NOT_FOUND");
        const page = ({ last }: { last: number }) => newest(comments.map(shown), last);
        return { id: "I_12", locked: is.locked, comments: page };
      },
      discussionCategory: ({ slug }: { slug: string }) =>
        slug === "announcements" ? { id: "C_announcements" } : null,
      discussions: ({ first, categoryId }: { first: number; categoryId: string }) => {
        const own = discussions.filter(({ category }) => category === categoryId);
        return { nodes: own.toReversed().slice(0, first).map(shown) };
      },
    };
  };
  const discussionOf = (id: string): Discussion => {
    const found = discussions.find((one) => one.id === id);
    if (found === undefined) throw new Refusal("NOT_FOUND");
    return found;
  };
  const root = {
    repository,
    node: ({ id }: { id: string }) => ({
      __typename: "Discussion",
      comments: ({ last }: { last: number }) => newest(discussionOf(id).comments.map(shown), last),
    }),
    addComment: ({ input }: { input: { body: string } }) => {
      write((id) => comments.push({ id, by: me, body: input.body }));
      return {};
    },
    createDiscussion: ({ input }: { input: { categoryId: string; title: string; body: string } }) => {
      const { categoryId: category, title, body } = input;
      const made = write((id) => ({ id, by: me, category, title, body, comments: [] }));
      discussions.push(made);
      return { discussion: { id: made.id } };
    },
    addDiscussionComment: ({ input }: { input: { discussionId: string; body: string } }) => {
      write((id) => discussionOf(input.discussionId).comments.push({ id, by: me, body: input.body }));
      return {};
    },
  };
  const answered = ({ body, headers }: Asked): Manner => {
    if (headers.authorization !== `Bearer ${token}`)
      return { status: 401, body: { message: "Bad credentials" } };
    const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, unknown> };
    const { data, errors } = graphqlSync({
      schema,
      source: query,
      rootValue: root,
      variableValues: variables,
    });
    const typed = errors?.map(({ message, originalError }: GraphQLError) => ({
      ...(originalError instanceof Refusal && { type: originalError.type }),
      message,
    }));
    return { status: 200, body: { data, ...(typed && { errors: typed }) } };
  };
  const provider = await provide((asked) => {
    const isWrite = asked.body.includes('"query":"mutation');
    const next = isWrite ? failing.shift() : undefined;
    const usual = next === undefined || next.after ? answered(asked) : undefined;
    return next?.manner ?? usual ?? "reset";
  });
  return {
    ...provider,
    ...{ comments, discussions, is },
    fail: (manner, after) => void failing.push({ manner, after: after !== undefined }),
  };
}
