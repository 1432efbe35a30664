import { expect, test } from "vitest";
import { smsLength } from "../../../src/engine/text/sms.ts";

test.each([
  ["", 0, 1, undefined],
  ["x".repeat(160), 160, 1, undefined],
  ["x".repeat(161), 161, 2, undefined],
  ["x".repeat(306), 306, 2, undefined],
  ["x".repeat(307), 307, 3, undefined],
  ["x".repeat(918), 918, 6, undefined],
  ["x".repeat(919), 919, 7, undefined],
  // Signs of the extension take two places.
  ["€".repeat(80), 160, 1, undefined],
  ["[a]", 5, 1, undefined],
  ["Ü£é", 3, 1, undefined],
  // One strange sign, and all are of Unicode.
  [`ŵ${"x".repeat(69)}`, 70, 1, "ŵ"],
  [`ŵ${"x".repeat(70)}`, 71, 2, "ŵ"],
  ["’".repeat(402), 402, 6, "’"],
  ["’".repeat(403), 403, 7, "’"],
  ["😀", 2, 1, "😀"],
])("a text message is as long as phones count it: %.12s", (text, signs, parts, strange) => {
  expect(smsLength(text)).toEqual({ signs, parts, strange });
});
