// The kinds of subjects: by what was seen, each with all that the loop asks of it, and by the keys of a repository.
import { describe, expect, test } from "vitest";
import { MINUTE } from "../../src/engine/instant.ts";
import { repositoryKey, subjectNameIn } from "../../src/engine/subject.ts";
import { newest, repositorySubjects, rolesNeeded, think } from "../../src/engine/subjects.ts";
import { at } from "./answers.ts";
import { incident, time } from "./build.ts";
import { time as april, going, rulingOf, Telling } from "./handover/telling.ts";
import { mapOf } from "./map-of.ts";

describe("a kind", () => {
  const unknown = { ...new Telling().seen, kind: "weather", key: "acme/incidents#weather" };

  test.each([
    ["newest", () => newest(unknown)],
    ["rolesNeeded", () => rolesNeeded(unknown, rulingOf())],
    ["think", () => think(unknown, rulingOf(), 0)],
  ])("that is not known is refused by %s, with what there is", (_, ask) => {
    expect(ask).toThrow(
      new RangeError(
        'acme/incidents#weather is of the kind "weather"; expected incident or handover or actions or problems.',
      ),
    );
  });

  test("thinks of an incident what its rules want, and hands on where it stands", () => {
    const history = incident().opened("09:00", "alice", at.sev1);
    const { ruling, snapshot } = history.situation("09:01");
    const thought = think(snapshot, ruling, time("09:01"));
    expect(thought).toMatchObject({ kind: "incident", here: { snapshot, now: time("09:01") } });
    expect(thought.plan).toEqual(history.plan("09:01"));
    expect(thought.plan.key).toBe(snapshot.key);
    expect(newest(snapshot)).toBe(time("09:00"));
  });

  test("thinks of a handover what is handed over", () => {
    const told = new Telling().open(going("4 17:00")).rolls("4 17:05");
    const thought = think(told.seen, rulingOf(), april("4 17:30"));
    expect(thought.kind).toBe("handover");
    expect(thought.plan.effects.map(({ kind }) => kind)).toEqual(["comment"]);
    expect(newest(told.seen)).toBe(april("4 17:05"));
    expect(newest(told.comment("4 17:34", "dan", "/ack").seen)).toBe(april("4 17:34"));
    expect(newest({ ...told.seen, ...{ rolling: [] } })).toBe(0);
  });

  test("names those whose rights decide, until they are looked up", () => {
    const told = new Telling().open(going("4 17:00")).looked("4 17:30").looked("4 17:30");
    const asked = told.comment("4 17:35", "pat", "/called desk").seen;
    expect(rolesNeeded(asked, rulingOf())).toEqual(["pat"]);
    expect(rolesNeeded({ ...asked, roles: mapOf({ pat: "read" }) }, rulingOf())).toEqual([]);
  });
});

describe("a repository's subject", () => {
  test("has a key of its own in each repository, by which it is known again", () => {
    for (const { name } of repositorySubjects) {
      const key = repositoryKey("acme/incidents", name);
      expect(key).toBe(`acme/incidents#${name}`);
      expect(subjectNameIn(key)).toBe(name);
    }
    expect(repositorySubjects.map(({ name }) => name)).toEqual(["handover", "actions", "problems"]);
  });

  test.each([
    ["acme/incidents#handover", "handover"],
    ["acme/incidents#action-list", "action-list"],
    ["acme/incidents#nothing", "nothing"],
    ["acme/incidents#7", undefined],
    ["acme/incidents", undefined],
    ["acme/incidents#", undefined],
    ["acme/incidents#Handover", undefined],
    ["acme/incidents#7a", undefined],
    ["acme/incidents#-site", undefined],
    ["acme/incidents#handover ", undefined],
    ["acme/in#cidents/x", undefined],
  ])("the name in %s is %s", (key, name) => {
    expect(subjectNameIn(key)).toBe(name);
  });

  test("is looked at by its label where the policy has one, and again when something of it was due", () => {
    const [handover] = repositorySubjects;
    expect(handover?.labels(rulingOf())).toEqual(["handover"]);
    expect(handover?.labels(rulingOf("extends: sre\n"))).toBeUndefined();
    const due = april("4 17:30");
    expect(handover?.dueAt(rulingOf(), due)).toBe(due);
    expect(handover?.dueAt(rulingOf(), due + MINUTE)).toBe(due);
    expect(handover?.dueAt(rulingOf(), due - MINUTE)).toBeLessThan(due);
    expect(handover?.dueAt(rulingOf("extends: sre\n"), due)).toBeUndefined();
  });
});
