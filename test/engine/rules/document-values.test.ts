// What a document says: the header that its process asks for, each fact with its act, and nothing new until somebody does something.
import { describe, expect, test } from "vitest";
import { documentValues } from "../../../src/engine/rules/document-values.ts";
import type { Values } from "../../../src/engine/wanted.ts";
import { at } from "../answers.ts";
import { type History, incident, time } from "../build.ts";

const policy = `extends: sre
documents: { report: { opens: [resolved], path: "incidents/{slug}.md" } }
`;

/** The values of a document of this history as they are at that time. */
function valuesOf(history: History, when: string, key = "report", isRedacted = false): Values {
  const here = history.situation(when);
  const kind = here.ruling.policy.documents[key];
  if (kind === undefined) throw new Error(`The policy has no document "${key}".`);
  return documentValues(kind, here, isRedacted);
}

test("a limit that runs is told by its time, and not by how late it is", () => {
  const history = incident({ policy }).opened("09:00", "alice", at.sev1).looked("09:00");
  const [before, after] = ["09:30", "23:00"].map((when) => valuesOf(history, when));
  expect(before?.clocks).toMatchObject([
    { title: "Update", runs: { due: expect.stringContaining("10:00") } },
  ]);
  expect(after).toEqual(before);
});

test("what may be an NHS number goes into no document, whoever wrote it and wherever it stood", () => {
  const number = "943 476 5919";
  const history = incident({ policy })
    .renamed("08:00", "alice", `Letter of ${number} lost`)
    .opened("09:00", "alice", { ...at.sev1, description: `${number} has no letter` })
    .looked("09:00")
    .comment("09:10", "ana", `/update ${number} was told`)
    .comment("09:20", "ana", `/resolve\ncause: a rule for ${number}`)
    .looked("09:21");
  const effect = history.plan("09:30").waiting.find(({ kind }) => kind === "document");
  expect(effect).toMatchObject({ title: expect.stringContaining("Letter of … lost") });
  expect(JSON.stringify({ ...effect, id: "" })).not.toContain("943");
  expect(JSON.stringify(valuesOf(history, "09:30"))).not.toContain("943");
});

/** Where the issue #3 of another repository can be seen, whatever its labels are. */
const outage = () =>
  incident({ policy: "extends: hssi\n", preset: "hssi" })
    .changed((snapshot) => ({
      ...snapshot,
      named: new Map([
        ["acme/other#3", { kind: "found", ref: "acme/other#3", labels: [], trusted: true }] as const,
        [
          "acme/incidents#12",
          { kind: "found", ref: "acme/incidents#12", labels: ["problem"], trusted: true },
        ] as const,
      ]),
    }))
    .opened("09:00", "alice", { severity: "Severity 1", service: "booking", occurred: "08:40" })
    .looked("09:00");

describe("the header of a report on an HSSI", () => {
  test("says what HF-1 asks as far as the record knows it, and asks for the rest there and nowhere else", () => {
    const values = valuesOf(outage().comment("09:10", "ana", "/set desk-reference INC7"), "09:11");
    expect(values.header).toMatchObject([
      { title: "supplier reference", isAsked: true, url: expect.stringMatching(/issues\/7$/) },
      { title: "desk references", text: "INC7", isAsked: false },
      { title: "time it first occurred", text: expect.stringContaining("08:40"), isAsked: false },
      { title: "service back", isAsked: true },
    ]);
    expect(values.problem).toMatchObject({ kind: "unsaid" });
    const fields = (rows: unknown) => (rows as readonly { readonly id: string }[]).map(({ id }) => id);
    expect(fields(values.identified)).not.toContain("occurred");
    expect(fields(values.asked)).not.toContain("supplier-reference");
  });

  test.each([
    [
      "/problem acme/other#3",
      { kind: "tied", ref: "acme/other#3", refUrl: "https://github.com/acme/other/issues/3" },
    ],
    ["/problem PRB0012345", { kind: "tied", ref: "PRB0012345", refUrl: "" }],
    ["/problem none because it was a cable", { kind: "none", because: "it was a cable" }],
    ["/set cause #12", { kind: "tied", ref: "acme/incidents#12" }],
  ])("names the problem that people said by %s, or that there is none", (comment, problem) => {
    expect(valuesOf(outage().comment("09:10", "ana", comment), "09:11").problem).toMatchObject(problem);
  });

  test("leaves out of the redacted copy a service that the policy does not know, and a time that can't be read", () => {
    const redacted = (services: string, answers: Readonly<Record<string, string>>): string =>
      JSON.stringify(
        valuesOf(
          incident({ policy: `extends: hssi\nservices: ${services}\n`, preset: "hssi" })
            .opened("09:00", "alice", { severity: "Severity 1", occurred: "08:40", ...answers })
            .looked("09:00"),
          "09:01",
          "report",
          true,
        ),
      );
    expect(redacted("{ booking: { title: Booking of beds } }", { service: "booking" })).toContain(
      "Booking of beds",
    );
    expect(redacted("{ booking: {} }", { service: "The printer of Jane Doe" })).not.toContain("Jane Doe");
    expect(redacted("{ booking: {} }", { occurred: "when Jane Doe rang" })).not.toContain("Jane Doe");
  });

  test("leaves out of the redacted copy where all that was said", () => {
    const history = outage()
      .comment("09:10", "ana", "/confirm")
      .comment("09:12", "ana", "/told bridge 09:11");
    const plain = JSON.stringify(valuesOf(history, "09:13"));
    const redacted = valuesOf(history, "09:13", "report", true);
    expect(plain).toContain("https://github.com/acme/incidents/issues/7");
    expect(JSON.stringify(redacted)).not.toMatch(/https:|acme/);
    expect(redacted.told).toMatchObject([{ who: "Bridge", by: "", url: "" }]);
  });
});

test("a limit leads to what set it and to what ended it, and the length to both its ends", () => {
  const history = outage()
    .comment("09:10", "ana", "/confirm")
    .looked("09:10")
    .comment("09:50", "ana", "/resolve\nresolved-at: 09:45")
    .looked("09:50");
  const commented = history
    .situation("09:51")
    .snapshot.issue.timeline.flatMap((item) =>
      item.kind === "comment" && item.by?.login === "ana" ? [item] : [],
    );
  const said = history.changed((seen) => ({
    ...seen,
    issue: {
      ...seen.issue,
      timeline: seen.issue.timeline.map((item) =>
        item.kind === "comment" ? { ...item, url: `${seen.issue.url}#at-${item.at}` } : item,
      ),
    },
  }));
  expect(commented).toHaveLength(2);
  const { clocks, lasted, roles } = valuesOf(said, "09:51");
  const of = (when: string) => expect.stringMatching(new RegExp(`#at-${time(when)}$`));
  expect(clocks).toContainEqual(
    expect.objectContaining({
      title: "Confirmation",
      only: expect.objectContaining({ dueUrl: expect.stringMatching(/issues\/7$/), atUrl: of("09:10") }),
    }),
  );
  expect(clocks).toContainEqual(
    expect.objectContaining({
      title: "Update",
      only: expect.objectContaining({ dueUrl: of("09:10"), atUrl: of("09:50") }),
    }),
  );
  expect(lasted).toMatchObject({
    minutes: 65,
    fromUrl: expect.stringMatching(/issues\/7$/),
    toUrl: of("09:50"),
  });
  expect(roles).toEqual([]);
});

test("a review that was closed and still owes answers is told as that, and as done once they are there", () => {
  const question = "Could it happen again?";
  const asking = `extends: sre
retro: { questions: { again: { ask: "${question}", required: true } } }
documents: { report: {} }
`;
  const history = incident({ policy: asking })
    .opened("09:00", "alice", at.sev1)
    .looked("09:00")
    .comment("09:20", "ana", "/resolve It is back")
    .closed("09:30", "ana")
    .looked("09:30");
  const { title = "", body = "" } = history.snapshot().children[0] ?? {};
  const reviewWith = (answer: string) =>
    valuesOf(
      history.child(title, {
        body: `${body}\n## ${question}\n\n${answer}\n`,
        ...{ editedAt: time("09:40"), state: "closed", reason: "completed", closedAt: time("10:00") },
      }),
      "10:01",
    ).review;
  expect(reviewWith("")).toMatchObject({ state: "done", owes: [question] });
  expect(reviewWith("No, the cable is gone.")).toMatchObject({ state: "done", owes: [] });
});

test("a time that could not be used is told as that", () => {
  const history = outage().comment("09:10", "ana", "/set resolved-at 09:50").looked("09:10");
  const header = valuesOf(history, "09:11").header as readonly Values[];
  expect(header.find(({ id }) => id === "resolved-at")).toMatchObject({ text: "09:50", unclear: true });
  expect(header.find(({ id }) => id === "occurred")).toMatchObject({ unclear: false });
});

describe("the length of a report", () => {
  const dspt = "extends: [hssi, dspt]\n";
  test.each([
    ["the time that it occurred", "extends: hssi\n", { occurred: "08:40" }, "time it occurred", 60],
    [
      "when it was found, where nobody said when it began",
      dspt,
      { discovered: "08:50" },
      "time it was discovered",
      50,
    ],
    ["the earlier of the two", dspt, { occurred: "08:40", discovered: "08:50" }, "time it occurred", 60],
    ["when it was recorded, where neither is known", "extends: hssi\n", {}, "", 40],
  ])("counts from %s, and says so", (_, policy, answers, from, minutes) => {
    const history = incident({ policy, preset: "hssi" })
      .opened("09:00", "alice", { severity: "Severity 1", service: "booking" })
      .comment(
        "09:10",
        "ana",
        ["/update Slow", ...Object.entries(answers).map((line) => line.join(": "))].join("\n"),
      )
      .comment("09:45", "ana", "/resolve 09:40");
    expect(valuesOf(history, "09:46").lasted).toMatchObject({ from, minutes });
  });
});
