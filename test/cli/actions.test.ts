// `tocsin actions` over a GitHub: what reviews decided, with whose it is, by when, and what became of it.
import { afterAll, beforeAll, expect, test } from "vitest";
import { VirtualClock } from "../../src/local-github/clock.ts";
import { createGitHub, type LocalGitHub } from "../../src/local-github/github.ts";
import { type Served, serveGitHub } from "../../src/local-github/http.ts";
import { presetForms } from "../../src/shipped/presets.ts";
import { emptyFolder } from "../folder.ts";
import { fastClock, run } from "./terminal.ts";

const NOW = Math.floor(Date.now() / 1000) * 1000;
const policy = `extends: sre
incidents: { zone: UTC }
actions: { quiet: 1s }
`;

let github: LocalGitHub;
let served: Served;
let env: Readonly<Record<string, string>>;
const cwd = emptyFolder();
const clock = fastClock();

beforeAll(async () => {
  github = createGitHub({ clock: new VirtualClock(NOW), apps: [] });
  const forms = Object.fromEntries(presetForms("sre").map(({ path, text }) => [path, text] as const));
  github.addRepository({
    ...{ owner: "acme", name: "incidents", labels: ["incident"] },
    files: { ".github/tocsin.yml": policy, ...forms },
  });
  github.addRepository({ owner: "acme", name: "quiet" });
  github.addUser("ana");
  github.setRole("ana", "acme/incidents", "write");
  served = await serveGitHub(github);
  env = { GITHUB_API_URL: served.url, GITHUB_GRAPHQL_URL: `${served.url}/graphql` };
});

afterAll(() => served.close());

const as = (repository: string) => ({
  cwd,
  clock,
  env: { ...env, GITHUB_TOKEN: github.actionsToken(repository) },
});
const sweep = async () => {
  const swept = await run(["sweep", "acme/incidents"], as("acme/incidents"));
  expect(swept.code, swept.err).toBe(0);
};

test("lists every action of the reviews, the open ones first", async () => {
  const body = `### What is happening?\n\nplanted\n\n### Severity\n\nSEV1\n\n### Impact\n\nNobody can pay\n`;
  github.openIssue({ by: "ana", repo: "acme/incidents", title: "Down", labels: ["incident"], body });
  await sweep();
  github.close({ by: "ana", issue: "acme/incidents#1", reason: "completed" });
  await sweep();
  await sweep();
  const review = github.issues("acme/incidents").find(({ title }) => title.startsWith("Review:"));
  const lines = [
    "- [ ] Add a breaker @ana repo:acme/incidents due:2031-05-01",
    "- [ ] Watch the disks repo:acme/incidents due:2031-04-01",
    "- [ ] Order new_disks @ana",
    "- [ ] Ask the shops repo:acme/elsewhere",
    "- Tell the suppliers by Friday",
  ].join("\n");
  github.editIssue({ by: "ana", issue: review?.ref ?? "", body: `${review?.body}\n${lines}\n` });
  await sweep();
  await sweep();
  const breaker = github.issues("acme/incidents").find(({ title }) => title === "Add a breaker");
  github.close({ by: "ana", issue: breaker?.ref ?? "", reason: "completed" });
  await sweep();
  const listed = await run(["actions", "acme/incidents", "--json"], as("acme/incidents"));
  expect(listed.code, listed.err).toBe(0);
  const { actions, unfiled } = JSON.parse(listed.out) as Record<string, readonly unknown[]>;
  expect(actions).toMatchObject([
    { title: "Watch the disks", incident: "acme/incidents#1", owner: null, due: "2031-04-01", state: "open" },
    { title: "Add a breaker", incident: "acme/incidents#1", owner: "ana", due: "2031-05-01", state: "done" },
  ]);
  const words = await run(["actions", "acme/incidents"], as("acme/incidents"));
  expect(words.out.split("\n")[0]).toMatch(
    /^open {6}2031-04-01 {2}acme\/incidents#\d+ {2}Watch the disks {2}\(nobody; acme\/incidents#1\)$/,
  );
  const its = { review: review?.ref, incident: "acme/incidents#1" };
  const whys = [
    "not filed yet · Order new_disks: say which team it is for, team:NAME",
    "not filed yet · Ask the shops: the policy does not list acme/elsewhere under actions: repositories:",
    "not filed · Tell the suppliers by Friday: a plain line that looks like an action. For an issue put [ ] before the words, and team:NAME behind them",
  ];
  expect(unfiled).toEqual(whys.map((why) => ({ ...its, why })));
  expect(words.out.split("\n").slice(2)).toEqual([
    ...["", "Lines without an issue"],
    ...[...whys.map((why) => `  ${why}  (${review?.ref}; acme/incidents#1)`), ""],
  ]);
});

test.each([
  [["actions", "acme/quiet"], 1, /no policy rules acme\/quiet: without a good \.github\/tocsin\.yml/],
  [["actions", "acme"], 2, /with GITHUB_TOKEN actions needs the repositories by name, owner\/repo/],
  [["actions", "acme/incidents/1"], 2, /"acme\/incidents\/1" is neither an owner nor a repository/],
] as const)("%j ends with %d and says what to do", async (words, code, message) => {
  const failed = await run([...words], as("acme/quiet"));
  expect(failed.code).toBe(code);
  expect(failed.err).toMatch(message);
});

test("the text of a service review has the figures of a month and what is still to be done, and nothing else goes with it", async () => {
  const month = new Date(NOW).toISOString().slice(0, 7);
  const asked = ["report", "--month", month, "acme/incidents"];
  const given = { ...as("acme/incidents"), now: NOW + 60_000 };
  const { code, out, err } = await run([...asked, "--review"], given);
  expect(code, err).toBe(0);
  expect(out).toMatch(/^# Figures of \w+ \d{4}\n/);
  expect(out).toMatch(/\n## What is still to be done\n\nAs of \w{3} \d/);
  expect(out).toMatch(
    /\n### Open\n\n- Watch the disks, acme\/incidents#\d+ · \*\*nobody has it\*\* · due Tue 1 Apr 2031/,
  );
  expect(out).not.toMatch(/^- Add a breaker/m);
  expect(out).toContain("\n## What this review decided\n");
  for (const [other, named] of [
    ["--json", "--json"],
    ["--out=x", "--out"],
  ] as const)
    expect(await run([...asked, "--review", other], given)).toMatchObject({
      code: 2,
      err: expect.stringContaining(`--review is a text of its own; leave ${named} out`),
    });
});
