// Asks a server at the start whether it understands all that will be sent, so that what it lacks is said at once.

import { commentsDocument } from "./child-comments.ts";
import type { Client } from "./client.ts";
import {
  editsDocument,
  labelsDocument,
  moreDocument,
  observeDocument,
  pullItemsDocument,
  subIssuesDocument,
  timelineDocument,
} from "./document.ts";
import { handoverDocument } from "./handover-document.ts";
import { besideDocument, headsDocument } from "./heads-document.ts";
import { applyDocument, mutationOf } from "./mutation.ts";
import { askRoutes } from "./routes.ts";
import { targetsDocument } from "./targets.ts";
import type { Transport } from "./transport.ts";
import type { Write } from "./write.ts";

/** The server does not serve all of GitHub's API that is needed. */
export class ServerLacks extends Error {
  readonly lacks: readonly string[];

  constructor(lacks: readonly string[]) {
    super(
      `the server lacks ${lacks.length} ${lacks.length === 1 ? "thing" : "things"} that Tocsin needs of GitHub's API: ${lacks.join("; ")}. Expected the documented routes and schema of github.com or of a GitHub Enterprise Server as new`,
    );
    this.name = "ServerLacks";
    this.lacks = lacks;
  }
}

/**
 * Asks for everything that is ever used and changes nothing: the REST routes (with `repository`, where a token belongs to
 * it: none), and one GraphQL request. Throws `ServerLacks` with all that is missing.
 */
export async function probeServer(client: Client, repository?: string): Promise<void> {
  const { lacks, installation } =
    repository === undefined
      ? await askRoutes(client)
      : { lacks: [], installation: await client.installationOf(repository) };
  // Installed nowhere yet: there is nobody to ask as, and nothing to do.
  const all = installation === undefined ? lacks : [...lacks, ...(await lackingFields(installation))];
  if (all.length > 0) throw new ServerLacks([...new Set(all)]);
}

/**
 * One request with every query that is ever sent, of which only a look at the schema's mutations is run; a server checks a
 * document whole before it runs any of it.
 */
async function lackingFields(transport: Transport): Promise<readonly string[]> {
  const { data, errors } = await transport.graphql<RawTypes>(probeDocument(), {});
  return errors.length > 0 ? errors.map(({ message }) => message) : lackingMutations(data ?? {});
}

type Named = readonly { readonly name: string }[] | null;
type RawTypes = Readonly<Record<string, { readonly fields?: Named; readonly inputFields?: Named } | null>>;

/** Mutations, and fields of their inputs, that are used and that the schema does not have. */
function lackingMutations(types: RawTypes): readonly string[] {
  const fields = types.mutations?.fields;
  // A server that keeps its schema to itself is believed: what it lacks shows when it is used.
  if (fields === null || fields === undefined) return [];
  return uses().flatMap(({ field, type, input }, index) => {
    if (fields.every(({ name }) => name !== field)) return [`Mutation has no field '${field}'`];
    const known = types[`t${index}`]?.inputFields ?? [];
    const unknown = input.filter((name) => known.every((one) => one.name !== name));
    return unknown.map((name) => `${type} has no field '${name}'`);
  });
}

interface Use {
  readonly field: string;
  readonly type: string;
  readonly input: readonly string[];
}

/** Every mutation that is ever sent, with the fields of its input. */
function uses(): readonly Use[] {
  const mutations = writes.map((write) => mutationOf({ write }));
  return Array.from(Map.groupBy(mutations, ({ field }) => field).values(), (same) => ({
    field: same[0]?.field ?? "",
    type: same[0]?.type ?? "",
    input: ["clientMutationId", ...new Set(same.flatMap(({ input }) => Object.keys(input)))],
  }));
}

/** All queries as one document: each operation and each fragment once, the one that runs first. */
export function probeDocument(): string {
  const types = uses().map(
    ({ type }, index) => `  t${index}: __type(name: "${type}") { inputFields { name } }`,
  );
  const documents = [
    `query Probe {\n  mutations: __type(name: "Mutation") { fields { name } }\n${types.join("\n")}\n}`,
    observeDocument(1),
    ...[
      timelineDocument,
      subIssuesDocument,
      editsDocument,
      labelsDocument,
      moreDocument(),
      headsDocument(1),
      besideDocument,
      commentsDocument(1),
      pullItemsDocument,
    ],
    handoverDocument,
    targetsDocument(["a/b"], ["c"]).document,
  ];
  const parts = documents.flatMap((document) => document.split(/^(?=query |fragment )/m));
  const byName = new Map(parts.map((part) => [/^\w+ \w+/.exec(part)?.[0] ?? part, part.trimEnd()]));
  return [...byName.values()].join("\n");
}

/** One write of each kind as a document, for checks against the schema of github.com. */
export function everyWrite(): string {
  const newer = (["block", "unblock"] as const).map((kind): Write => ({ ...wanted, kind, blockerId: "" }));
  const field: Write = { ...wanted, kind: "set-field", fieldId: "", day: "" };
  return applyDocument([...writes, ...newer, field].map((write) => ({ write }))).document;
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
    clocks: new Map(),
    sent: new Map(),
    created: new Map(),
    mentions: new Map(),
  },
  ...{ card: { hash: "", at: 0 }, fingerprint: "" },
} as const;

/** One write of each kind that every server has; what only newer ones know is not sent where a look has not shown that. */
const writes: readonly Write[] = [
  { ...wanted, kind: "create-label", name: "", color: "", description: "" },
  { ...wanted, kind: "add-label", label: "", labelId: "" },
  { ...wanted, kind: "remove-label", label: "", labelId: "" },
  { ...wanted, kind: "assign", assignees: [] },
  { ...wanted, kind: "react", content: "EYES" },
  { ...wanted, kind: "minimize" },
  { ...wanted, kind: "delete-comment" },
  { ...wanted, kind: "link", childId: "" },
  { ...wanted, ...said, kind: "edit-comment" },
  { ...wanted, kind: "edit-lines", lines: [], body: "" },
  { ...wanted, ...said, kind: "edit-body" },
  { ...wanted, kind: "pin" },
  { ...wanted, ...said, kind: "comment" },
  {
    ...wanted,
    ...said,
    kind: "create-issue",
    repository: "",
    title: "",
    labels: [],
    assignees: [],
    parentId: "",
  },
  { ...wanted, kind: "close", reason: "COMPLETED" },
  { ...wanted, ...said, kind: "card", ledger },
];
