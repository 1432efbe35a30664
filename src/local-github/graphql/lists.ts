// The labels and assignees that a mutation gives: those and no others.
import { assign, label, unassign, unlabel } from "../acts/labels.ts";
import type { Acting } from "../platform.ts";
import type { IssueOrPullRequest } from "../records.ts";
import type { FieldArguments } from "./arguments.ts";
import { assignable, fresh, labelIdsOf } from "./checks.ts";
import type { ResolverContext } from "./context.ts";

/** Gives them as `labelIds` and `assigneeIds` say; what is not named stays. All is checked before anything is changed. */
export function listsGiven<T extends IssueOrPullRequest>(
  input: FieldArguments,
  on: T,
  context: ResolverContext,
): (act: Acting) => void {
  const repository = context.view.theRepository(on.repositoryId);
  const [labels, people] = [input.texts("labelIds"), input.texts("assigneeIds")];
  const labelIds = labels && labelIdsOf(context, repository, labels);
  const assigneeIds = people && assignable(context, repository, people);
  return (act) => {
    if (labelIds !== undefined) {
      const gone = on.labelIds.filter((id) => !labelIds.includes(id));
      label(act, unlabel(act, fresh(context, on), gone), { ids: labelIds });
    }
    if (assigneeIds !== undefined) {
      const gone = on.assigneeIds.filter((id) => !assigneeIds.includes(id));
      assign(act, unassign(act, fresh(context, on), gone), { ids: assigneeIds });
    }
  };
}
