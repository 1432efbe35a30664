// GraphQL's mutations by name, each behind the permission that it takes.
import type { MutationField } from "./checks.ts";
import { commitOnBranch } from "./commit.ts";
import { need } from "./context.ts";
import { commentMutations } from "./mutate-comments.ts";
import { issueMutations } from "./mutate-issues.ts";
import { labelMutations } from "./mutate-labels.ts";

const behind =
  (permission: "issues" | "contents") =>
  ([name, mutation]: [string, MutationField]): [string, MutationField] => [
    name,
    (input, act, context) => {
      need(context, permission);
      return mutation(input, act, context);
    },
  ];

const onIssues = { ...issueMutations, ...labelMutations, ...commentMutations };
const onFiles = { createCommitOnBranch: commitOnBranch };

/** Every mutation that the local GitHub has. */
export const mutations: Readonly<Record<string, MutationField>> = Object.fromEntries([
  ...Object.entries(onIssues).map(behind("issues")),
  ...Object.entries(onFiles).map(behind("contents")),
]);
