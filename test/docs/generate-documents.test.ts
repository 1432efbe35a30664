import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readRegions } from "../../src/engine/text/regions.ts";
import { parses } from "../mermaid.ts";

const page = readFileSync(new URL("../../docs/example-report.md", import.meta.url), "utf8");

test("all that the record knows is in it, and what people must add is asked for plainly", () => {
  // HF-1: the header. HB-1 to HB-3: what was answered. HF-2: the parts. HF-3: actions with owner and date.
  for (const part of [
    ...["Recorded", "Reference", "Severity", "Desk references", "Time it first occurred", "Resolved"],
    ...["Problem references", "Supplier reference", "Service back", "Confirmed", "Closed", "Lasted"],
    ...["Reported by", "Component at fault", "Current impact", "Root cause"],
  ])
    expect(page).toContain(`- **${part}`);
  for (const said of [
    ...["no messages are deleted, so that each can be sent again", "restarting the workers changes nothing"],
    ...["The workers run out of memory", "called Bridge, who answered", "told users and sites (sms)"],
    ...[
      "- **HSSI manager**: piet",
      "Refuse messages above one megabyte",
      "| **nobody yet** | 2025-05-01 | open |",
    ],
  ])
    expect(page).toContain(said);
  expect(page.match(/\*\*To be written:\*\*/g)?.length).toBeGreaterThan(3);
  // Each line of the timeline leads to where it was said.
  const timeline = readRegions(page).regions.find(({ name }) => name === "timeline")?.content ?? "";
  const lines = timeline.split("\n").filter((line) => line.startsWith("- "));
  expect(lines.length).toBeGreaterThan(15);
  for (const line of lines)
    expect(line).toMatch(/\(\[record\]\(https:\/\/github\.com\/acme\/incidents\/[^)]+\)\)$/);
  expect(lines.filter((line) => line.includes("#issuecomment-")).length).toBeGreaterThan(10);
});

test("each fact of it leads to the act that made it", () => {
  const facts = readRegions(page).regions.flatMap(({ content }) =>
    content.split("\n").filter((line) => /^(?:- |\| (?!Action |---))/.test(line)),
  );
  expect(facts.length).toBeGreaterThan(60);
  const link = /\]\(https:\/\/github\.com\/acme\/(?:incidents|queues)\/issues\/\d+(?:#issuecomment-\d+)?\)/;
  expect(facts.filter((line) => !link.test(line))).toEqual([]);
  // A limit by what set it and what ended it, and how long it lasted by both its ends.
  for (const fact of facts.filter((line) => /\*\*Lasted|: kept/.test(line)))
    expect(fact.match(new RegExp(link, "g"))?.length).toBeGreaterThan(1);
});

test("what somebody wrote to look like one of its hidden lines is none", () => {
  const { regions, torn } = readRegions(page);
  expect(torn).toEqual([]);
  expect(regions.every(({ touched }) => !touched)).toBe(true);
});

test("Mermaid draws its timeline", async () => {
  const [, diagram = ""] = /```mermaid\n([\s\S]*?)\n```/.exec(page) ?? [];
  await parses(diagram);
});
