// The built bundle, run as GitHub's runner runs it: no server, one repository, each event a run of its own.
import { copyFileSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { Script } from "node:vm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type * as Channels from "../../src/channels/all.ts";
import { serveMail } from "../channels/mail-server.ts";
import { clock, letter } from "../channels/stage.ts";
import { emptyFolder } from "../folder.ts";
import { playsMany } from "../laws/seeds.ts";
import { buildAction, formBody, home, type Stage, setStage } from "./stage.ts";

const on = `extends: sre\nteams: { payments: ${home} }\n`;
const inc = `${home}#1`;
const me = "github-actions[bot]";

let bundle: Awaited<ReturnType<typeof buildAction>>;
const stages: Stage[] = [];

/** A repository in which a first run has made the labels of its policy; one that is `fresh` has had none. */
async function stageWith(policy: string, fresh?: "fresh"): Promise<Stage> {
  const stage = await setStage(bundle.path, policy, fresh);
  stages.push(stage);
  return stage;
}

/** A stage whose bundle lacks one of the files beside it. */
async function stageWithout(file: string, policy: string): Promise<Stage> {
  const [from, to] = [dirname(bundle.path), emptyFolder()];
  for (const name of readdirSync(from).filter((one) => /\.(?:js|br)$/.test(one) && one !== file))
    copyFileSync(join(from, name), join(to, name));
  const stage = await setStage(join(to, "action.js"), policy);
  stages.push(stage);
  return stage;
}

beforeAll(async () => {
  bundle = await buildAction();
  // All of its files are built and packed, which takes time where others work on the machine.
}, 240_000);
afterAll(async () => {
  for (const stage of stages) await stage.close();
});

const open = (stage: Stage, title = "Payments down") =>
  stage.github.openIssue({
    by: "alice",
    repo: home,
    title,
    formLabels: ["incident"],
    body: formBody({
      description: "Checkout answers 502",
      severity: "SEV1 — down for most users or data is lost or wrong",
      impact: "Nobody can pay by card",
    }),
  });

const cardOf = (stage: Stage): string =>
  stage.github.comments(inc).find(({ author, body }) => author === me && body.includes("tocsin:card"))
    ?.body ?? "";

const titled = (stage: Stage, title: RegExp) =>
  stage.github.issues(home).find((issue) => title.test(issue.title));

describe.runIf(playsMany)("the Action alone", () => {
  test.runIf(playsMany)(
    "takes an incident from its form to its review and its actions in one repository",
    async () => {
      const stage = await stageWith(on, "fresh");
      const { github } = stage;
      expect((await stage.run("workflow_dispatch")).code).toBe(0);
      expect(github.labels(home).map(({ name }) => name)).toContain("severity: 1");

      open(stage);
      for (const { code } of await stage.catchUp()) expect(code).toBe(0);
      expect(github.issue(inc).labels).toEqual(
        expect.arrayContaining(["incident", "severity: 1", "status: open"]),
      );
      expect(cardOf(stage)).toContain("Nobody can pay by card");

      github.comment({ by: "alice", issue: inc, body: "/resolve Rolled the deploy back" });
      await stage.catchUp();
      expect(github.issue(inc).labels).toContain("status: resolved");

      github.close({ by: "alice", issue: inc, reason: "completed" });
      await stage.catchUp();
      const retro = titled(stage, /^Review: Payments down \(incident-.*-payments-down\)$/);
      expect(retro).toMatchObject({ state: "open", parent: inc, author: me });

      const body = `${retro?.body}\n- [ ] Add a circuit breaker @alice team:payments due:30d\n`;
      github.editIssue({ by: "alice", issue: retro?.ref ?? "", body });
      for (const { code } of await stage.catchUp()) expect(code).toBe(0);
      const action = titled(stage, /^Add a circuit breaker$/);
      expect(action).toMatchObject({ state: "open", assignees: ["alice"] });

      github.close({ by: "alice", issue: action?.ref ?? "", reason: "completed" });
      await stage.catchUp();
      const listed = github.comments(retro?.ref ?? "").filter(({ author }) => author === me);
      expect(listed).toHaveLength(1);
      expect(listed[0]?.body).toMatch(/done|closed/i);

      github.close({ by: "alice", issue: retro?.ref ?? "", reason: "completed" });
      await stage.catchUp();
      const writes = github.requests.writes;
      expect((await stage.run("schedule")).code).toBe(0);
      expect(github.requests.writes).toBe(writes);
      const all = github.issues(home).map(({ ref }) => ref);
      const list = titled(stage, /^Actions of incidents$/);
      expect(list).toMatchObject({ author: me, labels: ["actions of incidents"] });
      expect(all.toSorted()).toEqual([inc, retro?.ref, action?.ref, list?.ref].toSorted());
    },
    240_000,
  );

  test.runIf(playsMany)(
    "says in the summary what it did and why, and in its log one line a pass",
    async () => {
      const stage = await stageWith(on);
      open(stage);
      const [first] = await stage.catchUp();
      expect(first?.summary).toContain("### #1 Payments down");
      expect(first?.summary).toContain(
        "**label severity: 1 put on** · The severity is SEV1: the form says SEV1.",
      );
      expect(first?.out.match(/^tocsin looked key="acme\/incidents#1"/gm)).toHaveLength(1);
    },
  );

  test.runIf(playsMany)("in watch mode writes nothing and shows what it would have said", async () => {
    const stage = await stageWith(`${on}incidents: { mode: watch }\n`);
    open(stage);
    const [first] = await stage.catchUp();
    expect(stage.github.requests.writes).toBe(0);
    expect(first?.code).toBe(0);
    expect(first?.summary).toContain("would have been made: the policy has `mode: watch`.");
    expect(first?.summary).toContain("Would have been: **card written**");
    expect(first?.summary).toMatch(/What it would have said[\s\S]*Nobody can pay by card/);
  });

  test.runIf(playsMany)("marks each problem of a policy at its line, on an event as in a sweep", async () => {
    const stage = await stageWith("extends: sre\nclocks:\n  update:\n    within: { sev1: soon }\n");
    const marked = /^::error file=\.github\/tocsin\.yml,line=4,col=\d+,title=Tocsin policy::clocks\.update/m;
    const swept = await stage.run("schedule");
    expect(swept.out).toMatch(marked);
    expect(swept.code).toBe(0);
    open(stage);
    const [first] = await stage.catchUp();
    expect(first?.out).toMatch(marked);
    expect(first?.summary).toMatch(/\.github\/tocsin\.yml:4:\d+/);
    expect(stage.github.requests.writes).toBe(0);
  });

  test.runIf(playsMany)("marks a key of a policy that is a list or a map", async () => {
    const stage = await stageWith("extends: sre\n? [a, b]\n: c\nteams: { ? { toString: 1 } : acme/b }\n");
    const { out, code } = await stage.run("schedule");
    expect(out).toMatch(/^::error file=\.github\/tocsin\.yml,line=2,col=3,.*must be strings/m);
    expect(out).toMatch(/^::error file=\.github\/tocsin\.yml,line=4,col=12,.*must be strings/m);
    expect(code).toBe(0);
  });

  test.runIf(playsMany)("fails and says so where a write is refused for good", async () => {
    const stage = await stageWith(on);
    open(stage);
    const weak = stage.github.actionsToken(home, { issues: "read", contents: "read", metadata: "read" });
    const { event = "", payload } = stage.waiting[0] ?? {};
    const { code, out, summary } = await stage.run(event, payload, { INPUT_TOKEN: weak });
    expect(code).toBe(1);
    expect(out).toMatch(/^::error::acme\/incidents#1: /m);
    expect(summary).toContain("### Could not be done");
  });

  test("names every input that is wrong and reads nothing", async () => {
    const stage = await stageWith(on);
    const { code, out } = await stage.run("issues", {}, { INPUT_TOKEN: "", INPUT_GRACE: "soon" });
    expect(code).toBe(1);
    expect(out).toContain("::error::token is not set");
    expect(out).toContain('::error::grace is "soon", expected a time like 10m');
    expect(stage.github.requests.graphql + stage.github.requests.rest).toBe(0);
  });

  test.runIf(playsMany)("shows neither its token nor its secret, whatever goes wrong", async () => {
    const stage = await stageWith(on);
    open(stage);
    const token = "ghs_wrongwrongwrong";
    const { code, out, summary } = await stage.run("schedule", {}, { INPUT_TOKEN: token });
    expect(code).toBe(1);
    for (const text of [out, summary]) expect(text).not.toMatch(/ghs_wrong|hush/);
  });
});

describe.runIf(playsMany)("the bundle", () => {
  test("comes to at most 256 KiB as it is downloaded, which is compressed", () => {
    expect(bundle.size).toBeLessThanOrEqual(256 * 1024);
  });

  test("does not grow unseen: at most 960 KiB to read before it runs", () => {
    expect(bundle.text.length).toBeLessThanOrEqual(960 * 1024);
  });

  test("holds nothing that only the reference of policies says", () => {
    const described = readFileSync(new URL("../../docs/policy.schema.json", import.meta.url), "utf8");
    const [, words = ""] = /"description": "([^"\\]{40,})"/.exec(described) ?? [];
    expect(words).not.toBe("");
    expect(bundle.text).not.toContain(words);
  });

  test("holds neither GraphQL's own parser nor tables of holidays", () => {
    expect(bundle.text).not.toMatch(/graphql\/utilities|buildASTSchema|date-holidays|moonphase/);
  });
});

test.runIf(playsMany)("what an edit of a comment adds is judged by a file of its own", async () => {
  const stage = await stageWith(on);
  open(stage);
  const { id } = stage.github.comment({ by: "alice", issue: inc, body: "/update Looking." });
  await stage.catchUp();
  stage.later(60_000);
  stage.github.editComment({ by: "alice", comment: id, body: "/update Looking.\naction: restarted db1" });
  for (const { code, out } of await stage.catchUp())
    expect([code, out.match(/^::error.*/m)?.[0]]).toEqual([0, undefined]);
  expect(cardOf(stage)).toContain("restarted db1");
});

describe.runIf(playsMany)("times that are told late, or corrected", () => {
  test("make of the clocks what they do from the source, by files of their own", async () => {
    expect(bundle.text).not.toContain("update|notice|told|called");
    const stage = await stageWith(on);
    open(stage);
    await stage.catchUp();
    stage.later(3_600_000);
    for (const body of ["/resolve 10m ago", "/resolve 30m ago"]) {
      stage.github.comment({ by: "alice", issue: inc, body });
      const ran = await stage.run("workflow_dispatch");
      expect([body, ran.code, ran.out.match(/^::error.*/m)?.[0]]).toEqual([body, 0, undefined]);
    }
    expect(cardOf(stage)).toContain("Update: 1 met");
  });

  test("are not even looked for where there are none", async () => {
    for (const file of ["told.cjs.br", "late.cjs.br", "corrected.cjs.br", "edits.cjs.br"]) {
      const stage = await stageWithout(file, on);
      open(stage);
      expect((await stage.run("workflow_dispatch")).code).toBe(0);
    }
  });
});

test.runIf(playsMany)("the lines of a review are not even looked for where there is none", async () => {
  const stage = await stageWithout("lines.cjs.br", on);
  open(stage);
  expect((await stage.run("workflow_dispatch")).code).toBe(0);
  expect(cardOf(stage)).toContain("SEV1");
});

test.runIf(playsMany)(
  "what mails bring along is not even looked for where a comment has one line",
  async () => {
    const stage = await stageWithout("mail.cjs.br", on);
    open(stage);
    stage.github.comment({ by: "alice", issue: inc, body: "/role lead me" });
    expect((await stage.run("workflow_dispatch")).code).toBe(0);
    expect(cardOf(stage)).toContain("**Lead** alice");
  },
);

test.runIf(playsMany)(
  "whom commands name is not even looked for where nobody was told or called",
  async () => {
    const stage = await stageWithout("contacts.cjs.br", on);
    open(stage);
    expect((await stage.run("workflow_dispatch")).code).toBe(0);
    expect(cardOf(stage)).toContain("SEV1");
  },
);

describe.runIf(playsMany)("a maintenance", () => {
  const announcing = `${on}site: { title: Acme status }\nmaintenance: {}\n`;
  const announce = (stage: Stage): string =>
    stage.github.openIssue({
      ...{ by: "alice", repo: home, title: "The ledger moves", labels: ["maintenance"] },
      body: "### Start\n\n2999-05-02 12:00\n\n### End\n\n2999-05-02 13:30\n\n### Text\n\nRefunds wait.\n",
    }).title;

  test("is announced by a file of its own", async () => {
    const stage = await stageWith(announcing);
    announce(stage);
    await stage.catchUp();
    const [said] = stage.github.comments(inc);
    expect(said?.body).toMatch(/2 May 2999/);
  });

  test("is not even looked for where there is none", async () => {
    const stage = await stageWithout("maintenance.cjs.br", announcing);
    open(stage);
    expect((await stage.run("workflow_dispatch")).code).toBe(0);
    expect(cardOf(stage)).toContain("SEV1");
  });
});

describe.runIf(playsMany)("words of a repository's own", () => {
  const site = `${on}site: { title: Acme status }\n`;
  const write = (stage: Stage, name: string, text: string): void =>
    stage.github.commitFile({ repo: home, path: `.github/tocsin/messages/${name}.md`, text, by: "alice" });

  test("are read from a file of their own: nothing of that is in the first, whose limits stay", () => {
    const theirs = ["There is no filter", "Words mention nobody", "a list or a map"];
    expect(theirs.filter((words) => bundle.text.includes(words))).toEqual([]);
    expect(theirs.filter((words) => !bundle.messages.text.includes(words))).toEqual([]);
  });

  test.runIf(playsMany)(
    "stand in drafts as they do from the source; where they can't be used their place is marked, and the run goes on",
    async () => {
      const stage = await stageWith(site);
      write(stage, "notice", "For you: {{ field.impact }}\n");
      write(stage, "notice-draft", "Read it to the *desk* first.\n");
      open(stage);
      await stage.catchUp();
      const [issue] = stage.github.issues(home);
      const draft = (): string =>
        stage.github.comments(issue?.ref ?? "").find(({ body }) => body.includes("Draft of notice 1"))
          ?.body ?? "";
      expect(draft()).toContain("> For you: Nobody can pay by card");
      expect(draft()).toContain("Read it to the \\*desk\\* first.");
      write(stage, "notice", "For you:\n{{ field.impcat }}\n");
      const swept = await stage.run("push", { ref: "refs/heads/main", repository: { full_name: home } });
      expect(swept.out).toMatch(
        /^::error file=\.github\/tocsin\/messages\/notice\.md,line=2,col=4,title=Tocsin policy::There is no field impcat/m,
      );
      expect(swept.code).toBe(0);
      expect(swept.summary).toContain("### 1 problem in the repository's own words");
      await stage.run("workflow_dispatch");
      expect(draft()).toContain("> Impact: Nobody can pay by card");
      expect(draft()).toContain("**Held:** the repository's own words for it can't be used");
    },
  );

  test.runIf(playsMany)("are not even looked for where there are none", async () => {
    const stage = await stageWithout("messages.cjs.br", site);
    expect((await stage.run("workflow_dispatch")).code).toBe(0);
    write(stage, "notice", "For you: {{ field.impact }}\n");
    const asked = await stage.run("workflow_dispatch");
    expect(asked.out).toContain("messages.cjs.br");
    expect(asked.code).toBe(1);
  });
});

describe.runIf(playsMany)("a rota in a calendar", () => {
  const text = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "BEGIN:VEVENT",
    "UID:1",
    "SUMMARY:Bob Stone",
    "DTSTART:20260101T000000Z",
    "DTEND:20260101T120000Z",
    "RRULE:FREQ=DAILY",
    "END:VEVENT",
    "BEGIN:VEVENT",
    "UID:2",
    "SUMMARY:Bob Stone",
    "DTSTART:20260101T120000Z",
    "DTEND:20260102T000000Z",
    "RRULE:FREQ=DAILY",
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ].join("\r\n");
  const policy = `${on}rota: { night: { ical: { path: .github/rota/manager.ics, names: { Bob Stone: bob } } } }\nroles: { manager: { duty: { rota: night } } }\n`;
  const write = (stage: Stage): void =>
    stage.github.commitFile({ repo: home, path: ".github/rota/manager.ics", text, by: "alice" });

  test("is read from a file of its own: nothing of that is in the first, whose limits stay", () => {
    const theirs = ["BEGIN:", "AUS Central", "BYMONTHDAY"];
    expect(theirs.filter((words) => bundle.text.includes(words))).toEqual([]);
    expect(theirs.filter((words) => !bundle.rotas.text.includes(words))).toEqual([]);
  });

  test.runIf(playsMany)("says who is on duty as it does from the source", async () => {
    const stage = await stageWith(policy);
    write(stage);
    open(stage);
    await stage.catchUp();
    expect(
      stage.github
        .comments(inc)
        .map(({ body }) => body)
        .join(),
    ).toContain("@bob");
  });

  test.runIf(playsMany)("is not even looked for where no rota has one", async () => {
    const stage = await stageWithout("rotas.cjs.br", on);
    expect((await stage.run("workflow_dispatch")).code).toBe(0);
    stage.github.commitFile({ repo: home, path: ".github/tocsin.yml", text: policy, by: "alice" });
    write(stage);
    const asked = await stage.run("workflow_dispatch");
    expect(asked.out).toContain("rotas.cjs.br");
    expect(asked.code).toBe(1);
  });
});

describe.runIf(playsMany)("the incident log", () => {
  const path = "compliance/incident-log.csv";
  const policy = `${on}retro: { severities: [] }\nlog: {}\n`;
  const rights = { issues: "write", contents: "write", metadata: "read" } as const;
  const closed = async (stage: Stage, env: Readonly<Record<string, string>>): Promise<void> => {
    open(stage);
    await stage.catchUp();
    stage.github.close({ by: "alice", issue: inc, reason: "completed" });
    const { event = "", payload } = stage.waiting.shift() ?? {};
    last = await stage.run(event, payload, env);
  };
  let last: Awaited<ReturnType<Stage["run"]>>;

  test("is written from a file of its own: nothing of that is in the first, whose limits stay", () => {
    const theirs = ["createCommitOnBranch", "is never closed", "is no UTF-8"];
    expect(theirs.filter((words) => bundle.text.includes(words))).toEqual([]);
    expect(theirs.filter((words) => !bundle.commits.text.includes(words))).toEqual([]);
  });

  test.runIf(playsMany)(
    "is opened and updated with GITHUB_TOKEN's rights, and keeps what a person wrote in between",
    async () => {
      const stage = await stageWith(policy);
      const { github } = stage;
      const env = { INPUT_TOKEN: github.actionsToken(home, rights) };
      await closed(stage, env);
      expect(last.code).toBe(0);
      expect(github.file(home, path)).toMatch(/^\uFEFFid,slug,.*\r\n.*-payments-down,.*,completed,.*\r\n$/);
      const text = `${github.file(home, path)}by hand,mine\r\n`;
      github.commitFile({ by: "alice", repo: home, path, text });
      github.comment({ by: "alice", issue: inc, body: "/set cause A bad deploy" });
      const { event = "", payload } = stage.waiting.shift() ?? {};
      expect((await stage.run(event, payload, env)).code).toBe(0);
      expect(github.file(home, path)).toMatch(/,A bad deploy,.*\r\nby hand,mine\r\n$/);
      expect(github.issue(inc).labels).not.toContain("incident: follow-up");
    },
    240_000,
  );

  test.runIf(playsMany)(
    "says in one line what is refused and where to mend it, on the card, in the summary and in the log",
    async () => {
      const stage = await stageWith(policy);
      const weak = stage.github.actionsToken(home, { ...rights, contents: "read" });
      await closed(stage, { INPUT_TOKEN: weak });
      const told = "give the job permissions: contents: write in the workflow that runs Tocsin";
      expect(last.summary).toContain(told);
      expect(last.out).toMatch(new RegExp(`^::error::.*${told}`, "m"));
      expect(cardOf(stage)).toContain(told);
      expect(cardOf(stage)).toContain("To be copied: `");
      expect(stage.github.file(home, path)).toBeUndefined();
    },
    240_000,
  );
});

describe.runIf(playsMany)("a report", () => {
  const policy = `${on}documents: { report: { opens: [resolved], path: "incidents/{slug}.md", branch: "incident/{slug}" } }\n`;
  const rights = { issues: "write", contents: "write", pull_requests: "write", metadata: "read" } as const;
  const resolved = async (stage: Stage, env: Readonly<Record<string, string>>): Promise<void> => {
    open(stage);
    await stage.catchUp();
    await said(stage, "/resolve Rolled the deploy back", env);
  };
  const said = async (stage: Stage, body: string, env: Readonly<Record<string, string>>): Promise<void> => {
    stage.github.comment({ by: "alice", issue: inc, body });
    const { event = "", payload } = stage.waiting.shift() ?? {};
    last = await stage.run(event, payload, env);
  };
  let last: Awaited<ReturnType<Stage["run"]>>;

  test("is opened as a draft and kept up to date with GITHUB_TOKEN's rights", async () => {
    const stage = await stageWith(policy);
    const { github } = stage;
    github.set(home, { actionsMayPropose: true });
    const env = { INPUT_TOKEN: github.actionsToken(home, rights), INPUT_DOCUMENTS: "true" };
    await resolved(stage, env);
    expect(last.code).toBe(0);
    const [pull, ...others] = github.pulls(home);
    expect(others).toEqual([]);
    expect(pull).toMatchObject({ state: "draft", author: me });
    const [branch = ""] = github.branches(home).filter((name) => name.startsWith("incident/"));
    const path = `incidents/${branch.slice("incident/".length)}.md`;
    expect(github.file(home, path, branch)).toContain("Nobody can pay by card");
    expect(github.file(home, path, branch)).not.toContain("A bad deploy");
    await said(stage, "/set cause A bad deploy", env);
    expect(last.code).toBe(0);
    // A draft rests for a while after each commit, so that an hour of news is not an hour of commits.
    expect(github.file(home, path, branch)).not.toContain("A bad deploy");
    stage.later(15 * 60_000);
    expect((await stage.run("schedule", {}, env)).code).toBe(0);
    expect(github.file(home, path, branch)).toContain("A bad deploy");
    expect(github.pulls(home)).toHaveLength(1);
    expect(github.file(home, path)).toBeUndefined();
    expect(cardOf(stage)).toMatch(/Incident report.*a draft/);
  }, 240_000);

  test("hears at once, by the events that the workflow asks for, that it was handed in, sent back and accepted", async () => {
    const stage = await stageWith(policy);
    const { github } = stage;
    github.set(home, { actionsMayPropose: true });
    const env = { INPUT_TOKEN: github.actionsToken(home, rights), INPUT_DOCUMENTS: "true" };
    await resolved(stage, env);
    const pull = github.pulls(home)[0]?.ref ?? "";
    const heard: string[] = [];
    const hear = async (): Promise<string> => {
      for (let next = stage.waiting.shift(); next !== undefined; next = stage.waiting.shift()) {
        heard.push(next.event);
        last = await stage.run(next.event, next.payload, env);
        expect(last.code).toBe(0);
        // That incident alone, no sweep.
        expect(last.out.match(/^tocsin looked key="(.*?)"/gm)).toEqual([`tocsin looked key="${inc}"`]);
      }
      return /Incident report.*/.exec(cardOf(stage))?.[0] ?? "";
    };
    github.readyForReview({ by: "alice", pull });
    const submitted = await hear();
    github.review({ by: "bob", pull, verdict: "CHANGES_REQUESTED", body: "Why so late?" });
    const sentBack = await hear();
    github.review({ by: "bob", pull, verdict: "APPROVED" });
    await hear();
    github.mergePull({ by: "alice", pull });
    const accepted = await hear();
    expect({ submitted, sentBack, accepted }).toEqual({
      submitted: expect.stringMatching(/^Incident report\*\* submitted since .*, alice: /),
      sentBack: expect.stringMatching(/^Incident report\*\* changes asked for since .*, bob: /),
      accepted: expect.stringMatching(/^Incident report\*\* accepted .*, alice: /),
    });
    expect(heard).toEqual(["pull_request", "pull_request_review", "pull_request_review", "pull_request"]);
  }, 240_000);

  test.each([
    [
      "the job may not write",
      { ...rights, contents: "read" },
      true,
      "give the app, or the job, contents: write and pull-requests: write",
    ],
    [
      "the repository lets no workflow propose",
      rights,
      false,
      "allow GitHub Actions to create pull requests",
    ],
  ] as const)(
    "says in one line where %s, and the record stands to be copied",
    async (_what, given, mayPropose, remedy) => {
      const stage = await stageWith(policy);
      stage.github.set(home, { actionsMayPropose: mayPropose });
      await resolved(stage, { INPUT_TOKEN: stage.github.actionsToken(home, given), INPUT_DOCUMENTS: "true" });
      const lines = cardOf(stage)
        .split("\n")
        .filter((line) => line.includes("GitHub refused"));
      expect(lines).toHaveLength(1);
      expect(lines[0]).toContain(remedy);
      expect(last.summary).toContain(remedy);
      expect(last.out.split("\n").filter((line) => line.startsWith("::error::"))).toHaveLength(1);
      expect(stage.github.pulls(home)).toEqual([]);
    },
    240_000,
  );
});

describe.runIf(playsMany)("channels", () => {
  const env = {
    TOCSIN_CHANNEL_HOOK: '{"kind":"webhook","for":"acme","url":"hunter2"}',
    TOCSIN_CHANNEL_MAIL: '{"kind":"email","for":"acme","from":"hunter2"}',
    TOCSIN_CHANNEL_OTHER: "",
  };

  test("are in a file of their own: nothing of them is in the first, whose limits stay", () => {
    const theirs = ["whsec_", "STARTTLS", "webhook-signature", "say which kind of channel"];
    expect(theirs.filter((words) => bundle.text.includes(words))).toEqual([]);
    expect(theirs.filter((words) => !bundle.channels.text.includes(words))).toEqual([]);
  });

  test.runIf(playsMany)("are not even looked for where none is set up", async () => {
    const stage = await stageWithout("channels.cjs.br", on);
    const { code, out } = await stage.run("workflow_dispatch", {}, { TOCSIN_CHANNEL_OTHER: "" });
    expect(out).not.toMatch(/^::error/m);
    expect(code).toBe(0);
    const asked = await stage.run("workflow_dispatch", {}, env);
    expect(asked.out).toContain("channels.cjs.br");
    expect(asked.code).toBe(1);
  });

  test.runIf(playsMany)(
    "that are set up wrongly are told with what to mend and nothing of their secrets, and the run goes on",
    async () => {
      const stage = await stageWith(on, "fresh");
      const { code, out, summary } = await stage.run("workflow_dispatch", {}, env);
      expect(code).toBe(1);
      expect(out).toMatch(/^::error::TOCSIN_CHANNEL_HOOK url is no address to post to; .*; keys is missing/m);
      expect(out).toMatch(/^::error::TOCSIN_CHANNEL_MAIL host is missing: .*; from is missing or no e-mail/m);
      expect(out).not.toContain("TOCSIN_CHANNEL_OTHER");
      for (const text of [out, summary]) expect(text).not.toContain("hunter2");
      expect(stage.github.labels(home).map(({ name }) => name)).toContain("severity: 1");
    },
  );

  test("carry from the built file as they do from the source", async () => {
    const arrived: string[] = [];
    const hook = createServer((request, response) => {
      arrived.push(String(request.headers["webhook-id"]));
      request.resume();
      response.end();
    });
    await new Promise<void>((resolve) => hook.listen(0, "127.0.0.1", resolve));
    const mail = await serveMail();
    const { port } = hook.address() as AddressInfo;
    const { path, text } = bundle.channels;
    const module: { exports: Partial<typeof Channels> } = { exports: {} };
    const code = new Script(`(function (require, module, exports) {${text}\n})`).runInThisContext();
    code(createRequire(path), module, module.exports);
    const set = { for: "acme", to: { directors: "ana@example.org" } };
    const states = await module.exports.setUpChannels?.({
      ...{ clock, fetch, web: "https://github.com" },
      env: {
        TOCSIN_CHANNEL_HOOK: JSON.stringify({
          ...{ for: "acme", kind: "webhook", url: `http://127.0.0.1:${port}` },
          keys: `whsec_${Buffer.alloc(32).toString("base64")}`,
        }),
        TOCSIN_CHANNEL_MAIL: JSON.stringify({
          ...{ ...set, kind: "email", host: "127.0.0.1", port: mail.port, tls: "none" },
          from: "incidents@acme.example",
        }),
      },
    });
    try {
      for (const state of states ?? [])
        expect(state.kind === "open" && (await state.channel.send(letter()))).toMatchObject({
          state: "sent",
        });
      expect(arrived).toHaveLength(1);
      expect(mail.taken.map(({ to }) => to)).toEqual([["ana@example.org"]]);
    } finally {
      hook.closeAllConnections();
      hook.close();
      await mail.close();
    }
  });

  test("do not grow unseen: at most 256 KiB as they are downloaded", () => {
    expect(bundle.channels.size).toBeLessThanOrEqual(256 * 1024);
  });
});
