import { describe, expect, test } from "vitest";
import { limitOf } from "../../../src/engine/limit.ts";
import { loadPolicy, type PolicyTexts } from "../../../src/engine/policy.ts";
import { presets } from "../../../src/shipped/presets.ts";

const HOUR = 3_600_000;

function load(text: string | undefined, more: Partial<PolicyTexts> = {}) {
  return loadPolicy({ file: "tocsin.yml", text, presets: presets(), ...more });
}

/** A policy that is expected to be right. */
function policyOf(text: string | undefined, more: Partial<PolicyTexts> = {}) {
  const { policy, problems } = load(text, more);
  expect(problems).toEqual([]);
  if (policy === undefined) throw new Error("There is no policy.");
  return policy;
}

const elapsed = (ms: number) => ({ kind: "elapsed", ms });

describe("a repository's file", () => {
  test("extends sre when it does not say", () => {
    const policy = policyOf("teams: { payments: acme/payments }");
    expect(policy.extends).toEqual(["sre"]);
    expect(policy.severities.map(({ key }) => key)).toEqual(["sev1", "sev2", "sev3", "sev4"]);
    expect(policy.teams.payments).toEqual({ repository: "acme/payments", aliases: [], labels: [], lead: [] });
  });

  test("is sre as it stands where it is empty", () => {
    expect(policyOf("# nothing yet\n")).toEqual(policyOf("extends: sre"));
  });

  test("changes one limit and keeps the rest of the clock", () => {
    const [update] = policyOf("clocks: { update: { within: { sev3: 4h } } }").clocks;
    expect(update).toMatchObject({
      name: "update",
      starts: ["declared", "reopened"],
      remind: ["lead"],
      escalates: true,
    });
    expect(update?.within).toEqual({
      any: elapsed(1.5 * HOUR),
      sev1: elapsed(HOUR),
      sev2: elapsed(1.5 * HOUR),
      sev3: elapsed(4 * HOUR),
    });
  });

  test("takes out with null what a preset says", () => {
    const policy = policyOf("clocks: { update: null }\nroles: { scribe: null }");
    expect(policy.clocks).toEqual([]);
    expect(Object.keys(policy.roles)).toEqual(["lead", "comms", "tech", "manager"]);
  });

  test("replaces a list", () => {
    expect(policyOf("retro: { severities: [sev1] }").retro.severities).toEqual(["sev1"]);
  });

  test("sorts a severity that it adds by its rank", () => {
    const policy = policyOf("severities: { sev0: { rank: -1, label: 'severity: 0' } }");
    expect(policy.severities.map(({ key, rank }) => [key, rank])).toEqual([
      ["sev0", 0],
      ["sev1", 1],
      ["sev2", 2],
      ["sev3", 3],
      ["sev4", 4],
    ]);
  });

  test("names a label by its name alone", () => {
    const { incident } = policyOf("incidents: { label: outage }").labels;
    expect(incident).toMatchObject({ name: "outage", aliases: [] });
  });

  test("takes a since as the start of that day in the policy's zone", () => {
    const summer = policyOf("incidents: { since: 2025-04-01, zone: Europe/London }").incidents.since;
    expect(new Date(summer ?? 0).toISOString()).toBe("2025-03-31T23:00:00.000Z");
    const instant = policyOf("incidents: { since: '2025-04-01T09:00:00+02:00' }").incidents.since;
    expect(new Date(instant ?? 0).toISOString()).toBe("2025-04-01T07:00:00.000Z");
  });

  test("reads logins with and without @ and [bot]", () => {
    const policy = policyOf("incidents: { authors: ['tocsin[bot]'] }\nroles: { lead: { duty: '@octocat' } }");
    expect(policy.incidents.authors).toEqual(["tocsin"]);
    expect(policy.roles.lead?.duty).toEqual([{ hours: "always", people: ["octocat"] }]);
  });
});

describe("a clock's limit", () => {
  test("holds for all severities where it is one text", () => {
    const { clocks } = policyOf("clocks: { update: { within: 30m } }");
    const half = elapsed(HOUR / 2);
    expect(clocks[0]?.within).toEqual({ any: half, sev1: half, sev2: half, sev3: half, sev4: half });
  });

  test("of any is for severities without one and while none is settled", () => {
    const [clock] = policyOf("clocks: { update: null, call: { starts: declared, within: 20m } }").clocks;
    if (clock === undefined) throw new Error("There is no clock.");
    expect(limitOf(clock, undefined)).toEqual(elapsed(HOUR / 3));
    expect(limitOf(clock, "sev4")).toEqual(elapsed(HOUR / 3));
  });

  test("is none where the policy says none, whatever any says", () => {
    const [update] = policyOf("extends: sre").clocks;
    if (update === undefined) throw new Error("There is no clock.");
    expect(limitOf(update, "sev2")).toEqual(elapsed(1.5 * HOUR));
    expect(limitOf(update, undefined)).toEqual(elapsed(1.5 * HOUR));
    expect(limitOf(update, "sev3")).toBeUndefined();
  });
});

describe("presets", () => {
  const own = {
    base: "extends: sre",
    a: "extends: base\nincidents: { slug: from-a, zone: UTC }",
    b: "incidents: { slug: from-b }",
  };
  const with_ = { presets: { ...presets(), ...own } };

  test("lie over each other in the order in which they are named", () => {
    const policy = policyOf("extends: [a, b]", with_);
    expect(policy.incidents).toMatchObject({ slug: "from-b", zone: "UTC" });
    expect(policyOf("extends: [sre, b, a]", with_).incidents.slug).toBe("from-a");
    expect(policy.extends).toEqual(["a", "b"]);
  });

  test("extend presets themselves, each lying once", () => {
    expect(
      policyOf("extends: [b, a, sre]", {
        presets: { ...with_.presets, b: "extends: sre\nincidents: { slug: b }" },
      }).incidents.slug,
    ).toBe("from-a");
  });

  test("of which two are whole processes are one problem, where the second is named", () => {
    const { policy, problems } = load("extends:\n  - dspt\n  - dpsp\n  - hssi\n");
    expect(policy).toBeUndefined();
    expect(problems).toMatchObject([{ path: "extends.2", line: 4 }]);
    expect(problems[0]?.message).toBe(
      "dpsp and hssi are both whole processes; only an overlay, dspt, goes with another.",
    );
    expect(load("extends: [hssi, dspt, hssi]").problems).toEqual([]);
  });

  test("that extend each other in a circle are a problem", () => {
    const round = { ...presets(), one: "extends: two", two: "extends: one" };
    const { policy, problems } = load("extends:\n  - sre\n  - one\n", { presets: round });
    expect(policy).toBeUndefined();
    expect(problems).toMatchObject([{ path: "extends.1", line: 3, column: 5 }]);
    expect(problems[0]?.message).toContain("one → two → one");
  });

  test("that nobody knows are a problem that names the nearest", () => {
    const { problems } = load("extends: hsi");
    expect(problems[0]).toMatchObject({
      path: "extends",
      line: 1,
      column: 10,
      message: "There is no preset hsi; did you mean hssi?",
    });
  });
});

describe("an owner-level policy", () => {
  const ownerText = "extends: hssi\nrepositories: [acme/incidents]\nincidents: { slug: owner, zone: UTC }";

  test("rules a repository that it names and that has no file", () => {
    const policy = policyOf(undefined, { ownerText, repository: "Acme/Incidents" });
    expect(policy.incidents.slug).toBe("owner");
    expect(policy.extends).toEqual(["hssi"]);
  });

  test("lies under the repository's own file", () => {
    const policy = policyOf("incidents: { slug: own }", { ownerText, repository: "acme/incidents" });
    expect(policy.incidents).toMatchObject({ slug: "own", zone: "UTC" });
    expect(policy.extends).toEqual(["hssi"]);
  });

  test("leaves a repository alone that it does not name", () => {
    expect(load(undefined, { ownerText, repository: "acme/other" })).toEqual({ problems: [] });
    expect(policyOf("incidents: { slug: own }", { ownerText, repository: "acme/other" }).incidents.zone).toBe(
      "Europe/London",
    );
  });

  test("is no matter of a repository that it does not name, whatever is wrong with it", () => {
    const broken = `${ownerText}\nclocks: 5`;
    expect(load(undefined, { ownerText: broken, repository: "acme/other" })).toEqual({ problems: [] });
    expect(load(undefined, { ownerText: broken, repository: "acme/incidents" }).problems).toMatchObject([
      { file: "(owner) .github/tocsin.yml", path: "clocks", line: 4 },
    ]);
  });

  test("that can't be read is a problem, for it may have named the repository", () => {
    const { policy, problems } = load(undefined, { ownerText: "a: [", repository: "acme/incidents" });
    expect(policy).toBeUndefined();
    expect(problems[0]?.file).toBe("(owner) .github/tocsin.yml");
  });
});

test("without any file there is no policy and no problem", () => {
  expect(load(undefined, { repository: "acme/incidents" })).toEqual({ problems: [] });
});
