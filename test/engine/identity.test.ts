// An incident's id and slug, minted at declaration and never changed.
import { expect, test } from "vitest";
import { mintId, mintSlug, words } from "../../src/engine/identity.ts";
import { at } from "./answers.ts";
import { incident, time } from "./build.ts";
import { card, value } from "./outcome.ts";

const declared = { at: time("00:30"), zone: "Europe/London", title: "Payments are down!", issueId: "I_1" };

test("the slug has the date in the policy's zone and words of the title", () => {
  expect(mintSlug({ ...declared, prefix: "incident" })).toBe("incident-2026-05-01-payments-are-down");
  expect(mintSlug({ ...declared, prefix: "hssi", zone: "America/New_York" })).toBe(
    "hssi-2026-04-30-payments-are-down",
  );
});

test("the id adds a short hash, so that two incidents of one day and title differ", () => {
  const one = mintId(declared);
  expect(one).toMatch(/^2026-05-01-payments-are-down-[a-z0-9]+$/);
  expect(mintId({ ...declared, issueId: "I_2" })).not.toBe(one);
});

for (const [title, expected] of [
  ["Störung: Café über alles", "storung-cafe-uber-alles"],
  ["one two three four five six seven", "one-two-three-four-five"],
  ["Überlastungsproblemdiagnosewerkzeugausfallswahrscheinlichkeit", "untitled"],
  ["../../etc/passwd", "etc-passwd"],
  ["Letter of 943 476 5919 lost", "letter-of-lost"],
  ["🔥🔥🔥", "untitled"],
] as const) {
  test(`the words of "${title}" are ${expected}`, () => {
    expect(words(title)).toBe(expected);
  });
}

test("a rename changes neither id nor slug", () => {
  const history = incident().opened("09:00", "alice", at.sev1).looked("09:00");
  const { id, slug } = history.situation("09:00").incident;
  history.renamed("09:30", "ana", "Cards down, wallets fine").looked("09:30");
  expect(history.situation("09:31").incident).toMatchObject({ id, slug });
});

test("a rename before the first look still leaves the id of the declaration", () => {
  const before = incident().opened("09:00", "alice", at.sev1).situation("09:00").incident;
  const after = incident().opened("09:00", "alice", at.sev1).renamed("09:01", "ana", "Another title");
  expect(after.situation("09:02").incident).toMatchObject({ id: before.id, slug: before.slug });
});

test("an incident that was opened by hand has the title and the day of its declaration in its id", () => {
  const history = incident({ title: "Hmm" })
    .opened("09:00", "alice", { body: "Something is odd." })
    .renamed("4 09:00", "ana", "Payments down")
    .labeled("4 09:05", "ana", "incident");
  expect(history.situation("4 09:05").incident.slug).toBe("incident-2026-05-04-payments-down");
});

test("a lost ledger is rebuilt with the same id", () => {
  const history = incident().opened("09:00", "alice", at.sev1).looked("09:00");
  const { id } = history.situation("09:00").incident;
  history
    .renamed("09:10", "ana", "Another")
    .changed(({ ledger: _, ...rest }) => ({ ...rest, trust: "lost" }));
  expect(history.situation("09:11").incident.id).toBe(id);
});

test("after a transfer the card says where the incident came from", () => {
  const history = incident().opened("09:00", "alice", at.sev1).looked("09:00");
  const { id } = history.situation("09:00").incident;
  history.changed((snapshot) => ({
    ...snapshot,
    key: "acme/vault#3",
    issue: { ...snapshot.issue, ref: "acme/vault#3" },
  }));
  history.looked("09:05");
  expect(history.situation("09:05").incident).toMatchObject({ id, from: "acme/incidents#7" });
  expect(history.snapshot().ledger?.from).toBe("acme/incidents#7");
  expect(value(history.situation("09:05").incident as never, "from")).toBe("acme/incidents#7");
  expect(card(history, "09:05").id).toBe(id);
});
