// What the server answers below `/status/`: files with their kind, what is unchanged, what is moved and what is not there.
import { describe, expect, test } from "vitest";
import { answerSite } from "../../src/site/serve.ts";
import { siteOf } from "../../src/site/site.ts";
import { incident, page } from "./build.ts";

const files = siteOf(page({ incidents: [incident()] }));
const ask = (path: string, ifNoneMatch?: string) => answerSite(files, { path, top: "status", ifNoneMatch });

describe("a file of the site", () => {
  test.each([
    ["/", "index.html", "text/html; charset=utf-8"],
    ["/index.html", "index.html", "text/html; charset=utf-8"],
    ["/incidents/a1/", "incidents/a1/index.html", "text/html; charset=utf-8"],
    ["/atom.xml", "atom.xml", "application/atom+xml; charset=utf-8"],
    ["/feed.json", "feed.json", "application/feed+json; charset=utf-8"],
    [
      "/api/v2/incidents/unresolved.json",
      "api/v2/incidents/unresolved.json",
      "application/json; charset=utf-8",
    ],
  ])("%s is %s", (path, file, type) => {
    const { status, headers, body } = ask(path);
    expect({ status, body }).toEqual({ status: 200, body: files.get(file) });
    expect(headers).toMatchObject({
      "content-type": type,
      "cache-control": "max-age=15",
      "x-content-type-options": "nosniff",
    });
    expect(headers["access-control-allow-origin"]).toBe(file.endsWith(".html") ? undefined : "*");
  });

  test("is not sent again to whoever has it", () => {
    const etag = ask("/").headers.etag ?? "";
    expect(etag).toMatch(/^"[\w-]{27}"$/);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const { status, headers, body } = ask("/", known);
      expect({ status, etag: headers.etag, cache: headers["cache-control"], body }).toEqual({
        status: 304,
        etag,
        cache: "max-age=15",
        body: "",
      });
    }
    expect(ask("/", '"other"').status).toBe(200);
    expect(ask("/feed.json", etag).status).toBe(200);
  });
});

describe("a folder without its slash", () => {
  test.each([
    ["", "status/", "/status"],
    ["/history", "./history/", "/status/history"],
    ["/incidents/a1", "./a1/", "/status/incidents/a1"],
  ])("%j is moved to where relative links are right", (path, location, from) => {
    const { status, headers } = ask(path);
    expect({ status, location: headers.location }).toEqual({ status: 308, location });
    expect(new URL(location, `https://acme.example${from}`).pathname).toBe(`${from}/`);
  });
});

describe("what is not there", () => {
  test.each([
    ["/incidents/gone/"],
    ["/404.html"],
    ["/.nojekyll"],
    ["/../package.json"],
    ["//evil.example"],
    ["/incidents"],
    ["/__proto__"],
  ])("%s is answered by the page that says so", (path) => {
    const { status, headers, body } = ask(path);
    expect({ status, body }).toEqual({ status: 404, body: files.get("404.html") });
    expect(headers["content-type"]).toBe("text/html; charset=utf-8");
  });
});
