// A cell of a table says the same when it is read again, whatever it begins with.
import { expect, test } from "vitest";
import { cellOf, readRows } from "../../../src/engine/text/csv.ts";

test.each(["# 1 customer is down", "#", "a, b", 'say "no"', "a;b", "plain"])(
  "%s is read as it was written",
  (text) => {
    const rows = readRows(`id,title\r\n${cellOf(text)},1\r\n`, ",");
    expect(rows.map(({ cells }) => cells[0]?.text)).toEqual(["id", text]);
  },
);
