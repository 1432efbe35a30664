// GraphQL's mutations by name, each behind the permission that it takes.
import type { MutationField } from "./checks.ts";
import { commitOnBranch } from "./commit.ts";
import { type MutationPermission, need } from "./context.ts";
import { commentMutations } from "./mutate-comments.ts";
import { assigningMutations, issueMutations } from "./mutate-issues.ts";
import { labellingMutations, labelMutations } from "./mutate-labels.ts";
import { draftMutations, pullMutations } from "./mutate-pulls.ts";
import { refMutations } from "./mutate-refs.ts";
import { mergeMutations, reviewMutations } from "./mutate-reviews.ts";

type Named = [string, MutationField];

/** Behind at least one of these permissions. */
const behind =
  (...permissions: readonly MutationPermission[]) =>
  ([name, mutation]: Named): Named => [
    name,
    (input, act, context) => {
      need(context, ...permissions);
      return mutation(input, act, context);
    },
  ];

const onIssues = { ...issueMutations, ...labelMutations };
/** What is on issues and pull requests alike takes the permission of either: which one, the subject decides. */
const onBoth = { ...commentMutations, ...labellingMutations, ...assigningMutations };
const onFiles = { createCommitOnBranch: commitOnBranch, ...refMutations };
const onPulls = { ...pullMutations, ...reviewMutations };

/** Every mutation that the local GitHub has. */
export const mutations: Readonly<Record<string, MutationField>> = Object.fromEntries([
  ...Object.entries(onIssues).map(behind("issues")),
  ...Object.entries(onBoth).map(behind("issues", "pull_requests")),
  ...Object.entries(onFiles).map(behind("contents")),
  ...Object.entries(onPulls).map(behind("pull_requests")),
  // https://docs.github.com/rest/pulls/pulls#merge-a-pull-request
  ...Object.entries(mergeMutations).map(behind("contents")),
  // Both permissions, since a draft that is ready may be reverted: https://github.com/cli/cli/issues/8910
  ...Object.entries(draftMutations).map(behind("pull_requests")).map(behind("contents")),
]);
