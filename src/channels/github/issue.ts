// A letter as a comment below an issue elsewhere: looked for before it is repeated.
import type { Letter } from "../channel.ts";
import { type AskGithub, GithubFault, missing } from "./ask.ts";
import type { Board } from "./settings.ts";
import { bodyOf, isOurs, type Remark } from "./words.ts";

type IssueBoard = Extract<Board, { readonly kind: "issue" }>;

/** An issue with its newest comments. */
export const issueDocument = `query($account: String!, $name: String!, $number: Int!) {
  repository(owner: $account, name: $name) {
    issue(number: $number) { id locked comments(last: 100) { nodes { id body viewerDidAuthor } } }
  }
}`;

/** A comment below an issue. */
export const commentDocument = `mutation($subject: ID!, $body: String!) {
  addComment(input: { subjectId: $subject, body: $body }) { clientMutationId }
}`;

interface IssueAnswer {
  readonly repository: {
    readonly issue: {
      readonly id: string;
      readonly locked: boolean;
      readonly comments: { readonly nodes: readonly (Remark | null)[] };
    } | null;
  } | null;
}

/** The issue of a place. Throws `GithubFault` where there is none. */
export async function issueAt(ask: AskGithub, { owner, name, number }: IssueBoard) {
  const { repository } = (await ask(issueDocument, { account: owner, name, number })) as IssueAnswer;
  if (!repository?.issue) throw new GithubFault("refused", missing, true);
  return repository.issue;
}

/** Says a letter below an issue, unless it stands there. Throws `GithubFault`. */
export async function belowIssue(ask: AskGithub, letter: Letter, place: IssueBoard): Promise<void> {
  const issue = await issueAt(ask, place);
  if (letter.attempt > 1 && issue.comments.nodes.some(isOurs(letter))) return;
  await ask(commentDocument, { subject: issue.id, body: bodyOf(letter, { hasTitle: false }) });
}
