// The incident log as a server keeps it: rows by commits that lose nothing of others, and what is said where none can be made.
import { describe, expect, test } from "vitest";
import { MINUTE, SECOND } from "../../src/engine/instant.ts";
import { home, Served } from "./served.ts";

const there = ["incident", "severity: 2"];
const path = "compliance/incident-log.csv";
const base = { extends: "sre", teams: { ops: home }, retro: { severities: [] } };
const most = { issues: "write", contents: "write", members: "read", metadata: "read" } as const;
const least = { ...most, contents: "read" } as const;

/** A server whose app may commit, unless told otherwise. */
async function served(
  log: Readonly<Record<string, unknown>>,
  {
    rights = most,
    ...more
  }: { rights?: typeof most | typeof least } & Partial<ConstructorParameters<typeof Served>[0]> = {},
) {
  const stage = new Served({ policy: { ...base, log }, labels: there, ...more });
  stage.github.permit("tocsin", rights);
  await stage.start();
  return stage;
}

const open = ({ github }: Served, title = "Payments down", labels = ["incident", "severity: 2"]) =>
  github.openIssue({ by: "alice", repo: home, title, body: "", labels });
const close = ({ github }: Served, number = 1) =>
  github.close({ by: "alice", issue: `${home}#${number}`, reason: "completed" });
const cardOf = ({ github }: Served, number = 1): string =>
  github.comments(`${home}#${number}`).find(({ body }) => body.includes("tocsin:card"))?.body ?? "";
const log = ({ github }: Served, repo = home): string => github.file(repo, path) ?? "";
const commits = ({ github }: Served): number =>
  github.log.filter(({ did, by, text }) => did === "committed" && by === "tocsin[bot]" && text === path)
    .length;
const labels = ({ github }: Served, number = 1) => github.issue(`${home}#${number}`).labels;

/** Whoever commits just before the app does, so often. */
function rival(stage: Served, times: number): void {
  let left = times;
  stage.intercept = async (request) => {
    if (!(await request.clone().text()).includes("CommitFile") || left === 0) return undefined;
    left -= 1;
    stage.github.commitFile({
      ...{ by: "alice", repo: home, path },
      text: `${log(stage) || "\uFEFFid,title\r\n"}by hand ${left},mine\r\n`,
    });
    return undefined;
  };
}

/** Answers in GitHub's place whenever a commit is asked for. */
function answering(stage: Served, answer: (request: Request) => Promise<Response> | Response): void {
  stage.intercept = async (request) =>
    (await request.clone().text()).includes("CommitFile") ? answer(request) : undefined;
}

const refusing = (type: string, message: string) => () =>
  Response.json({
    data: { createCommitOnBranch: null },
    errors: [{ type, path: ["createCommitOnBranch"], message }],
  });

describe("a row in the log", () => {
  test("is written once the incident is closed, and not before, on the default branch", async () => {
    const stage = await served({});
    open(stage);
    await stage.until(MINUTE);
    stage.github.comment({ by: "alice", issue: `${home}#1`, body: "/resolve Rolled back" });
    await stage.until(10 * MINUTE);
    expect(stage.github.file(home, path)).toBeUndefined();
    close(stage);
    await stage.until(11 * MINUTE);
    const [head = "", row = "", rest] = log(stage).split("\r\n");
    expect(head).toBe(
      "\uFEFFid,slug,reference,title,declared,started,severity,status,flags,service,resolved,closed,outcome,cause,review,link",
    );
    expect(row).toMatch(
      /^2025-04-01-payments-down-\w{4},incident-2025-04-01-payments-down,acme\/incidents#1,/,
    );
    expect(row).toContain(",2025-04-01T10:01:00+01:00,2025-04-01T10:10:00+01:00,completed,");
    expect(rest).toBe("");
    expect(commits(stage)).toBe(1);
    expect(labels(stage)).not.toContain("incident: follow-up");
    expect(cardOf(stage)).not.toContain("Incident log");
    await stage.end();
  });

  test("says in its commit whose it is, by a trailer", async () => {
    const stage = await served({});
    const sent: string[] = [];
    stage.intercept = async (request) => {
      const text = await request.clone().text();
      if (text.includes("CommitFile")) sent.push(text);
      return undefined;
    };
    open(stage);
    await stage.until(MINUTE);
    close(stage);
    await stage.until(2 * MINUTE);
    const { input } = JSON.parse(sent[0] ?? "").variables;
    expect(input.message).toEqual({
      headline: "Record incident-2025-04-01-payments-down in the incident log",
      body: "There was no such file: this begins it.\n\nIncident: acme/incidents#1",
    });
    await stage.end();
  });

  test("says on card and in its commit where the log or the row was taken away since, and what to do", async () => {
    const stage = await served({ columns: ["id", "title", "cause"] });
    const sent: string[] = [];
    stage.intercept = async (request) => {
      const text = await request.clone().text();
      if (text.includes("CommitFile")) sent.push(JSON.parse(text).variables.input?.message.body ?? "");
      return undefined;
    };
    const said = (): string => sent.findLast((body) => body !== "") ?? "";
    const say = (body: string) => stage.github.comment({ by: "alice", issue: `${home}#1`, body });
    const put = (text: string | undefined) =>
      text === undefined
        ? stage.github.removeFile({ by: "alice", repo: home, path })
        : stage.github.commitFile({ by: "alice", repo: home, path, text });
    open(stage);
    await stage.until(MINUTE);
    close(stage);
    await stage.until(2 * MINUTE);
    put(undefined);
    say("/set cause A bad deploy");
    await stage.until(3 * MINUTE);
    expect(log(stage)).toMatch(/^\uFEFFid,title,cause\r\n\S+,Payments down,A bad deploy\r\n$/);
    expect(cardOf(stage)).toContain("the log was not there any more, so that this row begins it anew");
    expect(said()).toMatch(/^The log was not there any more; this begins it anew\.[\s\S]*\n\nIncident: acme/);
    put("\uFEFFid,title,cause\r\n");
    say("/set cause A bad deploy on Monday");
    await stage.until(4 * MINUTE);
    expect(cardOf(stage)).toContain("it was in the log no more, and stands at its end again");
    expect(said()).toMatch(/^The row was in the log no more/);
    say("/set cause A bad deploy on Tuesday");
    await stage.until(5 * MINUTE);
    expect(cardOf(stage)).not.toContain("Incident log");
    expect(said()).toBe("Incident: acme/incidents#1");
    await stage.end();
  });

  test("of two incidents that close in the same second both arrive, with a person's commit in between", async () => {
    const stage = await served({});
    open(stage);
    open(stage, "Search is slow");
    await stage.until(MINUTE);
    rival(stage, 1);
    close(stage, 1);
    close(stage, 2);
    await stage.until(2 * MINUTE);
    expect(log(stage)).toContain("by hand 0,mine\r\n");
    expect(log(stage)).toContain("Payments down");
    expect(log(stage)).toContain("Search is slow");
    expect(log(stage).split("\r\n")).toHaveLength(5);
    await stage.end();
  });

  test("that others outrun again and again is given up for a minute, and loses nothing", async () => {
    const stage = await served({});
    open(stage);
    await stage.until(MINUTE);
    rival(stage, 6);
    close(stage);
    await stage.until(MINUTE + 40 * SECOND);
    expect(cardOf(stage)).toContain("others committed there each of the 5 times that it was tried");
    expect(log(stage)).not.toContain("payments-down");
    await stage.until(4 * MINUTE);
    expect(log(stage)).toContain("payments-down");
    for (const left of [0, 1, 2, 3, 4, 5]) expect(log(stage)).toContain(`by hand ${left},mine\r\n`);
    expect(cardOf(stage)).not.toContain("others committed");
    await stage.end();
  });

  test("that was written though no answer came is found, and not written again", async () => {
    const stage = await served({});
    open(stage);
    await stage.until(MINUTE);
    answering(stage, async (request) => {
      await stage.github.fetch(request);
      return new Response("bad gateway", { status: 502 });
    });
    close(stage);
    await stage.until(MINUTE + 30 * SECOND);
    expect(commits(stage)).toBe(1);
    expect(cardOf(stage)).toContain("the row is not there yet, tried 1 time");
    stage.intercept = undefined;
    await stage.until(4 * MINUTE);
    expect(commits(stage)).toBe(1);
    expect(cardOf(stage)).not.toContain("Incident log");
    expect(labels(stage)).not.toContain("incident: follow-up");
    await stage.end();
  });

  test("is brought up to date where the incident changes after its end, and back where it changes back", async () => {
    const stage = await served({});
    open(stage);
    await stage.until(MINUTE);
    close(stage);
    await stage.until(2 * MINUTE);
    const first = log(stage);
    const say = (body: string) => stage.github.comment({ by: "alice", issue: `${home}#1`, body });
    say("/set cause A bad deploy");
    await stage.until(3 * MINUTE);
    expect(log(stage)).toContain(",A bad deploy,");
    say("/unset cause");
    await stage.until(4 * MINUTE);
    expect(log(stage)).toBe(first);
    expect(commits(stage)).toBe(3);
    await stage.end();
  });

  test("is not written from a read that lags behind what was just written", async () => {
    const stage = await served({});
    open(stage);
    open(stage, "Search is slow");
    await stage.until(MINUTE);
    stage.github.faults({ reads: { lag: 3 * SECOND } });
    close(stage, 1);
    close(stage, 2);
    await stage.until(4 * MINUTE);
    expect(log(stage).split("\r\n")).toHaveLength(4);
    expect(commits(stage)).toBe(2);
    await stage.end();
  });

  test("is none of a drill's, and stays with its outcome where it was no incident", async () => {
    const stage = await served({});
    open(stage);
    open(stage, "Only an exercise");
    await stage.until(MINUTE);
    stage.github.comment({ by: "alice", issue: `${home}#2`, body: "/drill" });
    await stage.until(2 * MINUTE);
    close(stage, 1);
    close(stage, 2);
    await stage.until(3 * MINUTE);
    expect(log(stage)).not.toContain("exercise");
    stage.github.comment({ by: "alice", issue: `${home}#1`, body: "/not-an-incident It was a test" });
    await stage.until(4 * MINUTE);
    // It was closed at 10:02, and somebody said only after that what it was.
    expect(log(stage)).toMatch(/payments-down.*,2025-04-01T10:02:00\+01:00,not an incident,/);
    await stage.end();
  });

  test("of what turns out to be an exercise after it was written says so, and no more once it is real", async () => {
    const stage = await served({});
    open(stage);
    await stage.until(MINUTE);
    close(stage);
    await stage.until(2 * MINUTE);
    const first = log(stage);
    const say = (body: string) => stage.github.comment({ by: "alice", issue: `${home}#1`, body });
    say("/drill because it was the yearly exercise");
    await stage.until(3 * MINUTE);
    expect(log(stage)).toBe(first.replace(",completed,", ",drill,"));
    say("/drill real");
    await stage.until(4 * MINUTE);
    expect(log(stage)).toBe(first);
    expect(labels(stage)).not.toContain("incident: follow-up");
    await stage.end();
  });

  test("is not added for what was over when the policy came", async () => {
    const stage = new Served({ policy: base, labels: there });
    stage.github.permit("tocsin", most);
    await stage.start();
    open(stage);
    await stage.until(MINUTE);
    close(stage);
    await stage.until(2 * MINUTE);
    const text = `${JSON.stringify({ ...base, log: {} })}\n`;
    stage.github.commitFile({ by: "alice", repo: home, path: ".github/tocsin.yml", text });
    await stage.until(3 * MINUTE);
    stage.github.comment({ by: "alice", issue: `${home}#1`, body: "/set cause A bad deploy" });
    await stage.until(4 * MINUTE);
    expect(stage.github.file(home, path)).toBeUndefined();
    await stage.end();
  });
});

describe("where a row can't be written", () => {
  test("an app that may only read lets it wait, says so, and writes it once it may", async () => {
    const stage = await served({}, { rights: least });
    open(stage);
    await stage.until(MINUTE);
    close(stage);
    await stage.until(10 * MINUTE);
    expect(cardOf(stage)).toContain(
      "**Incident log** `compliance/incident-log.csv` in acme/incidents: the row waits for a host that may commit there. Give the app *Contents: Read and write*",
    );
    expect(labels(stage)).toContain("incident: follow-up");
    stage.github.permit("tocsin", most);
    await stage.until(20 * MINUTE);
    expect(log(stage)).toContain("payments-down");
    expect(cardOf(stage)).not.toContain("Incident log");
    expect(labels(stage)).not.toContain("incident: follow-up");
    await stage.end();
  });

  test.each([
    [
      "FORBIDDEN",
      "Resource not accessible by integration",
      "(“Resource not accessible by integration”): give the app Contents: Read and write under Permissions in its settings",
    ],
    [
      "BRANCH_PROTECTION_RULE_VIOLATION",
      "Changes must be made through a pull request.",
      "(“Changes must be made through a pull request”): let it past the rules of that branch, or name another branch",
    ],
  ])("the card says what GitHub refused (%s), where to mend it, and the row", async (type, message, told) => {
    const stage = await served({});
    open(stage);
    await stage.until(MINUTE);
    answering(stage, refusing(type, message));
    close(stage);
    await stage.until(2 * MINUTE);
    const card = cardOf(stage).replaceAll("\\", "");
    expect(card).toContain(`GitHub refused the commit to main of acme/incidents ${told}`);
    expect(card).toMatch(/To be copied: `2025-04-01-payments-down-\w{4},incident-2025/);
    // It is tried for as long as it is wanted, ever more seldom.
    await stage.until(45 * MINUTE);
    expect(labels(stage)).toContain("incident: follow-up");
    stage.intercept = undefined;
    await stage.until(70 * MINUTE);
    expect(log(stage)).toContain("payments-down");
    expect(cardOf(stage)).not.toContain("Incident log");
    await stage.end();
  });

  test.each([
    ['id,title\r\n1,"broken\r\n', "line 2 has a quote that is never closed"],
    ["id,title\n<<<<<<< HEAD\n1,a\n=======\n1,b\n>>>>>>> x\n", "lines 2, 4 and 6 have the marks of a merge"],
    ["name,title\n", "line 1 has no column “id”"],
    ["a\u0000b", "the file is no UTF-8"],
  ])("a file that can't be changed safely (%j) is left as it is, with the place", async (text, told) => {
    const stage = await served({}, { files: { [path]: text } });
    open(stage);
    await stage.until(MINUTE);
    close(stage);
    await stage.until(2 * MINUTE);
    expect(cardOf(stage).replaceAll("\\", "")).toContain(told);
    expect(log(stage)).toBe(text);
    // Somebody mends it.
    stage.github.commitFile({ by: "alice", repo: home, path, text: "id,title\n" });
    await stage.until(20 * MINUTE);
    expect(log(stage)).toMatch(/^id,title\n2025-04-01-payments-down-\w{4},Payments down\n$/);
    expect(cardOf(stage)).toContain("the row is there, but the file has no columns slug, reference");
    await stage.end();
  });

  test("a default branch that the policy names waits for the end as well", async () => {
    const stage = await served({ branch: "main" });
    open(stage);
    await stage.until(MINUTE);
    expect(cardOf(stage)).not.toContain("Incident log");
    expect(stage.github.file(home, path)).toBeUndefined();
    close(stage);
    await stage.until(2 * MINUTE);
    expect(log(stage)).toContain("payments-down");
    await stage.end();
  });

  test("a branch that is not there is named", async () => {
    const stage = await served({ branch: "incident-log" });
    open(stage);
    await stage.until(MINUTE);
    expect(cardOf(stage)).toContain(
      "there is no branch incident-log in acme/incidents: make it, or name another",
    );
    await stage.end();
  });
});

describe("a log in another repository", () => {
  const elsewhere = "acme/compliance";

  test("takes rows where somebody has made the file, and none before", async () => {
    const stage = await served({ repository: elsewhere }, { repositories: [elsewhere] });
    open(stage);
    await stage.until(MINUTE);
    close(stage);
    await stage.until(2 * MINUTE);
    expect(cardOf(stage)).toContain("whoever may write there makes it, empty");
    expect(cardOf(stage)).not.toContain("To be copied");
    stage.github.commitFile({ by: "alice", repo: elsewhere, path, text: "" });
    await stage.until(10 * MINUTE);
    expect(log(stage, elsewhere)).toContain("payments-down");
    stage.github.removeFile({ by: "alice", repo: elsewhere, path });
    stage.github.comment({ by: "alice", issue: `${home}#1`, body: "/set cause A bad deploy" });
    await stage.until(11 * MINUTE);
    expect(cardOf(stage)).toContain("any more, though this row was in it: restore it from git's history");
    await stage.end();
  });

  test("of another account takes none, whatever the app may do there", async () => {
    const stage = await served({ repository: "other/log" }, { repositories: ["other/log"] });
    stage.github.commitFile({ by: "alice", repo: "other/log", path, text: "" });
    open(stage);
    await stage.until(MINUTE);
    close(stage);
    await stage.until(2 * MINUTE);
    expect(cardOf(stage)).toContain("other/log is another account's");
    expect(log(stage, "other/log")).toBe("");
    await stage.end();
  });

  test("where everybody may look says little of an incident that not everybody may read", async () => {
    const stage = await served({ repository: elsewhere });
    stage.github.addRepository({ owner: "acme", name: "compliance", files: { [path]: "" } });
    const said: string[] = [];
    stage.intercept = async (request) => {
      const text = await request.clone().text();
      if (text.includes("CommitFile")) said.push(text);
      return undefined;
    };
    open(stage);
    await stage.until(MINUTE);
    close(stage);
    await stage.until(3 * MINUTE);
    expect(log(stage, elsewhere)).toMatch(
      /^\uFEFFid,.*\r\no-\w+,,,restricted,2025-04-01,,SEV2,,,restricted,,,,restricted,,restricted\r\n$/,
    );
    const { message } = JSON.parse(said[0] ?? "").variables.input;
    expect(message.headline).toBe("Record a restricted incident in the incident log");
    expect(JSON.stringify(message)).not.toMatch(/payments|incidents#/);
    await stage.end();
  });
});

test("a restricted incident's row says little wherever it is, from when it becomes one", async () => {
  const stage = await served(
    { restricted: { flag: "secret" } },
    {
      policy: { ...base, flags: { secret: {} }, log: { restricted: { flag: "secret" } } },
    },
  );
  open(stage);
  await stage.until(MINUTE);
  close(stage);
  await stage.until(2 * MINUTE);
  expect(log(stage)).toContain("Payments down");
  stage.github.comment({ by: "alice", issue: `${home}#1`, body: "/flag secret because it names somebody" });
  await stage.until(3 * MINUTE);
  expect(log(stage)).not.toContain("ayments");
  expect(log(stage).split("\r\n")).toHaveLength(3);
  await stage.end();
});

test("what may be an NHS number is left out, since git forgets nothing", async () => {
  const stage = await served({});
  open(stage, "Letter of 943 476 5919 went astray");
  await stage.until(MINUTE);
  close(stage);
  await stage.until(2 * MINUTE);
  expect(log(stage)).toContain(",Letter of … went astray,");
  expect(log(stage)).not.toMatch(/943.?476.?5919/);
  await stage.end();
});
