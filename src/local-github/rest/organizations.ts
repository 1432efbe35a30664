// REST routes of an organization: the fields that its issues have.
import { fieldsOf } from "../acts/fields.ts";
import { shownTime } from "../records.ts";
import type { Route, RouteCall, RouteReply } from "./call.ts";
import { forbidden, notFound } from "./call.ts";

/** A token without the right is told what it takes: https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api */
function issueFields({ platform, view, viewer, params }: RouteCall): RouteReply {
  const owner = view.account(params[0] ?? "");
  if (owner?.kind !== "Organization") return notFound;
  const headers = { "x-accepted-github-permissions": "issue_fields=read" };
  if (viewer.kind === "app" || viewer.permissions.issue_fields === undefined)
    return { ...forbidden, headers };
  const body = fieldsOf(platform, owner.id).map(({ id, databaseId, name, createdAt }) => ({
    ...{ id: databaseId, node_id: id, name, description: null, data_type: "date", visibility: "all" },
    ...{ created_at: shownTime(createdAt), updated_at: shownTime(createdAt) },
  }));
  return { status: 200, body, headers };
}

/** The routes of an organization. */
export const organizationRoutes: readonly Route[] = [
  { method: "GET", path: "/orgs/:/issue-fields", answer: issueFields },
];
