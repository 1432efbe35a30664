// What is gone or read only on the local GitHub: deleted issues, archived repositories, and those that an app was left out of.
import { expect, test } from "vitest";
import { askWith, setStage } from "./stage.ts";

const home = "acme/incidents";

test("a deleted issue is found by nobody, its parent knows it no more, and its number is not given again", async () => {
  const { github, ask, clock, delivered } = setStage();
  github.setRole("alice", home, "admin");
  for (const title of ["One", "Two"]) github.openIssue({ by: "bob", repo: home, title, body: "" });
  github.addSubIssue({ by: "alice", issue: `${home}#1`, child: `${home}#2` });
  const { id } = github.issue(`${home}#2`);
  expect(() => github.deleteIssue({ by: "bob", issue: `${home}#2` })).toThrow(
    "it takes admin to delete issues",
  );
  delivered.length = 0;
  github.deleteIssue({ by: "alice", issue: `${home}#2` });
  expect(() => github.comment({ by: "bob", issue: `${home}#2`, body: "?" })).toThrow("Not found");
  expect(github.issue(`${home}#1`).subIssues).toEqual([]);
  const query = `query($id: ID!) { node(id: $id) { id }
    repository(owner: "acme", name: "incidents") { issues(first: 5) { nodes { title subIssues(first: 5) { totalCount } } } } }`;
  const { data, errors } = await ask(query, { id });
  expect(errors).toMatchObject([{ type: "NOT_FOUND", path: ["node"] }]);
  expect(data).toMatchObject({
    repository: { issues: { nodes: [{ title: "One", subIssues: { totalCount: 0 } }] } },
  });
  github.openIssue({ by: "bob", repo: home, title: "Three", body: "" });
  expect(github.issues(home).map(({ ref }) => ref)).toEqual([`${home}#1`, `${home}#3`]);
  await clock.settle();
  const told = delivered.map(({ headers, body }) => [headers["x-github-event"], JSON.parse(body)] as const);
  expect(told).toContainEqual([
    "issues",
    expect.objectContaining({ action: "deleted", issue: expect.objectContaining({ title: "Two" }) }),
  ]);
});

test("an issue that went elsewhere is led on to by REST, where it can be seen; one that was deleted is gone", async () => {
  const { github, rest } = setStage();
  for (const repo of [home, "acme/vault"]) github.setRole("alice", repo, "admin");
  for (const title of ["Moved", "Deleted"]) github.openIssue({ by: "bob", repo: home, title, body: "" });
  github.transfer({ by: "alice", issue: `${home}#1`, to: "acme/vault" });
  github.deleteIssue({ by: "alice", issue: `${home}#2` });
  const told = await rest(`/repos/${home}/issues/1`, { redirect: "manual" });
  expect([told.status, told.headers.get("location")]).toEqual([
    301,
    expect.stringMatching(/\/repositories\/\d+\/issues\/1$/),
  ]);
  expect(await (await rest(`/repos/${home}/issues/1`)).json()).toMatchObject({
    title: "Moved",
    repository_url: expect.stringMatching(/\/repos\/acme\/vault$/),
  });
  expect((await rest(`/repos/${home}/issues/1/comments`)).status).toBe(404);
  expect((await rest(`/repos/${home}/issues/2`)).status).toBe(410);
  expect((await rest(`/repos/${home}/issues/3`)).status).toBe(404);
});

test("an archived repository is read as before, and nobody writes in it", async () => {
  const { github, ask } = setStage();
  github.setRole("alice", home, "admin");
  github.openIssue({ by: "bob", repo: home, title: "One", body: "" });
  expect(() => github.archive({ by: "bob", repo: home })).toThrow("it takes admin to archive it");
  github.archive({ by: "alice", repo: home });
  for (const act of [
    () => github.comment({ by: "alice", issue: `${home}#1`, body: "?" }),
    () => github.openIssue({ by: "alice", repo: home, title: "Two", body: "" }),
    () => github.close({ by: "alice", issue: `${home}#1`, reason: "completed" }),
  ])
    expect(act).toThrow("acme/incidents is archived, so it is read only");
  const { id } = github.issue(`${home}#1`);
  const read = `{ repository(owner: "acme", name: "incidents") { isArchived issue(number: 1) { title } } }`;
  expect((await ask(read)).data).toMatchObject({ repository: { isArchived: true, issue: { title: "One" } } });
  const write = `mutation($id: ID!) { addComment(input: { subjectId: $id, body: "Hello" }) { clientMutationId } }`;
  expect((await ask(write, { id })).errors).toMatchObject([
    { type: "UNPROCESSABLE", message: "Repository was archived so is read-only." },
  ]);
});

test("an app that an owner left a repository out for reads it where it is public, and writes nothing there", async () => {
  const { github } = setStage();
  github.addRepository({ owner: "globex", name: "shop" });
  github.addRepository({ owner: "globex", name: "docs" });
  github.addRepository({ owner: "globex", name: "vault", private: true });
  github.install("tocsin", "globex", ["globex/docs", "globex/vault"]);
  github.setRole("bob", "globex/docs", "write");
  github.openIssue({ by: "bob", repo: "globex/docs", title: "One", body: "" });
  const token = github.installationToken("tocsin", "globex");
  const headers = { authorization: `Bearer ${token}` };
  const listed = await github.fetch("http://github.local/installation/repositories", { headers });
  expect(await listed.json()).toMatchObject({
    total_count: 1,
    repository_selection: "selected",
    repositories: [{ full_name: "globex/shop" }],
  });
  const query = `{ docs: repository(owner: "globex", name: "docs") { id } vault: repository(owner: "globex", name: "vault") { id } }`;
  const { data, errors } = await askWith(github, token, { query });
  expect(data).toMatchObject({ docs: { id: expect.any(String) }, vault: null });
  expect(errors).toMatchObject([{ type: "NOT_FOUND", path: ["vault"] }]);
  const { id } = github.issue("globex/docs#1");
  const mutation = `mutation { addComment(input: { subjectId: "${id}", body: "Hello" }) { clientMutationId } }`;
  expect((await askWith(github, token, { query: mutation })).errors).toMatchObject([{ type: "FORBIDDEN" }]);
});
