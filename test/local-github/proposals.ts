// What the tests of branches and pull requests begin with: an app that may write them, and a branch with a file of its own.
import type { Delivered, Permissions } from "../../src/local-github/installations.ts";
import { type Stage, setStage } from "./stage.ts";

export const repo = "acme/incidents";
export const by = "alice";

const all: Permissions = {
  ...{ issues: "write", contents: "write", pull_requests: "write" },
  ...{ members: "read", metadata: "read" },
};

const events = ["pull_request", "pull_request_review", "push", "create", "delete", "issues", "issue_comment"];

/** A stage whose app may write files and pull requests, unless it says less. */
export function writing(permissions: Permissions = all): Stage {
  const delivered: Delivered[] = [];
  const webhook = async (delivery: Delivered): Promise<{ status: number }> => {
    delivered.push(delivery);
    return { status: 200 };
  };
  const app = { slug: "tocsin", id: 1, webhookSecret: "hush", webhook, permissions, events };
  return { ...setStage({ apps: [app] }), delivered };
}

/** Makes the branch `report` with a file of its own, and opens a pull request from it: `acme/incidents#1`. */
export function propose({ github }: Stage, { draft = false, body = "" } = {}): string {
  github.createBranch({ by, repo, branch: "report" });
  github.commitFile({ by, repo, branch: "report", path: "report.md", text: "# Report\n" });
  const { number } = github.openPull({ by, repo, title: "Report", body, head: "report", draft });
  return `${repo}#${number}`;
}

/** `event.action` of each delivery, in order. */
export const named = (delivered: readonly Delivered[]): readonly string[] =>
  delivered.map(({ event, body }) => {
    const { action } = JSON.parse(body) as { action?: string };
    return action === undefined ? event : `${event}.${action}`;
  });

/** The oid of a branch's head, by GraphQL. */
export async function headOid({ ask }: Stage, branch = "main"): Promise<string> {
  const query = `query($b: String!) { repository(owner: "acme", name: "incidents") { ref(qualifiedName: $b) { target { oid } } } }`;
  const { data } = await ask(query, { b: branch });
  return (data as { repository: { ref: { target: { oid: string } } } }).repository.ref.target.oid;
}
