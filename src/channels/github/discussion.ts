// A letter in Discussions elsewhere: one for each incident, begun by its first notice, with the later ones as comments below it.
import type { Letter } from "../channel.ts";
import { type AskGithub, GithubFault, missing } from "./ask.ts";
import type { Board } from "./settings.ts";
import { bodyOf, isOfIncident, isOurs, type Remark, titleOf } from "./words.ts";

/** Discussions of so many incidents are kept in mind. */
const mostThreads = 1_000;

/** Discussions as a channel of ours has them. */
export interface Discussions {
  readonly ask: AskGithub;
  /** That of an incident, by place and incident. */
  readonly threads: Map<string, string>;
}

type CategoryBoard = Extract<Board, { readonly kind: "category" }>;

/** A repository's category of Discussions. */
export const categoryDocument = `query($account: String!, $name: String!, $slug: String!) {
  repository(owner: $account, name: $name) { id hasDiscussionsEnabled discussionCategory(slug: $slug) { id } }
}`;

/** The Discussions of a category in which something happened last. */
export const discussionsDocument = `query($account: String!, $name: String!, $category: ID!) {
  repository(owner: $account, name: $name) {
    discussions(first: 100, categoryId: $category, orderBy: { field: UPDATED_AT, direction: DESC }) {
      nodes { id body viewerDidAuthor }
    }
  }
}`;

/** The newest comments of a Discussion. */
export const repliesDocument = `query($id: ID!) {
  node(id: $id) { ... on Discussion { comments(last: 100) { nodes { id body viewerDidAuthor } } } }
}`;

/** A new Discussion. */
export const beginDocument = `mutation($repo: ID!, $category: ID!, $title: String!, $body: String!) {
  createDiscussion(input: { repositoryId: $repo, categoryId: $category, title: $title, body: $body }) {
    discussion { id }
  }
}`;

/** A comment in a Discussion. */
export const replyDocument = `mutation($discussion: ID!, $body: String!) {
  addDiscussionComment(input: { discussionId: $discussion, body: $body }) { clientMutationId }
}`;

interface CategoryAnswer {
  readonly repository: {
    readonly id: string;
    readonly hasDiscussionsEnabled: boolean;
    readonly discussionCategory: { readonly id: string } | null;
  } | null;
}

/** The category of a place, with its repository. Throws `GithubFault` where there is none. */
export async function categoryAt(ask: AskGithub, { owner, name, slug }: CategoryBoard) {
  const { repository } = (await ask(categoryDocument, { account: owner, name, slug })) as CategoryAnswer;
  if (repository === null) throw new GithubFault("refused", missing, true);
  if (!repository.hasDiscussionsEnabled)
    throw new GithubFault("refused", "the repository has no Discussions: switch them on in its settings");
  if (repository.discussionCategory === null)
    throw new GithubFault(
      "refused",
      "there is no such category: its name in small letters, with - for spaces, stands under to",
    );
  return { repo: repository.id, category: repository.discussionCategory.id };
}

/** Says a letter in the Discussion of its incident, unless it stands there. Throws `GithubFault`. */
export async function inCategory(here: Discussions, letter: Letter, place: CategoryBoard): Promise<void> {
  const key = [place.owner, place.name, place.slug, letter.about.incident].join(" ").toLowerCase();
  const isAlone = letter.purpose === "test";
  const known = letter.attempt > 1 || isAlone ? undefined : here.threads.get(key);
  try {
    if (known === undefined) await lookAndSay(here, letter, { place, key });
    else await reply(here, letter, known);
  } catch (error) {
    // Somebody may have deleted it: the next try looks, and begins another.
    if (error instanceof GithubFault && error.isMissing) here.threads.delete(key);
    throw error;
  }
}

async function lookAndSay(
  here: Discussions,
  letter: Letter,
  { place, key }: { readonly place: CategoryBoard; readonly key: string },
): Promise<void> {
  const { repo, category } = await categoryAt(here.ask, place);
  const own = await ownDiscussions(here, place, category);
  if (letter.attempt > 1 && own.some(isOurs(letter))) return;
  // Oldest of those that were begun twice, which only two writers at once can.
  const thread = own.findLast(isOfIncident(letter))?.id;
  if (thread !== undefined) {
    remember(here.threads, key, thread);
    if (letter.attempt > 1 && (await repliesOf(here, thread)).some(isOurs(letter))) return;
    return reply(here, letter, thread);
  }
  const words = { title: titleOf(letter), body: bodyOf(letter, { hasTitle: true }) };
  const begun = (await here.ask(beginDocument, { repo, category, ...words })) as {
    readonly createDiscussion: { readonly discussion: { readonly id: string } | null } | null;
  };
  const id = begun.createDiscussion?.discussion?.id;
  if (id !== undefined && letter.purpose !== "test") remember(here.threads, key, id);
}

async function ownDiscussions(
  { ask }: Discussions,
  { owner, name }: CategoryBoard,
  category: string,
): Promise<readonly Remark[]> {
  const { repository } = (await ask(discussionsDocument, { account: owner, name, category })) as {
    readonly repository: { readonly discussions: { readonly nodes: readonly (Remark | null)[] } } | null;
  };
  return (repository?.discussions.nodes ?? []).flatMap((one) => (one?.viewerDidAuthor ? [one] : []));
}

async function repliesOf({ ask }: Discussions, id: string): Promise<readonly (Remark | null)[]> {
  const { node } = (await ask(repliesDocument, { id })) as {
    readonly node: { readonly comments?: { readonly nodes: readonly (Remark | null)[] } } | null;
  };
  return node?.comments?.nodes ?? [];
}

async function reply({ ask }: Discussions, letter: Letter, discussion: string): Promise<void> {
  await ask(replyDocument, { discussion, body: bodyOf(letter, { hasTitle: false }) });
}

function remember(threads: Discussions["threads"], key: string, id: string): void {
  threads.set(key, id);
  const [oldest] = threads.keys();
  if (threads.size > mostThreads && oldest !== undefined) threads.delete(oldest);
}
