// Asks a server at the start whether it understands all that will be sent, so that what it lacks is said at once.
import type { Client } from "./client.ts";
import {
  editsDocument,
  labelsDocument,
  moreDocument,
  observeDocument,
  subIssuesDocument,
  timelineDocument,
} from "./document.ts";
import { headsDocument } from "./heads-document.ts";
import { applyDocument, type Prepared } from "./mutation.ts";
import { targetsDocument } from "./targets.ts";
import type { Write } from "./write.ts";

/** The server does not serve all of GitHub's API that is needed. */
export class ServerLacks extends Error {
  readonly lacks: readonly string[];

  constructor(lacks: readonly string[]) {
    super(
      `the server lacks ${lacks.length} ${lacks.length === 1 ? "thing" : "things"} that Tocsin needs of GitHub's GraphQL API: ${lacks.join("; ")}. Expected the documented schema of github.com or of a GitHub Enterprise Server as new`,
    );
    this.name = "ServerLacks";
    this.lacks = lacks;
  }
}

/**
 * One request that changes nothing: every document that is ever sent, of which only an empty query is run. A server checks a
 * document whole before it runs any of it. Throws `ServerLacks` with all that is missing.
 */
export async function probeServer(client: Client, repository?: string): Promise<void> {
  const transport =
    repository === undefined ? (await client.installations())[0] : await client.installationOf(repository);
  // Installed nowhere yet: there is nobody to ask as, and nothing to do.
  if (transport === undefined) return;
  const { errors } = await transport.graphql(probeDocument(), {});
  if (errors.length > 0) throw new ServerLacks([...new Set(errors.map(({ message }) => message))]);
}

/** All documents as one: each operation and each fragment once, the one that runs first. */
export function probeDocument(): string {
  const documents = [
    "query Probe { __typename }",
    observeDocument(1),
    ...[timelineDocument, subIssuesDocument, editsDocument, labelsDocument, moreDocument, headsDocument],
    targetsDocument(["a/b"], ["c"]).document,
    applyDocument(samples).document,
  ];
  const parts = documents.flatMap((document) => document.split(/^(?=query |mutation |fragment )/m));
  const byName = new Map(parts.map((part) => [/^\w+ \w+/.exec(part)?.[0] ?? part, part.trimEnd()]));
  return [...byName.values()].join("\n");
}

const wanted = { id: "probe", because: "probe", issueId: "", commentId: "", repositoryId: "", text: "" };
const said = { template: "", values: {}, markers: [], mentions: [] };
const ledger = {
  version: 1,
  ...{
    id: "",
    slug: "",
    declaredAt: 0,
    from: "",
    policies: [],
    acts: [],
    clocks: {},
    sent: {},
    created: {},
    mentions: {},
  },
  ...{ card: { hash: "", at: 0 }, fingerprint: "" },
} as const;

/** One write of each kind. */
const writes: readonly Write[] = [
  { ...wanted, kind: "create-label", name: "", color: "", description: "" },
  { ...wanted, kind: "add-label", label: "", labelId: "" },
  { ...wanted, kind: "remove-label", label: "", labelId: "" },
  { ...wanted, kind: "react", content: "EYES" },
  { ...wanted, kind: "minimize" },
  { ...wanted, kind: "delete-comment" },
  { ...wanted, kind: "link", childId: "" },
  { ...wanted, ...said, kind: "edit-comment" },
  { ...wanted, kind: "edit-lines", lines: [], body: "" },
  { ...wanted, ...said, kind: "comment" },
  { ...wanted, ...said, kind: "create-issue", repository: "", title: "", labels: [], assignees: [] },
  { ...wanted, kind: "close", reason: "COMPLETED" },
  { ...wanted, kind: "reopen" },
  { ...wanted, ...said, kind: "card", ledger },
];

const samples: readonly Prepared[] = writes.map((write) => ({ write }));
