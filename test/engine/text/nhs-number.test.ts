import { expect, test } from "vitest";
import { nhsNumbersIn, withoutNhsNumbers } from "../../../src/engine/text/nhs-number.ts";

test.each([
  ["943 476 5919", 1],
  ["9434765919", 1],
  ["943-476-5919", 1],
  ["record of 943 476 5919, and of 401 023 2137.", 2],
  ["9434765919 4010232137", 2],
  ["943 476 5919 401 023 2137", 2],
  ["9434765919,4010232137", 2],
  ["2025-04-01 9434765919", 1],
  ["9434765919 2 letters", 1],
  ["020 7946 0958 943 476 5919", 1],
  ["943\u00A0476\u00A05919", 1],
  ["943.476.5919", 1],
  ["943 476-5919", 1],
  ["943/476/5919", 1],
  ["943–476–5919", 1],
  ["943 476 5918", 0],
  ["9434765910", 0],
  ["943 4765919", 0],
  ["19434765919", 0],
  ["94347659191", 0],
  ["01632 960 001", 0],
  ["v9.434.765.919", 0],
  ["2025-04-01 09:30", 0],
  ["", 0],
])("in “%s” there may be %i", (text, count) => {
  expect(nhsNumbersIn(text)).toBe(count);
});

test.each([
  ["record of 943 476 5919, and of 401 023 2137.", "record of …, and of …."],
  ["943 476 5919", "…"],
  ["943 476 5919 401 023 2137", "… …"],
  ["call 020 7946 0958, patient 9434765919", "call 020 7946 0958, patient …"],
  ["01632 960 001", "01632 960 001"],
])("“%s” without them is “%s”", (text, expected) => {
  expect(withoutNhsNumbers(text, "…")).toBe(expected);
  expect(nhsNumbersIn(expected)).toBe(0);
});
