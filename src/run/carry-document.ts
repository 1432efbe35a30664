// Brings one document about: its branch, its file and its pull request, or the parts of its file that nobody has touched.

import { isOfOneOwner } from "../engine/issue-ref.ts";
import type { Leaving, WriteDocument } from "../engine/leaving.ts";
import { shortHash } from "../engine/text/hash.ts";
import { type Marks, markOf, refreshed, sealed } from "../engine/text/regions.ts";
import type { Client, Installation } from "../github/client.ts";
import { commitFile, type FileThere, type Rewrite } from "../github/commit.ts";
import type { Proof } from "../github/proof.ts";
import {
  askPeople,
  type FoundPull,
  groundAt,
  makeBranch,
  openPull,
  type PullGround,
} from "../github/pull-request.ts";
import type { Renderer } from "../render/render.ts";
import type { Carried, Clock } from "../world.ts";

/** What writing a document takes. */
export interface DocumentMeans {
  readonly client: Pick<Client, "installationOf" | "me">;
  readonly clock: Pick<Clock, "sleep">;
  readonly render: Renderer;
  readonly proof: Pick<Proof, "linesForIssue">;
  /** By repository and branch the commits that ours took the place of: other branches begin at the same ones. */
  readonly replaced: Map<string, Set<string>>;
}

interface Writing extends DocumentMeans {
  readonly installation: Installation;
  /** The file as it should begin, with what its parts come to. */
  readonly fresh: string;
}

const failed = (because: string): Carried => ({ state: "failed", because });

/** Carries it once; `text` is the file. It is `unclear` only where something may have been written; the next try looks first. */
export async function carryDocument(effect: Leaving, text: string, means: DocumentMeans): Promise<Carried> {
  if (effect.kind !== "document") throw new RangeError(`${effect.id} is no document: ${effect.kind}.`);
  const { repository, home } = effect;
  if (!isOfOneOwner(repository, home))
    return failed(
      `${repository} is another account's, where nothing of ${home} is written: name one of its own`,
    );
  try {
    const installation = await means.client.installationOf(home);
    const writing: Writing = { ...means, installation, fresh: sealed(text, effect.mark) };
    return effect.pull === undefined ? await open(effect, writing) : await bringUpToDate(effect, writing);
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error);
    const isUnclear = error instanceof Error && "unclear" in error && error.unclear === true;
    return { state: isUnclear ? "unclear" : "failed", because };
  }
}

/** Of two incidents whose titles begin alike on one day the second has a place of its own beside the first's. */
async function open(effect: WriteDocument, writing: Writing): Promise<Carried> {
  for (const place of [effect, besides(effect)]) {
    const said = await openAt(place, writing);
    if (said !== "taken") return said;
  }
  return failed(
    `${effect.branch} and ${effect.path} hold other incidents' documents: name another path in the policy`,
  );
}

function besides(effect: WriteDocument): WriteDocument {
  const own = `-${shortHash(effect.id, 6)}`;
  return {
    ...effect,
    branch: `${effect.branch}${own}`,
    path: effect.path.replace(/(?=\.[^./]+$)|$/, own),
  };
}

/** Each step is looked for first: what was cut off goes on where it ended, and comes to one pull request. `taken`: another's document is there. */
async function openAt(effect: WriteDocument, writing: Writing): Promise<Carried | "taken"> {
  const { installation, client } = writing;
  const people = [...new Set([...effect.reviewers, ...effect.assignees])];
  const ground = await groundAt(effect, people, installation);
  if ("because" in ground) return failed(ground.because);
  const { repository, home, branch } = effect;
  if (effect.private && ground.isMoreOpen)
    return failed(
      `more people may look at ${repository} than at ${home}, and a draft there is seen by all of them at once: name a repository under repo that is as closed`,
    );
  if (await isTaken(effect, ground, writing)) return "taken";
  const { pull } = ground;
  if (pull !== undefined)
    return pull.author === (await client.me())
      ? opened(pull, effect)
      : failed(
          `${pull.ref} comes from the branch ${branch} already, and is ${pull.author || "somebody"}'s: name another branch`,
        );
  if (!ground.hasBranch) {
    const barred = await makeBranch(effect, ground, installation);
    if (barred !== undefined) return failed(barred.because);
  }
  const said = await commitTo(effect, writing, (there) => firstText(effect, there, writing));
  if (said.state !== "sent") return said;
  const made = await openPull(
    effect,
    { ground, proposal: proposalOf(effect, ground, writing) },
    installation,
  );
  if ("because" in made) return failed(made.because);
  const note = await askPeople(made, peopleOf(effect, ground), installation);
  return opened(made, effect, note);
}

/** Is the file there, or where its branch would begin, another incident's document? */
async function isTaken(
  { repository, branch, path, home, mark }: WriteDocument,
  { hasBranch }: PullGround,
  { installation, clock }: Writing,
): Promise<boolean> {
  let found = false;
  const place = { repository, branch: hasBranch ? branch : undefined, path, home };
  const change = ({ text }: FileThere): Rewrite => {
    const there = text === undefined ? [] : markOf(text);
    found = there.length > 0 && !isSame(there, mark);
    return { kind: "same" };
  };
  await commitFile(place, { installation, clock, replaced: new Set(), change, rights: "" });
  return found;
}

function opened({ id, ref }: FoundPull, { branch, path }: WriteDocument, note?: string): Carried {
  return {
    state: "sent",
    made: { id, ref, file: `${branch}:${path}` },
    ...(note !== undefined && { receipt: { accepted: 1, refused: 0, note } }),
  };
}

function peopleOf({ id, reviewers, assignees }: WriteDocument, { people }: PullGround) {
  const ids = (logins: readonly string[]) => logins.flatMap((login) => people.get(login) ?? []);
  return { id, reviewers: ids(reviewers), assignees: ids(assignees) };
}

function proposalOf(effect: WriteDocument, { isHomePublic }: PullGround, { render, proof }: Writing) {
  const { template, values } = effect.words;
  const isElsewhere = effect.repository.toLowerCase() !== effect.home.toLowerCase();
  const lines = proof.linesForIssue(effect.markers, { isElsewhere, isPublic: isHomePublic });
  return { title: effect.title, body: `${render(template, values)}\n\n${lines.join("\n")}` };
}

/** A file that stands there already is left alone, unless it is the one that was begun. */
function firstText(effect: WriteDocument, { text }: FileThere, writing: Writing): Rewrite {
  if (text === undefined)
    return { kind: "changed", text: writing.fresh, message: messageOf(effect, writing) };
  if (isSame(markOf(text), effect.mark)) return { kind: "same" };
  return {
    kind: "refused",
    because: `there is a file ${effect.path} in ${effect.repository} that is not this document: move it, or name another path`,
  };
}

/** Is it the document of the incident, by its address or by that which it had? */
function isOf(there: Marks, { mark, formerly }: WriteDocument): boolean {
  const [kind = "", , ...rest] = mark;
  return isSame(there, mark) || (formerly !== undefined && isSame(there, [kind, formerly, ...rest]));
}

const isSame = ([kind, of]: Marks, [wanted, home]: Marks): boolean => kind === wanted && of === home;

async function bringUpToDate(effect: WriteDocument, writing: Writing): Promise<Carried> {
  return commitTo(effect, writing, ({ text }) => {
    // Somebody moved it, or took it away: what people do with it is theirs. Another incident's is not ours to write.
    if (text === undefined || !isOf(markOf(text), effect)) return { kind: "same" };
    const next = refreshed(text, writing.fresh, effect.parts);
    return next.text === text
      ? { kind: "same" }
      : { kind: "changed", text: next.text, message: messageOf(effect, writing) };
  });
}

function messageOf({ message }: WriteDocument, { render }: Writing): string {
  return render(message.template, message.values, "plain");
}

async function commitTo(
  { id, repository, branch, path, home }: WriteDocument,
  { installation, clock, replaced }: Writing,
  change: (there: FileThere) => Rewrite,
): Promise<Carried> {
  const rights = "give it Contents: write";
  const key = `${repository}@${branch}`.toLowerCase();
  const known = replaced.get(key) ?? new Set();
  replaced.set(key, known);
  const place = { repository, branch, path, home };
  const said = await commitFile(place, { installation, clock, replaced: known, change, id, rights });
  if (said.kind === "refused") return failed(said.because);
  return said.kind === "unclear" ? { state: "unclear", because: said.because } : { state: "sent" };
}
