// Reads issues that people name in a command, to say whether they are there and what they are.
import type { AddressedIssue, IssueRef } from "../engine/snapshot.ts";
import { type Installation, mayReach } from "./client.ts";
import { isOutside } from "./keys.ts";
import { isMovedAway } from "./names.ts";
import { completeData } from "./partial.ts";
import { type IsOurs, readActor } from "./read-actor.ts";
import { type Nodes, present, type RawActor } from "./shape.ts";

interface RawNamed {
  readonly nameWithOwner: string;
  readonly visibility: string;
  readonly issue: {
    readonly number: number;
    readonly author: RawActor | null;
    readonly authorAssociation: string;
    readonly labels: Nodes<{ readonly name: string }> | null;
  } | null;
}

/** Looks several issues up at once (variables: o0, n0, i0, …); a pull request is none. */
export function namedDocument(count: number): string {
  const all = Array.from({ length: count }, (_, index) => index);
  const declared = all.map((at) => `$o${at}: String!, $n${at}: String!, $i${at}: Int!`).join(", ");
  const fields = all.map(
    (at) =>
      `  q${at}: repository(owner: $o${at}, name: $n${at}) { ...Named issue(number: $i${at}) { ...Asked } }`,
  );
  return `query FindIssues(${declared}) {
${fields.join("\n")}
}
fragment Named on Repository { nameWithOwner visibility }
fragment Asked on Issue { number authorAssociation author { __typename login } labels(first: 50) { nodes { name } } }`;
}

/** Who asks: the repository in which it was said, and who we are. */
interface Naming {
  /** `owner/name` */
  readonly home: string;
  readonly isOurs: IsOurs;
}

/** So many are looked up in one request. */
const together = 20;

/** The issues at these addresses, by the addresses in small letters. One request for twenty. Throws where a read failed. */
export async function readNamed(
  transport: Installation,
  addresses: readonly IssueRef[],
  { home, isOurs }: Naming,
): Promise<ReadonlyMap<string, AddressedIssue>> {
  const found = new Map<string, AddressedIssue>();
  const reached = addresses.filter((address) => mayReach(transport, address));
  for (const address of addresses)
    if (!reached.includes(address)) found.set(address.toLowerCase(), { kind: "hidden" });
  for (let from = 0; from < reached.length; from += together) {
    const some = reached.slice(from, from + together);
    const raws = await lookUp(transport, some);
    for (const [index, address] of some.entries())
      found.set(address.toLowerCase(), read(address, raws[`q${index}`] ?? null, { home, isOurs }));
  }
  return found;
}

async function lookUp(
  transport: Installation,
  addresses: readonly IssueRef[],
): Promise<Readonly<Record<string, RawNamed | null>>> {
  const variables: Record<string, unknown> = {};
  for (const [index, address] of addresses.entries()) {
    const [, owner, name, number] = /^([^/]+)\/([^#]+)#(\d+)$/.exec(address) ?? [];
    variables[`o${index}`] = owner;
    variables[`n${index}`] = name;
    variables[`i${index}`] = Number(number);
  }
  const answer = await transport.graphql<Readonly<Record<string, RawNamed | null>>>(
    namedDocument(addresses.length),
    variables,
  );
  const mayLack = addresses.flatMap((_, index) => [`q${index}`, `q${index}.issue`]);
  return completeData(`the issues ${addresses.join(", ")}`, answer, mayLack);
}

function read(address: IssueRef, raw: RawNamed | null, { home, isOurs }: Naming): AddressedIssue {
  if (raw === null || isMovedAway(address, raw.nameWithOwner)) return { kind: "hidden" };
  const { issue } = raw;
  const isHome = raw.nameWithOwner.toLowerCase() === home.toLowerCase();
  // Whoever may read the answer may not look there: not even a number is confirmed.
  if (!isHome && raw.visibility !== "PUBLIC") return { kind: "hidden" };
  if (issue === null) return { kind: "missing" };
  return {
    kind: "found",
    ref: `${raw.nameWithOwner}#${issue.number}`,
    labels: present(issue.labels).map(({ name }) => name),
    trusted:
      raw.visibility !== "PUBLIC" || isOurs(readActor(issue.author)) || !isOutside(issue.authorAssociation),
  };
}
