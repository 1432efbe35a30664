// `tocsin duty`: who is on duty for each role at an instant, and until when that can be relied on.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { emptyFolder } from "../folder.ts";
import { run } from "./terminal.ts";

/** A repository with these files. */
function repository(files: Readonly<Record<string, string>>): string {
  const folder = emptyFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const people = `extends: hssi
contacts: { desk-phone: Service desk }
roles:
  bridge: { duty: { core: [ana, acme/bridge], out: [desk-phone] } }
rota: { edm: { people: [ben, cat], from: 2025-03-31, swaps: [{ from: 2025-04-05T12:00, to: 2025-04-05T19:00, who: dan }] } }
`;
const named = `extends: hssi
rota: { edm: { ical: { path: .github/rota/edm.ics, names: { Ben: ben } } } }
`;
const calendar = (summary: string): string =>
  [
    "BEGIN:VCALENDAR",
    "BEGIN:VEVENT",
    "UID:1",
    `SUMMARY:${summary}`,
    "DTSTART:20250404T173000",
    "DTEND:20250405T070000",
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ].join("\r\n");

interface Found extends Readonly<Record<string, unknown>> {
  readonly code: number;
  readonly roles: Readonly<Record<string, readonly string[]>>;
}

async function duty(at: string, cwd: string, policy = ".github/tocsin.yml"): Promise<Found> {
  const { code, out } = await run(["duty", "--at", at, "--policy", policy, "--json"], { cwd });
  return { ...(JSON.parse(out) as Found), code };
}

describe("who is on duty under hssi", () => {
  const cwd = repository({ ".github/tocsin.yml": people });

  test.each([
    ["2025-04-04T16:29:59Z", "core", ["@ana", "@acme/bridge"], [], "2025-04-04T16:30:00Z"],
    ["2025-04-04T16:30:00Z", "out", ["Service desk"], ["@ben"], "2025-04-05T06:00:00Z"],
    ["2025-04-05T11:30:00+01:00", "out", ["Service desk"], ["@ben"], "2025-04-05T11:00:00Z"],
    ["2025-04-05T12:00", "out", ["Service desk"], ["@dan"], "2025-04-05T18:00:00Z"],
    ["2025-04-05T18:00:00.000Z", "out", ["Service desk"], ["@ben"], "2025-04-06T06:00:00Z"],
    ["2025-04-07T06:59:59Z", "out", ["Service desk"], ["@ben"], "2025-04-07T07:00:00Z"],
    ["2025-04-07T07:00:00Z", "core", ["@ana", "@acme/bridge"], [], "2025-04-07T16:30:00Z"],
    ["2025-04-07T20:00:00Z", "out", ["Service desk"], ["@cat"], "2025-04-08T07:00:00Z"],
    ["2025-04-18T10:00:00Z", "out", ["Service desk"], ["@ben"], "2025-04-18T18:00:00Z"],
  ])("at %s it is %s", async (at, hours, bridge, edm, until) => {
    const found = await duty(at, cwd);
    expect(found).toMatchObject({ code: 0, hours, until });
    expect([found.roles.bridge, found.roles.edm, found.roles.manager]).toEqual([bridge, edm, []]);
  });

  test("a preset by its name has nobody, and says until when the hours are so", async () => {
    const found = await duty("2025-04-18T10:00:00Z", cwd, "hssi");
    expect(found).toMatchObject({ at: "2025-04-18T10:00:00Z", hours: "out", until: "2025-04-22T07:00:00Z" });
    expect(Object.values(found.roles).flat()).toEqual([]);
  });

  test("a policy without hours and rotas never changes", async () => {
    expect(await duty("2025-04-18T10:00:00Z", cwd, "sre")).toMatchObject({
      code: 0,
      hours: "core",
      until: null,
    });
  });

  test("says it in words without --json", async () => {
    const { code, out } = await run(["duty", "--at", "2025-04-04T17:30", "--policy", ".github/tocsin.yml"], {
      cwd,
    });
    expect(code).toBe(0);
    expect(out).toContain("Friday, 4 April 2025, 17:30 BST (16:30 UTC), out of hours\n");
    expect(out).toMatch(/\n {2}Bridge +Service desk\n/);
    expect(out).toMatch(/\n {2}provider +nobody\n/);
    expect(out).toContain("\nUntil Sat 5 Apr 07:00 BST (06:00 UTC).\n");
  });
});

describe("a rota in an iCalendar file", () => {
  test("is read from the repository of the policy file", async () => {
    const cwd = repository({ ".github/tocsin.yml": named, ".github/rota/edm.ics": calendar("Ben") });
    expect((await duty("2025-04-04T20:00:00Z", cwd)).roles.edm).toEqual(["@ben"]);
    expect((await duty("2025-04-05T20:00:00Z", cwd)).roles.edm).toEqual([]);
  });

  test("that names somebody unknown is told with its line, and exits with 1", async () => {
    const cwd = repository({ ".github/tocsin.yml": named, ".github/rota/edm.ics": calendar("Zoe") });
    const found = await duty("2025-04-04T20:00:00Z", cwd);
    expect(found.code).toBe(1);
    expect(found.roles.edm).toEqual([]);
    expect(found.problems).toMatchObject([{ file: ".github/rota/edm.ics", path: "rota.edm.ical", line: 2 }]);
  });

  test("that is missing leaves nobody on duty and says so", async () => {
    const found = await duty("2025-04-04T20:00:00Z", repository({ ".github/tocsin.yml": named }));
    expect(found).toMatchObject({ code: 1, problems: [{ file: ".github/rota/edm.ics" }] });
    expect(found.roles.edm).toEqual([]);
  });

  test("at an address is not fetched with --offline", async () => {
    const text =
      "extends: hssi\nrota: { edm: { ical: { url: 'https://example.org/secret/edm.ics', names: { Ben: ben } } } }\n";
    const cwd = repository({ "policy.yml": text });
    const { code, err } = await run(["duty", "--policy", "policy.yml", "--offline"], { cwd });
    expect(code).toBe(1);
    expect(err).toContain(
      "https://example.org/…:1:1  rota.edm.ical: It was not read: --offline was given. Nobody is on duty by the rota edm until it is read.",
    );
    expect(err).not.toContain("secret");
  });
});

describe("wrong use", () => {
  test.each([
    [["duty"], "duty needs a policy"],
    [["duty", "--policy", "hssi", "--at", "noon"], '--at is "noon", which is no instant'],
    [["duty", "--policy", "hsi"], "did you mean hssi?"],
    [["duty", "edm", "--policy", "hssi"], 'duty takes no "edm"'],
  ])("%j", async (args, message) => {
    const { code, err } = await run(args);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});
