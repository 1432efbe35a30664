// The comments of children that did not come with the first request: both ends of a list do, so that only of long ones anything is missing.
import { comment, who } from "./document.ts";
import { placeAfter } from "./pages.ts";
import { completeData } from "./partial.ts";
import { leavesOut, type Page, present, type RawChild, type RawComment } from "./shape.ts";
import type { Transport } from "./transport.ts";

/** So many issues are read on in one request. */
const together = 10;

/** Further comments of several issues (variables: i0, a0, i1, a1, …: node ids, and after what each list goes on). */
export function commentsDocument(count: number): string {
  const all = Array.from({ length: count }, (_, index) => index);
  const fields = all.map(
    (at) => `  c${at}: node(id: $i${at}) { ... on Issue {
    comments(first: 100, after: $a${at}) { pageInfo { hasNextPage endCursor } nodes { ...Said } }
  } }`,
  );
  return `query MoreComments(${all.map((at) => `$i${at}: ID!, $a${at}: String`).join(", ")}) {
${fields.join("\n")}
}
${[who, comment].join("\n")}`;
}

/** More than an issue of GitHub's can have: a server that gives no end must not keep us for ever. */
const mostComments = 20_000;

type RawAnswer = Readonly<Record<string, { readonly comments?: Page<RawComment> } | null>>;

/** An issue whose list of comments is read on. */
interface Reading {
  readonly child: RawChild;
  readonly comments: readonly RawComment[];
  /** After what it goes on; `undefined`: this was all. */
  readonly after: string | undefined;
}

/**
 * The children with all their comments: a command in the middle of a long talk counts like any other. One request for ten issues and a
 * hundred comments of each, none where the first one brought all. Throws where GitHub promised more than it gave.
 */
export async function withAllComments(
  transport: Transport,
  children: readonly RawChild[],
): Promise<readonly RawChild[]> {
  const read = new Map<string, RawChild>();
  let open: readonly Reading[] = children
    .filter(({ comments, latest }) => leavesOut(comments, latest))
    .map((child) => ({
      child,
      comments: present(child.comments),
      after: child.comments.pageInfo.endCursor ?? undefined,
    }));
  while (open.length > 0) {
    const next: Reading[] = [];
    for (let from = 0; from < open.length; from += together)
      next.push(...(await readOn(transport, open.slice(from, from + together))));
    for (const { child, comments, after } of next)
      if (after === undefined) read.set(child.id, whole(child, comments));
    open = next.filter(({ after }) => after !== undefined);
  }
  return children.map((child) => read.get(child.id) ?? child);
}

async function readOn(transport: Transport, some: readonly Reading[]): Promise<readonly Reading[]> {
  const variables = Object.fromEntries(
    some.flatMap(({ child, after }, at) => [
      [`i${at}`, child.id],
      [`a${at}`, after],
    ]),
  );
  const addresses = some.map(({ child }) => `${child.repository.nameWithOwner}#${child.number}`);
  const what = `the comments of ${addresses.join(", ")}`;
  const answer = await transport.graphql<RawAnswer>(commentsDocument(some.length), variables);
  const data = completeData(what, answer);
  return some.map(({ child, comments }, at) => {
    const page = data[`c${at}`]?.comments;
    if (page === undefined || comments.length > mostComments)
      throw new Error(`${what}: GitHub promised a further page and did not give it; read again later`);
    const after = placeAfter(page, what);
    return { child, comments: [...comments, ...present(page)], after };
  });
}

/** The newest may be younger than what was read since. */
function whole(child: RawChild, comments: readonly RawComment[]): RawChild {
  return { ...child, comments: { ...child.comments, nodes: comments } };
}
