// What rotas have besides the policy: iCalendar files of the repository, and feeds from outside.
import { expect, test } from "vitest";
import { setStage } from "./stage.ts";

const opening = {
  by: "alice",
  repo: "acme/incidents",
  title: "Down",
  body: "x",
  labels: ["incident"],
} as const;

test("iCalendar files of .github/rota come with the one request of a look", async () => {
  const files = {
    ".github/rota/edm.ics": "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
    ".github/rota/notes.txt": "not a calendar",
    "edm.ics": "elsewhere",
  };
  const { open, see, github } = setStage({ files });
  const ref = open({ ...opening, labels: [...opening.labels] });
  await see(ref);
  const before = github.requests.graphql + github.requests.rest;
  const { sources } = await see(ref);
  expect(github.requests.graphql + github.requests.rest - before).toBe(1);
  expect(sources.calendars).toMatchObject([
    { path: ".github/rota/edm.ics", text: files[".github/rota/edm.ics"] },
  ]);
});

test("a repository without such a folder has none", async () => {
  const { open, see } = setStage();
  const { sources } = await see(open({ ...opening, labels: [...opening.labels] }));
  expect([sources.calendars, sources.feeds]).toEqual([undefined, undefined]);
});

test("feeds are asked for with the policy's files and the repository's name, and come with the snapshot", async () => {
  const asked: string[] = [];
  const feed = { url: "env:ROTA", shown: "env:ROTA", oid: "1", text: "…" };
  const { open, see } = setStage({
    feeds: (sources, repository) => {
      asked.push(`${repository} ${sources.policy?.text}`);
      return Promise.resolve([feed]);
    },
  });
  const { sources } = await see(open({ ...opening, labels: [...opening.labels] }));
  expect(sources.feeds).toEqual([feed]);
  expect(asked).toEqual(["acme/incidents extends: sre\n"]);
});
