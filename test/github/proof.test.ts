// What proves a hidden line to be ours, and what does not: a login, a copy, a quotation, a ledger of before.
import { describe, expect, test } from "vitest";
import { marker } from "../../src/engine/text/marker.ts";
import { createMemory } from "../../src/github/memory.ts";
import { createObserver } from "../../src/github/observe.ts";
import { createProof } from "../../src/github/proof.ts";
import { createRoles } from "../../src/github/roles.ts";
import type { LocalGitHub } from "../../src/local-github/github.ts";
import { card, comment, ledgerOf, secret, setStage, start } from "./stage.ts";

const minute = 60_000;
const proof = createProof({ secret: "s" });
const unproven = createProof({ secret: undefined });
const said = [
  ["reminder", "update/IC_1/overdue/1"],
  ["mentions", "ana"],
];
const marks = [
  { kind: "reminder", words: ["update/IC_1/overdue/1"] },
  { kind: "mentions", words: ["ana"] },
];
const lines = proof.linesFor(said, "I_7");

describe("the lines of a comment", () => {
  const read = (body: string, standsIn: readonly string[] = ["I_7"], by = proof) =>
    by.marksIn(body, standsIn);

  test("are read back where they stand, with either end of line", () => {
    expect(read(`Overdue.\n\n${lines.join("\n")}`)).toEqual(marks);
    expect(read(`Overdue.\r\n\r\n${lines.join("\r\n")}\r\n`)).toEqual(marks);
  });

  test("are worth nothing in another issue, with other words, of another kind, or under another secret", () => {
    const [line = ""] = lines;
    expect(read(line, ["I_8"])).toEqual([]);
    expect(read(line.replace("overdue/1", "overdue/2"))).toEqual([]);
    expect(read(line.replace("reminder", "asked"))).toEqual([]);
    expect(read(line, ["I_7"], createProof({ secret: "t" }))).toEqual([]);
  });

  test("are worth nothing unsigned, but while a take-over lasts", () => {
    const plain = marker("reminder", "update/IC_1/overdue/1");
    expect(read(plain)).toEqual([]);
    const until = (now: number) => createProof({ secret: "s", takeOverUntil: 10, clock: { now: () => now } });
    expect(read(plain, ["I_7"], until(9))).toEqual([marks[0]]);
    expect(read(plain, ["I_7"], until(10))).toEqual([]);
  });

  test("are worth nothing quoted, or within a line", () => {
    expect(read(lines.map((line) => `> ${line}`).join("\n"))).toEqual([]);
    expect(read(`He wrote ${lines[0]}`)).toEqual([]);
    expect(read(lines.join(" "))).toEqual([]);
  });

  test("of a text that is full of them are the last few", () => {
    expect(read(`${"<!-- tocsin:x -->\n".repeat(3_000)}${lines.join("\n")}`)).toEqual(marks);
    expect(unproven.marksIn("<!-- tocsin:x -->\n".repeat(3_000), [])).toHaveLength(32);
  });

  test("without a secret count as they stand, signed ones by whoever could not be asked", () => {
    expect(unproven.marksIn(unproven.linesFor(said, "I_7").join("\n"), [])).toEqual(marks);
    expect(unproven.marksIn(lines.join("\n"), [])).toEqual(marks);
  });
});

describe("the line of an issue that we open", () => {
  const id = "2025-04-01-ceo-leaves-1a2b";
  const words = ["of", id, "acme/vault#7", "problem", `task/problem/${id}`];
  const elsewhere = { isElsewhere: true, isPublic: false };

  test("tells nobody else anything, and us all of it", () => {
    const [line = ""] = proof.linesForIssue([words], elsewhere);
    for (const word of ["ceo", "vault", "problem"]) expect(line).not.toContain(word);
    expect(proof.linesForIssue([words], elsewhere)).toEqual([line]);
    expect(proof.marksOfIssue(`Find out why.\n\n${line}`)).toEqual([{ kind: "of", words: words.slice(1) }]);
    expect(createProof({ secret: "t" }).marksOfIssue(line)).toEqual([]);
    expect(unproven.marksOfIssue(line)).toEqual([]);
  });

  test("without a secret names a private incident elsewhere by an opaque word, and a public one with its address", () => {
    const [line = ""] = unproven.linesForIssue([words], elsewhere);
    for (const word of ["ceo", "vault"]) expect(line).not.toContain(word);
    const [open = ""] = unproven.linesForIssue([words], { ...elsewhere, isPublic: true });
    expect(open).not.toContain("ceo");
    expect(open).toContain("acme/vault#7");
    expect(unproven.linesForIssue([words], { isElsewhere: false, isPublic: false })[0]).toContain(id);
  });

  test("unsigned is worth nothing, and so is what was not hidden by us", () => {
    const plain = marker("of", id, "acme/vault#7");
    expect(proof.marksOfIssue(plain)).toEqual([]);
    for (const word of ["", "x", "A".repeat(39), "A".repeat(400)])
      expect(proof.marksOfIssue(marker("sealed", word))).toEqual([]);
  });
});

/** Writes to the issues of a repository with the token of a job in it. */
async function asWorkflow(
  github: LocalGitHub,
  repository: string,
  path: string,
  write: object,
): Promise<void> {
  const { status } = await github.fetch(`http://github.local/repos/${repository}/issues${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${github.actionsToken(repository)}` },
    body: JSON.stringify(write),
  });
  expect(status).toBe(201);
}

describe("on an incident", () => {
  async function withCard(options?: Parameters<typeof setStage>[0]) {
    const stage = setStage(options);
    const ref = stage.open({ by: "alice", repo: "acme/incidents", title: "Down", body: "x" });
    const first = await stage.see(ref);
    await stage.apply(first, [card(first, "- [ ] Nothing new")]);
    await stage.apply(await stage.see(ref), [comment("update/1/due", first.issue.id, "Due.")]);
    return { ...stage, ref, snapshot: await stage.see(ref) };
  }
  const authors = { secret, questions: { authorsOf: () => ["github-actions"] } };
  const bodies = (stage: Awaited<ReturnType<typeof withCard>>) =>
    stage.github.comments(stage.ref).map(({ body }) => body);

  test("what a listed author quotes, or makes up, is not ours", async () => {
    const stage = await withCard(authors);
    const [written = "", reminder = ""] = bodies(stage);
    for (const body of [
      written.replace(/^/gm, "> "),
      `Look:\n\n> ${reminder.replaceAll("\n", "\n> ")}`,
      `Done.\n\n${marker("reminder", "update/2/due")}`,
      `State\n\n${marker("card", "2025-04-01-payments-down-1a2b")}`,
      `Known\n\n${marker("merged", "duplicate/CE_1", "acme/incidents#9", "2025-04-01-x-1a2b", '{"severity":"SEV1"}')}`,
    ])
      await asWorkflow(stage.github, "acme/incidents", "/1/comments", { body });
    const { issue, trust } = await stage.see(stage.ref);
    const ours = issue.timeline.flatMap((item) => (item.kind === "comment" && item.marks ? [item.id] : []));
    expect(ours).toHaveLength(2);
    expect(trust).toBe("signed");
  });

  describe("an issue of a workflow that mentions it and calls itself its review", () => {
    const hanging = async (repository: string, options: Parameters<typeof setStage>[0]) => {
      const { github, see, ref, snapshot } = await withCard(options);
      const { id } = ledgerOf(snapshot);
      const mark = marker("of", id, ref, "retro", `retro/${id}`);
      const body = `Of ${ref}.\n\n## Actions\n\n- [ ] Pay me team:payments\n\n${mark}`;
      await asWorkflow(github, repository, "", { title: "Review", body });
      return (await see(ref)).children;
    };

    test.each(["acme/payments", "acme/incidents"])("is none of its issues: one of %s", async (repository) => {
      expect(await hanging(repository, authors)).toEqual([]);
    });

    test("is looked at without a secret, where its author is listed", async () => {
      const { questions } = authors;
      expect(await hanging("acme/incidents", { questions })).toMatchObject([{ ref: "acme/incidents#2" }]);
    });
  });

  test("a ledger that somebody fetched from the card's past is lost, for as long as this process knows better", async () => {
    const stage = await withCard();
    const { github, clock, apply, see, ref, snapshot } = stage;
    const [old = ""] = bodies(stage);
    const cardId = snapshot.issue.timeline.find((item) => item.kind === "comment")?.id ?? "";
    await clock.advanceTo(start + minute);
    const newer = ledgerOf(snapshot, { sent: new Map([["update/1/due", start]]) });
    await apply(snapshot, [{ ...card(snapshot, "- [ ] Nothing new", newer, cardId), id: "card/2" }]);
    expect((await see(ref)).ledger?.sent).toEqual(new Map([["update/1/due", start]]));
    await clock.advanceTo(start + 2 * minute);
    github.editComment({ by: "alice", comment: cardId, body: old });
    expect(await see(ref)).toMatchObject({ trust: "lost", ledger: undefined });
  });

  test("its number goes on from what a process first saw, also where somebody had ticked a box since", async () => {
    const stage = await withCard();
    const { github, clock, client, proof: ours, apply, see, ref, snapshot } = stage;
    const cardId = snapshot.issue.timeline.find((item) => item.kind === "comment")?.id ?? "";
    for (const minutes of [1, 2]) {
      await clock.advanceTo(start + minutes * minute);
      const now = await see(ref);
      await apply(now, [{ ...card(now, "- [ ] Nothing new", ledgerOf(now), cardId), id: `card/${minutes}` }]);
    }
    await clock.advanceTo(start + 3 * minute);
    github.tick({ by: "alice", comment: cardId, text: "Nothing new" });
    const memory = createMemory(clock);
    const roles = createRoles(clock);
    const questions = { authorsOf: () => [], policyIsGood: () => true, rolesNeeded: () => [] };
    const anew = createObserver({ client, clock, memory, roles, questions, proof: ours });
    expect((await anew.observe(ref))?.trust).toBe("signed");
    expect(memory.ledger(ref)?.number).toBe(3);
  });

  test("one that a lagging replica still shows is no older one that was put back", async () => {
    const stage = await withCard();
    const { github, clock, apply, see, ref, snapshot } = stage;
    const cardId = snapshot.issue.timeline.find((item) => item.kind === "comment")?.id ?? "";
    await clock.advanceTo(start + minute);
    github.tick({ by: "alice", comment: cardId, text: "Nothing new" });
    const ticked = await see(ref);
    expect(ticked.trust).toBe("signed");
    await clock.advanceTo(start + 2 * minute);
    await apply(ticked, [{ ...card(ticked, "- [ ] Nothing new", ledgerOf(ticked), cardId), id: "card/2" }]);
    await see(ref);
    github.faults({ reads: { lag: 90_000 } });
    expect((await see(ref)).trust).toBe("signed");
  });
});
