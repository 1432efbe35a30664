// GraphQL's mutations of labels: making them, changing them, putting them on and taking them off.
import { note } from "../acts/change.ts";
import { createLabel, label, unlabel, updateLabel } from "../acts/labels.ts";
import { nameWithOwner } from "../records.ts";
import type { FieldArguments } from "./arguments.ts";
import { labelIdsOf, type MutationField, repositoryOf, unprocessable } from "./checks.ts";
import { issueOrPullToChange, mayChange, ResolverProblem, repositoryToChange, sees } from "./context.ts";

function lookOf(input: FieldArguments): { name?: string; color?: string; description?: string } {
  const name = input.text("name");
  const color = input.text("color");
  const description = input.text("description");
  if (name !== undefined && (name.trim() === "" || name.length > 50)) {
    throw unprocessable(`Name is ${name.trim() === "" ? "blank" : "too long (maximum is 50 characters)"}`);
  }
  if (color !== undefined && !/^[0-9a-f]{6}$/i.test(color)) throw unprocessable("Color must be 6 hex digits");
  if (description !== undefined && description.length > 100) {
    throw unprocessable("Description is too long (maximum is 100 characters)");
  }
  return {
    ...(name === undefined ? {} : { name }),
    ...(color === undefined ? {} : { color: color.toLowerCase() }),
    ...(description === undefined ? {} : { description }),
  };
}

const makeLabel: MutationField = (input, act, context) => {
  const repository = repositoryToChange(context, input.theText("repositoryId"));
  const look = lookOf(input);
  const name = look.name ?? "";
  if (context.view.label(repository.id, name) !== undefined)
    throw unprocessable("Name has already been taken");
  const { color = "ededed", description = null } = look;
  const made = createLabel(act, repository, { name, color, description });
  note(act, nameWithOwner(repository), { did: "created-label", text: name });
  return { label: made };
};

const changeLabel: MutationField = (input, act, context) => {
  const id = input.theText("id");
  const old = context.view.node(id);
  if (old?.kind !== "Label" || !sees(context, context.view.theRepository(old.repositoryId))) {
    throw new ResolverProblem("NOT_FOUND", `Could not resolve to a node with the global id of '${id}'`);
  }
  mayChange(context, context.view.theRepository(old.repositoryId));
  const look = lookOf(input);
  const other = look.name === undefined ? undefined : context.view.label(old.repositoryId, look.name);
  if (other !== undefined && other.id !== id) throw unprocessable("Name has already been taken");
  return { label: updateLabel(act, old, look) };
};

/** The mutations of labels. */
export const labelMutations: Readonly<Record<string, MutationField>> = {
  createLabel: makeLabel,
  updateLabel: changeLabel,
};

/** The mutations that put labels on issues and pull requests, and take them off. */
export const labellingMutations: Readonly<Record<string, MutationField>> = {
  addLabelsToLabelable: (input, act, context) => {
    const issue = issueOrPullToChange(context, input.theText("labelableId"));
    const ids = labelIdsOf(context, repositoryOf(context, issue), input.texts("labelIds") ?? []);
    return { labelable: label(act, issue, { ids }) };
  },
  removeLabelsFromLabelable: (input, act, context) => {
    const issue = issueOrPullToChange(context, input.theText("labelableId"));
    const ids = labelIdsOf(context, repositoryOf(context, issue), input.texts("labelIds") ?? []);
    return { labelable: unlabel(act, issue, ids) };
  },
};
