// Effects of documents: which one opens which document.
import { expect, test } from "vitest";
import { documentId, documentIn } from "../../src/engine/document.ts";

test("an effect says which document it opens", () => {
  expect(documentIn(documentId("report", "2025-04-01-x"))).toEqual({ key: "report", redacted: false });
  expect(documentIn(`${documentId("report", "2025-04-01-x", true)}/asked/IC_1`)).toEqual({
    key: "report",
    redacted: true,
  });
  expect(documentIn("retro/2025-04-01-x")).toBeUndefined();
});
