// `tocsin audience`: who would be told what, by the presets' own rules.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { emptyFolder } from "../folder.ts";
import { run } from "./terminal.ts";

interface Told {
  readonly notices: readonly {
    readonly kind: string;
    readonly audiences: readonly string[];
    readonly channels: readonly string[];
    readonly blocked: string | null;
    readonly held: string | null;
    readonly because: readonly string[];
  }[];
}

async function told(...args: readonly string[]): Promise<Told["notices"]> {
  const { code, out, err } = await run(["audience", "--json", ...args]);
  expect([code, err]).toEqual([0, ""]);
  return (JSON.parse(out) as Told).notices;
}

const ofFirst = ["--policy", "hssi", "--severity", "sev1", "--notice", "first"];
const hssi = [...ofFirst, "--at", "2025-04-01T10:00"];
const risk = "concerns=significant clinical or security risk";

/** H-16: list 1 and list 2 of the directors, by what is affected and how. */
const cells: readonly (readonly [what: string, facts: readonly string[], one: boolean, two: boolean])[] = [
  ["a data centre, outage", ["extent=data centre", "effect=outage"], true, true],
  ["a data centre, slow", ["extent=data centre", "effect=significant performance issue"], true, false],
  ["several sites, outage", ["extent=multi-site", "effect=outage"], true, true],
  ["several sites, slow", ["extent=multi-site", "effect=significant performance issue"], true, false],
  ["a key site, outage", ["extent=key deployment site", "effect=outage"], true, true],
  ["a key site, slow", ["extent=key deployment site", "effect=significant performance issue"], false, false],
  ["a national service, outage", ["extent=national governance service", "effect=outage"], true, true],
  [
    "a national service, slow",
    ["extent=national internal or operational service", "effect=significant performance issue"],
    true,
    false,
  ],
  ["clinical, significant risk", ["flag=clinical", risk], true, true],
  ["clinical, no more said", ["flag=clinical"], false, false],
  ["security, significant risk", ["flag=security", risk], true, true],
  ["security, no more said", ["flag=security"], false, false],
];

describe("the twelve cells of H-16", () => {
  test.each(cells)("%s", async (_, facts, one, two) => {
    const [first] = await told(...hssi, ...facts.flatMap((fact) => ["--set", fact]));
    expect(first?.audiences).toEqual([
      "users",
      ...(one ? ["directors-1"] : []),
      ...(two ? ["directors-2"] : []),
    ]);
  });
});

describe("what holds a notice back", () => {
  const held = async (...more: readonly string[]) => (await told(...hssi, ...more))[0]?.held;

  test("is said, by hours too", async () => {
    expect(await held()).toBeNull();
    expect(await held("--set", "phase=open")).toBe("it is not confirmed");
    expect(await held("--set", "flag=clinical")).toBe("clinical safety is flagged");
    const [late] = await told(...ofFirst, "--set", "flag=clinical", "--at", "2025-04-01T20:00");
    expect(late?.held).toMatch(/^it is out of hours/);
    expect(await held("--set", "flag=clinical", "--set", "communication=users")).toBeNull();
    const [harmed] = await told(...hssi, "--set", "patient-harmed=yes");
    expect(harmed).toMatchObject({ blocked: expect.stringMatching(/^a patient was harmed/), held: null });
  });
});

test("nothing of what was never confirmed goes by itself or is asked for, whatever became of it (H-3, H-44)", async () => {
  const over = ["--set", "phase=resolved", "--set", "confirmed=no"];
  for (const kind of ["first", "resolved", "retrospective", "management"]) {
    const [only] = await told("--policy", "hssi", "--severity", "sev1", "--notice", kind, ...over);
    expect([kind, only?.held]).toEqual([kind, "it is not confirmed"]);
  }
  const all = await told("--policy", "hssi", "--severity", "sev1", ...over);
  expect(all.map(({ kind }) => kind)).not.toContain("retrospective-page");
});

test("knows what follows from the service (D-6, H-45)", async () => {
  const folder = emptyFolder();
  const policy = "extends: hssi\nservices: { quiet: { title: Quiet, facts: { communication: nobody } } }\n";
  writeFileSync(join(folder, "tocsin.yml"), policy);
  const { out } = await run(
    ["audience", "--json", "--policy", "tocsin.yml", "--severity", "sev1", "--set", "service=quiet"],
    { cwd: folder },
  );
  const { notices } = JSON.parse(out) as Told;
  expect(notices.flatMap(({ audiences }) => audiences)).toEqual([]);
});

test("management alone is told of what nobody feels (H-17)", async () => {
  const all = await told(
    ...["--policy", "hssi", "--severity", "sev2"],
    ...["--set", "effect=no effect", "--set", "extent=national governance service"],
  );
  expect(all.find(({ kind }) => kind === "management")?.audiences).toEqual(["management"]);
  expect(all.find(({ kind }) => kind === "first")?.audiences).not.toContain("users");
});

test("users too are told of what nobody feels, once that is decided (H-17)", async () => {
  const felt = ["--policy", "hssi", "--severity", "sev2", "--set", "effect=no effect"];
  for (const kind of ["first", "update", "resolved"]) {
    const of = async (...more: readonly string[]) => (await told(...felt, "--notice", kind, ...more))[0];
    const [undecided, decided] = [await of(), await of("--set", "communication=users")];
    expect([kind, undecided?.audiences, decided?.audiences]).toEqual([kind, [], ["users"]]);
  }
});

test.each([
  ["sre", "sev1", "public-update", ["public"], ["status", "slack"]],
  ["dpsp", "p1", "external-report", ["bridge"], ["email"]],
  ["dpsp", "p1", "announcement", ["announcements"], ["slack"]],
  ["nhs-login", "sev1", "notification", ["nhs-login"], ["email"]],
])(
  "of %s at %s the %s goes to whom its process names",
  async (policy, severity, notice, audiences, channels) => {
    const [only, ...others] = await told("--policy", policy, "--severity", severity, "--notice", notice);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ kind: notice, audiences, channels });
  },
);

test("says it in words", async () => {
  const { out } = await run(["audience", ...hssi, "--set", "extent=data centre", "--set", "flag=clinical"]);
  expect(out).toBe(`First notice: users and sites, list 1 of the directors by email, sms, status
    because directors-1: extent is data centre
    held: clinical safety is flagged
`);
});

test.each([
  [["--notice", "frist"], /no notice "frist"; did you mean first/],
  [["--severity", "sev9"], /no severity "sev9"/],
  [["--set", "colour=red"], /no field "colour"/],
  [["--at", "soon"], /--at is "soon", which is no instant/],
  [["now"], /audience takes no "now"/],
])("wrong use is told: %j", async (args, message) => {
  const { code, err } = await run(["audience", "--policy", "hssi", ...args]);
  expect(code).toBe(2);
  expect(err).toMatch(message);
});
