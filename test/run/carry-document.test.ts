// A document comes to one pull request, whatever was cut off; it goes where nobody more may look; what is somebody else's is left alone.
import { beforeEach, expect, test } from "vitest";
import type { WriteDocument } from "../../src/engine/leaving.ts";
import { createClient } from "../../src/github/client.ts";
import { createProof } from "../../src/github/proof.ts";
import { VirtualClock } from "../../src/local-github/clock.ts";
import { createGitHub, type LocalGitHub } from "../../src/local-github/github.ts";
import { createRenderer } from "../../src/render/render.ts";
import { carryDocument } from "../../src/run/carry-document.ts";

const render = createRenderer({
  "document-pull": "The report of {{ incident }}",
  "document-commit": "Draft the report",
});
const text = "# Report\n\n<!-- tocsin:region facts -->\n- one\n<!-- tocsin:end facts -->\n";

let github: LocalGitHub;
const clock = new VirtualClock(Date.UTC(2025, 3, 1));
/** Nobody waits here for a pace: whoever sleeps has slept. */
let at = clock.now();
const patient = {
  now: () => at,
  sleep: async (wait: number) => {
    at += wait;
  },
};

beforeEach(() => {
  github = createGitHub({
    clock,
    apps: [
      {
        ...{ slug: "tocsin", id: 1, webhookSecret: "x", webhook: async () => ({ status: 200 }) },
        permissions: { issues: "write", contents: "write", pull_requests: "write", metadata: "read" },
      },
    ],
  });
  github.addRepository({
    owner: "acme",
    name: "incidents",
    private: true,
    files: { "README.md": "Incidents" },
  });
  github.addRepository({ owner: "acme", name: "open", files: { "README.md": "Open" } });
  github.install("tocsin", "acme");
  github.addUser("ana");
  github.setRole("ana", "acme/incidents", "write");
});

const effect: WriteDocument = {
  ...{ kind: "document", id: "document/report/2025-04-01-x", because: "wanted", repeatable: true },
  ...{ repository: "acme/incidents", home: "acme/incidents", branch: "incident/x", path: "incidents/x.md" },
  ...{
    title: "Incident report: X",
    template: "incident-report",
    values: {},
    mark: ["report", "acme/incidents#7", "a"],
  },
  words: { template: "document-pull", values: { incident: "acme/incidents#7" } },
  message: { template: "document-commit", values: {} },
  markers: [["of", "2025-04-01-x", "acme/incidents#7", "document", "document/report/2025-04-01-x"]],
  ...{ private: true, reviewers: ["ana"], assignees: ["ana"] },
};

function carry(given: WriteDocument = effect, body = text) {
  const token = github.installationToken("tocsin", "acme");
  const auth = { kind: "token", token, login: "tocsin", mayPropose: true } as const;
  const client = createClient({ apiUrl: "http://github.local", auth, fetch: github.fetch, clock: patient });
  const proof = createProof({ secret: "s" });
  return carryDocument(given, body, { client, clock: patient, render, proof, replaced: new Map() });
}

const pulls = () => github.pulls("acme/incidents").map(({ ref, title, state }) => ({ ref, title, state }));

test("a branch, its file and one draft, however often it is carried", async () => {
  const first = await carry();
  expect(first).toMatchObject({
    state: "sent",
    made: { ref: "acme/incidents#1", file: "incident/x:incidents/x.md" },
  });
  expect(await carry()).toMatchObject({ state: "sent", made: { ref: "acme/incidents#1" } });
  expect(pulls()).toEqual([{ ref: "acme/incidents#1", title: "Incident report: X", state: "draft" }]);
  expect(github.file("acme/incidents", "incidents/x.md", "incident/x")).toContain("- one");
  expect(github.file("acme/incidents", "incidents/x.md")).toBeUndefined();
});

test.each([
  ["its branch", 1],
  ["its file", 2],
  ["its pull request", 3],
  ["asking its reviewers", 4],
])("broken off after %s it goes on where it ended, and comes to one draft", async (_what, last) => {
  let writes = 0;
  github.onWrite(() => {
    writes++;
    if (writes === last) throw new Error("the process has crashed");
  });
  expect((await carry()).state).not.toBe("failed");
  expect(writes).toBeGreaterThanOrEqual(last);
  expect(await carry()).toMatchObject({ state: "sent", made: { ref: "acme/incidents#1" } });
  expect(pulls()).toEqual([{ ref: "acme/incidents#1", title: "Incident report: X", state: "draft" }]);
  expect(github.branches("acme/incidents")).toEqual(["main", "incident/x"]);
  const drafted = github.log.filter(({ did, branch }) => did === "committed" && branch === "incident/x");
  expect(drafted).toHaveLength(1);
});

test("a draft of a private incident goes nowhere where more people look, not even its branch", async () => {
  const said = await carry({ ...effect, repository: "acme/open" });
  expect(said).toMatchObject({
    state: "failed",
    because: expect.stringContaining("more people may look at acme/open"),
  });
  expect(github.file("acme/open", "README.md", "incident/x")).toBeUndefined();
  expect(github.pulls("acme/open")).toEqual([]);
});

test("another account's repository is written to by nobody", async () => {
  expect(await carry({ ...effect, repository: "evil/x" })).toMatchObject({
    ...{ state: "failed", because: expect.stringContaining("another account's") },
  });
});

test("of two incidents whose short names are alike each has a branch, a file and a draft of its own", async () => {
  await carry();
  const other = {
    ...effect,
    ...{ id: "document/report/2025-04-01-x-of-another", mark: ["report", "acme/incidents#8", "b"] },
  };
  const said = await carry(other, text.replace("one", "another"));
  expect(said).toMatchObject({ state: "sent", made: { ref: "acme/incidents#2" } });
  const file = said.state === "sent" ? (said.made?.file ?? "") : "";
  expect(file).toMatch(/^incident\/x-\w{6}:incidents\/x-\w{6}\.md$/);
  const [branch = "", path = ""] = file.split(":");
  expect(github.file("acme/incidents", path, branch)).toContain("- another");
  expect(github.file("acme/incidents", "incidents/x.md", "incident/x")).toContain("- one");
  // Brought up to date by mistake, the first's file stays the first's.
  await carry({ ...other, pull: "PR" }, text.replace("one", "another"));
  expect(github.file("acme/incidents", "incidents/x.md", "incident/x")).toContain("- one");
});

test("a file that stands there and is not this document is left as it is", async () => {
  github.addRepository({ owner: "acme", name: "taken", private: true, files: { "incidents/x.md": "Mine" } });
  const said = await carry({ ...effect, repository: "acme/taken", home: "acme/taken" });
  expect(said).toMatchObject({ state: "failed", because: expect.stringContaining("is not this document") });
  expect(github.file("acme/taken", "incidents/x.md", "incident/x")).toBe("Mine");
});

test("brought up to date it keeps what people wrote around it", async () => {
  await carry();
  const { id } = { id: "PR" };
  const next = await carry(
    { ...effect, id: "document/report/2025-04-01-x/2", pull: id },
    text.replace("one", "two"),
  );
  expect(next).toEqual({ state: "sent" });
  const file = github.file("acme/incidents", "incidents/x.md", "incident/x");
  expect(file).toContain("- two");
  expect(file).not.toContain("- one");
});
