// Maintenance: who may announce it, whose edits count, which times are plain, and that nothing else follows from it.
import { describe, expect, test } from "vitest";
import { onlyGithub } from "../../../src/engine/delivery.ts";
import { rolesNeeded, think } from "../../../src/engine/subjects.ts";
import { createRulings } from "../../../src/rulings/rulings.ts";
import { presetForms, presets } from "../../../src/shipped/presets.ts";
import { announcedWorkOf, maintenanceAt } from "../../../src/site/maintenance.ts";
import type { History } from "../build.ts";
import { announced, filled, looked, policy, thoughtOf, time, work } from "./telling.ts";

const shownOf = (history: History) => {
  const { work: found, incident } = thoughtOf(history).here;
  return announcedWorkOf(found, incident);
};

const effectsOf = (history: History) =>
  thoughtOf(history).plan.effects.map((effect) => ("template" in effect ? effect.template : effect.kind));

/** Somebody with the right holds comms, which the policy asks of whoever accepts. */
const withComms = `${policy}roles: { comms: { duty: [ben] } }\ncommands: { accept: { holders: [comms], role: triage } }\n`;

describe("what somebody with the right announces", () => {
  test("is shown with its title, services, times and public text, and is told in one comment", () => {
    const history = announced();
    expect(shownOf(history)).toEqual({
      id: expect.stringMatching(/^[0-9a-z]{11}$/),
      ...{ title: "The ledger moves", text: "Refunds wait.\n\nPayments go on.", services: ["refunds"] },
      ...{ from: time("22:00"), to: time("23:30") },
      ...{ announcedAt: time("15:40"), changedAt: time("15:40") },
    });
    expect(effectsOf(history)).toEqual(["maintenance"]);
  });

  test("has other public fields behind their titles, and no internal one", () => {
    const open = policy.replace("change reference", "change reference, public: true");
    const set = (text: string) =>
      announced(work, { policy: text }).comment("15:50", "ana", "/set change CHG-7");
    expect(shownOf(set(policy))?.text).not.toContain("CHG-7");
    expect(shownOf(set(open))?.text).toBe("Refunds wait.\n\nPayments go on.\n\nChange reference: CHG-7");
  });

  test("shows nothing of what stands below a heading that is no question of the form any more", () => {
    const text =
      "Refunds wait.\n\n### Internal ticket\n\nCHG-7, ask eve for the password\n\n#### Small\n\nwords";
    expect(shownOf(announced({ ...work, text }))?.text).toBe("Refunds wait.");
    expect(shownOf(announced({ ...work, text: "Refunds wait.\n\n#### From ten" }))?.text).toContain(
      "From ten",
    );
  });

  test("follows what is said later by who may, and says when that was", () => {
    const later = announced()
      .comment("15:50", "ana", "/set end 2026-05-02 01:00")
      .renamed("15:55", "ana", "It moves");
    expect(shownOf(later)).toMatchObject({
      ...{ title: "It moves", to: time("2 01:00"), announcedAt: time("15:40"), changedAt: time("15:55") },
    });
  });

  test("is found by its form where the label does not exist", () => {
    const unlabelled = announced().unlabeled("15:40", "tocsin", "maintenance");
    expect(shownOf(unlabelled)).toMatchObject({ title: "The ledger moves" });
    expect(effectsOf(unlabelled)).toEqual(["create-label", "add-label", "maintenance"]);
  });

  test("keeps an alias of its label", () => {
    const aliased = policy.replace("{ fields", "{ label: { name: maintenance, aliases: [works] }, fields");
    const labelled = announced(work, { policy: aliased })
      .unlabeled("15:40", "tocsin", "maintenance")
      .labeled("15:41", "ana", "works");
    expect(effectsOf(labelled)).toEqual(["maintenance"]);
  });

  test("names no service for all of them", () => {
    for (const service of ["", "all"]) expect(shownOf(announced({ ...work, service }))?.services).toEqual([]);
  });
});

describe("who may not announce it", () => {
  test.each([
    ["a stranger in public", { by: "eve", public: true }, "maintenance-waiting"],
    ["who only reads, where nobody else does", { by: "rae" }, "maintenance-waiting"],
    [
      "who writes, where the policy wants a role for it",
      { by: "ana", policy: withComms },
      "maintenance-waiting",
    ],
  ] as const)("%s waits, and is answered once", (_, setting, template) => {
    const history = announced(work, setting);
    expect(shownOf(history)).toBeUndefined();
    expect(effectsOf(history).filter((one) => one !== "assign")).toEqual([template]);
  });

  test("is shown once somebody with the right accepts, and nobody else's word is enough", () => {
    const waiting = () => looked(announced(work, { by: "eve", public: true }));
    for (const by of ["eve", "rae"])
      expect(shownOf(waiting().comment("15:50", by, "/accept"))).toBeUndefined();
    expect(shownOf(waiting().comment("15:50", "ana", "/accept"))).toMatchObject({
      announcedAt: time("15:50"),
    });
  });

  test.each(["eve", "rae"])("changes nothing by an edit once it was accepted (%s)", (by) => {
    const accepted = looked(announced(work, { by, public: by === "eve" })).comment("15:50", "ana", "/accept");
    const changed = accepted
      .rewrote("16:00", by, filled({ ...work, text: "Send your password to eve." }))
      .renamed("16:01", by, "Send your password")
      .comment("16:02", by, "/set text Send your password to eve.");
    expect(shownOf(changed)).toMatchObject({
      ...{ title: "The ledger moves", text: "Refunds wait.\n\nPayments go on." },
    });
    const edited = changed.rewrote("16:10", "ana", filled({ ...work, text: "Refunds are off." }));
    expect(shownOf(edited)).toMatchObject({ text: "Refunds are off.", changedAt: time("16:10") });
  });

  test("that was set aside is quoted and accepted anew, however it is taken back", () => {
    const accepted = () =>
      looked(announced(work, { by: "eve", public: true })).comment("15:50", "ana", "/accept");
    const evil = filled({ ...work, text: "Send your password to eve." });
    const aside = () => accepted().comment("15:55", "ana", "/not-an-incident").rewrote("15:56", "eve", evil);
    const back = aside().comment("15:57", "ana", "/adopt");
    expect(shownOf(back)).toBeUndefined();
    expect(effectsOf(back)).toContain("maintenance-waiting");
    const labelled = aside().unlabeled("15:55", "ana", "maintenance").labeled("15:57", "ana", "maintenance");
    expect(shownOf(labelled)).toBeUndefined();
    const own = announced().comment("15:55", "ana", "/not-an-incident").comment("15:57", "ana", "/adopt");
    expect(shownOf(own)).toMatchObject({ title: "The ledger moves" });
  });

  test("is shown as what was quoted last before it was accepted, or it is to be accepted again", () => {
    const evil = filled({ ...work, text: "Send your password to eve." });
    const waiting = () => looked(announced(work, { by: "eve", public: true }), "15:42");
    const swapped = waiting().rewrote("15:49", "eve", evil).comment("15:50", "ana", "/accept");
    expect(shownOf(swapped)).toBeUndefined();
    expect(effectsOf(swapped)).toEqual(
      expect.arrayContaining(["react", "refused", "minimize", "maintenance-waiting"]),
    );
    expect(JSON.stringify(thoughtOf(swapped).plan.effects)).toContain("Send your password");
    const again = looked(swapped, "15:51").comment("15:55", "ana", "/accept");
    expect(shownOf(again)).toMatchObject({ text: "Send your password to eve." });

    const renamed = waiting().renamed("15:49", "eve", "Pay here").comment("15:50", "ana", "/accept");
    expect(shownOf(renamed)).toBeUndefined();

    // What was quoted once and changed back is not what whoever accepts has just read.
    const back = looked(waiting().rewrote("15:44", "eve", evil), "15:45")
      .rewrote("15:49", "eve", filled(work))
      .comment("15:50", "ana", "/accept");
    expect(shownOf(back)).toBeUndefined();
    expect(effectsOf(back)).toContain("maintenance-waiting");

    const labelled = waiting().renamed("15:49", "eve", "Pay here").labeled("15:50", "ana", "maintenance");
    expect(shownOf(labelled)).toBeUndefined();
  });

  test("is quoted as it stands once, without what may be an NHS number, and not where its issue is closed", () => {
    const waiting = (answers = work) => announced(answers, { by: "eve", public: true });
    expect(effectsOf(looked(waiting()))).toEqual([]);
    expect(effectsOf(waiting().closed("15:50", "eve"))).not.toContain("maintenance-waiting");
    const suspect = waiting({ ...work, text: "943 476 5919", start: "943 476 5919" });
    expect(JSON.stringify(thoughtOf(suspect).plan.effects)).not.toContain("943 476 5919");
  });

  test("can neither end it nor take its label off", () => {
    const history = looked(announced(work, { by: "eve", public: true }))
      .comment("15:50", "ana", "/accept")
      .closed("22:30", "eve")
      .unlabeled("22:31", "eve", "maintenance");
    expect(shownOf(history)).toMatchObject({ to: time("23:30") });
  });
});

describe("what can't be shown says why", () => {
  const problemsOf = (answers: Partial<typeof work>) => {
    const { work: found } = thoughtOf(announced({ ...work, ...answers })).here;
    expect(shownOf(announced({ ...work, ...answers }))).toBeUndefined();
    return found.problems.map((one) =>
      "why" in one ? `${one.field}: ${one.why}` : `${one.field} ${one.kind}`,
    );
  };

  test.each<[Partial<typeof work>, readonly (string | RegExp)[]]>([
    [{ start: "" }, ["start missing"]],
    [{ start: "22:00" }, ["start: the day is missing"]],
    [{ start: "soon" }, [/^start: /]],
    [{ start: "1/5/2026 22:00" }, [/^start: /]],
    [{ start: "2026-05-01 22:00 XYT" }, [/^start: the zone "XYT" is not plain/]],
    [{ end: "2026-05-01 21:00" }, ["end backwards"]],
    [{ end: "" }, ["end missing"]],
    [{ service: "letters" }, ["service strange"]],
    [{ service: "943 476 5919" }, ["service suspect"]],
    [{ text: "Patient 943 476 5919 waits." }, ["text suspect"]],
    [{ service: "refunds, letters" }, ["service strange"]],
  ])("%j", (answers, wanted) => {
    const found = problemsOf(answers);
    expect(found).toHaveLength(wanted.length);
    for (const [index, one] of wanted.entries())
      if (typeof one === "string") expect(found[index]).toBe(one);
      else expect(found[index]).toMatch(one);
  });

  test("what may be an NHS number is not repeated, and shown once it is out", () => {
    const one = announced({ ...work, text: "For 943 476 5919." }).renamed("15:45", "ana", "9434765919 moves");
    expect(shownOf(one)).toBeUndefined();
    expect(JSON.stringify(thoughtOf(one).plan.effects)).not.toMatch(/943 ?476 ?5919/);
    one.comment("15:50", "ana", "/set text Refunds wait.").renamed("15:51", "ana", "The ledger moves");
    expect(shownOf(one)).toMatchObject({ title: "The ledger moves", text: "Refunds wait." });
  });

  test("times are read in the zone that they name, else in the policy's", () => {
    expect(
      shownOf(announced({ ...work, start: "2026-05-01 21:00 UTC", end: "2026-05-01 23:30 CEST" })),
    ).toMatchObject({
      ...{ from: time("22:00"), to: time("22:30") },
    });
  });
});

describe("it ends", () => {
  const stateAt = (history: History, at: string) => {
    const shown = shownOf(history);
    return shown && maintenanceAt(shown, time(at)).state;
  };

  test("by the clock, or as its issue is closed", () => {
    const states = (history: History) =>
      ["21:59", "22:00", "23:00", "23:30"].map((at) => stateAt(history, at));
    expect(states(announced())).toEqual(["scheduled", "in_progress", "in_progress", "completed"]);
    expect(states(announced().closed("22:45", "ana"))).toEqual([
      ...["scheduled", "in_progress", "completed", "completed"],
    ]);
    // After its time a close changes nothing.
    expect(shownOf(announced().closed("23:45", "ana"))).toMatchObject({ to: time("23:30") });
    expect(states(announced().closed("22:45", "ana").reopened("22:50", "ana"))[2]).toBe("in_progress");
  });

  test.each([
    ["closed before it begins", announced().closed("20:00", "ana")],
    ["closed as not planned", announced().closed("22:45", "ana", "not_planned")],
    ["set aside", announced().comment("16:00", "ana", "/not-an-incident")],
  ])("without ever having been where it is %s", (_, history) => {
    expect(shownOf(history)).toBeUndefined();
  });
});

test("nothing else follows from it: no severity, no clock, no mention, whatever an incident's policy says", () => {
  const strict = policy.replace(
    "services:",
    "roles: { manager: { duty: [ben] } }\nescalation: [manager]\nservices:",
  );
  const history = announced(work, { policy: strict }).labeled("15:41", "ana", "severity: 1");
  const { plan, here } = thoughtOf(history, "19:00");
  expect(plan.effects.map(({ kind }) => kind)).toEqual(["card"]);
  expect([here.standing.limits, plan.unsaid, plan.wakeAt]).toEqual([[], [], undefined]);
});

test("a body with the headings of an incident's form is an incident, whatever else it has", () => {
  const rulings = createRulings({ presets: presets(), version: "test" });
  const asked = ["What is happening?", "Severity", "Impact"].map((one) => `### ${one}\n\nplanted\n\n`);
  const seen = announced(work)
    .changed((one) => {
      const body = `${asked.join("")}${one.issue.body}`;
      const versions = one.issue.versions.map((version) => ({ ...version, body }));
      const forms = presetForms("sre").map((form) => ({ ...form, oid: form.path }));
      const sources = { ...one.sources, forms: [...one.sources.forms, ...forms] };
      return { ...one, sources, issue: { ...one.issue, body, versions } };
    })
    .snapshot();
  const ruling = rulings.of(seen.repository.name, seen.sources);
  expect(ruling && rolesNeeded(seen, ruling)).toEqual([]);
  expect(ruling && think(seen, ruling, time("16:00"), onlyGithub).kind).toBe("incident");
});

test("an incident is none, also where somebody puts the label of maintenance on it", () => {
  const rulings = createRulings({ presets: presets(), version: "test" });
  const seen = announced().labeled("15:41", "ana", "incident").snapshot();
  const ruling = rulings.of(seen.repository.name, seen.sources);
  expect(ruling && think(seen, ruling, time("16:00"), onlyGithub).kind).toBe("incident");
  const without = rulings.of(seen.repository.name, {
    ...seen.sources,
    policy: { path: "p", oid: "other", text: "extends: sre" },
  });
  expect(without && think(seen, without, time("16:00"), onlyGithub).kind).toBe("incident");
});
