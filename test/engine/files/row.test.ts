// A row in a table that people keep as well: it is found again, and every byte that is not ours stays, whatever stands in the file.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { edited } from "../../../src/engine/files/edit.ts";
import type { RowEdit } from "../../../src/engine/leaving.ts";
import { anyText } from "../../any-text.ts";

const header = ["id", "title", "severity"];
const edit = (cells: readonly string[], more: Partial<RowEdit> = {}): RowEdit => ({
  ...{ kind: "row", header, keys: [cells[0] ?? ""], cells },
  ...more,
});
const ours = edit(["2025-04-01-payments", "Payments down", "SEV1"]);
const line = "2025-04-01-payments,Payments down,SEV1";

function textOf(found: ReturnType<typeof edited>): string {
  if (found.kind !== "changed") throw new Error(JSON.stringify(found));
  return found.text;
}

describe("a file that is not there, or empty", () => {
  test.each([undefined, "", "\uFEFF"])(
    "begins with the names of the columns, as Excel reads it",
    (before) => {
      expect(textOf(edited(ours, before))).toBe(`\uFEFFid,title,severity\r\n${line}\r\n`);
    },
  );

  test("keeps the comments that somebody began it with", () => {
    expect(textOf(edited(ours, "# Kept by Tocsin, don't sort\n"))).toBe(
      `# Kept by Tocsin, don't sort\nid,title,severity\n${line}\n`,
    );
  });
});

describe("what is told of the file besides", () => {
  const wasThere = edit(ours.cells, { wasThere: true });
  const told = (found: ReturnType<typeof edited>) => (found.kind === "changed" ? found.news : undefined);

  test("is that a row begins it: anew where it was there once, deleted or emptied since", () => {
    expect(told(edited(ours, undefined))).toBe("begun");
    expect(told(edited(ours, ""))).toBeUndefined();
    for (const gone of [undefined, "", "\uFEFF"]) expect(told(edited(wasThere, gone))).toBe("begun anew");
  });

  test("is that a row was taken out, by whichever of its names", () => {
    expect(told(edited(wasThere, "id,title,severity\na,Old,SEV3\n"))).toBe("put back");
    expect(told(edited(wasThere, "id,title,severity\n2025-04-01-payments,Old,SEV3\n"))).toBeUndefined();
    expect(told(edited(ours, "id,title,severity\na,Old,SEV3\n"))).toBeUndefined();
  });
});

describe("a row", () => {
  const file = "id,title,severity\na,Old,SEV3\n";

  test("is added at the end, with the line ends of the file", () => {
    expect(textOf(edited(ours, file))).toBe(`${file}${line}\n`);
    expect(textOf(edited(ours, file.replaceAll("\n", "\r\n")))).toBe(
      `${file.replaceAll("\n", "\r\n")}${line}\r\n`,
    );
  });

  test("takes the place of its own, and of no other", () => {
    const before = `id,title,severity\n${line}\nb,Other,SEV2\n`;
    expect(textOf(edited(edit(["2025-04-01-payments", "Payments down", "SEV2"]), before))).toBe(
      "id,title,severity\n2025-04-01-payments,Payments down,SEV2\nb,Other,SEV2\n",
    );
  });

  test("is found by any of its names", () => {
    const masked = edit(["o-1", "restricted", "SEV1"], { keys: ["o-1", "2025-04-01-payments"] });
    expect(textOf(edited(masked, `id,title,severity\n${line}\n`))).toBe(
      "id,title,severity\no-1,restricted,SEV1\n",
    );
  });

  test("that says the same in other quotes stays as it is", () => {
    const before = 'id,title,severity\n"2025-04-01-payments","Payments down",SEV1\n';
    expect(edited(ours, before)).toEqual({ kind: "same", note: undefined });
  });

  test("stands on a line of its own where the last line has no end, or too few cells", () => {
    expect(textOf(edited(ours, "id,title,severity\nb,broken off"))).toBe(
      `id,title,severity\nb,broken off\n${line}\n`,
    );
  });

  test("goes by the names of the columns: what people added, sorted or left out stays so", () => {
    const before = "Owner,severity,ID,cost\nann,SEV9,2025-04-01-payments,12,beyond\n";
    expect(textOf(edited(ours, before))).toBe(
      "Owner,severity,ID,cost\nann,SEV1,2025-04-01-payments,12,beyond\n",
    );
    expect(edited(ours, before)).toMatchObject({
      note: "the file has no column title: add to its line 1 what is to be filled in",
    });
  });

  test("is parted as the file is, where Excel saved it with semicolons", () => {
    const before = "sep=;\r\nid;title;severity\r\n";
    expect(textOf(edited(edit(["x", "a; b, c", "1"]), before))).toBe(`${before}x;"a; b, c";1\r\n`);
  });

  test.each([
    ["=1+1", "'=1+1"],
    ["+44 20", "'+44 20"],
    ["-5 %", "'-5 %"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", "'=1"],
    ["\r=1", "'=1"],
    ["  =1", "'=1"],
    ["＝1", "'＝1"],
    ["slow;=1+1", `"slow;'=1+1"`],
    ['say "no", twice', `"say ""no"", twice"`],
    ["one\r\ntwo\u0000three", "one two three"],
    ["1 - 1", "1 - 1"],
  ])("says %j as %s, which no program takes for a formula", (text, cell) => {
    expect(textOf(edited(edit(["x", text, ""]), undefined))).toBe(
      `\uFEFFid,title,severity\r\nx,${cell},\r\n`,
    );
  });
});

test("what only looks like the marks of a merge is a row like any other", () => {
  const before = "id,title,severity\na,<<<<<<< HEAD,1\n>>>>>>>>> look here,x,1\n";
  expect(textOf(edited(ours, before))).toBe(`${before}${line}\n`);
});

describe("a file that can't be read as a table", () => {
  test.each([
    ['id,title,severity\na,ok,1\nb,"never closed\n', "line 3 has a quote that is never closed"],
    ['id,title,severity\na,"open\nb,"shut",1\n', "line 2 has a quote that closes in the middle of a cell"],
    [
      "\uFEFFid,title,severity\r\na,ok,1\r\n<<<<<<< HEAD\r\nb,ours,1\r\n=======\r\nb,theirs,2\r\n>>>>>>> incident-log\r\n",
      "lines 3, 5 and 7 have the marks of a merge that was not finished",
    ],
    [
      `id,title,severity\n${"<<<<<<< HEAD\na,b,1\n=======\na,c,1\n>>>>>>> x\n".repeat(3)}`,
      "lines 2, 4, 6, 7, 9, 11 and 3 more have the marks",
    ],
    ["id,title,severity\n=======\nb,theirs,2\n", "line 2 has a mark of a merge that was not finished"],
    [
      'id,title,severity\na,"one\n<<<<<<< HEAD\ntwo",1\n',
      "line 3 has a mark of a merge that was not finished",
    ],
    ["name,title\na,b\n", "line 1 has no column “id”"],
  ])("is left as it is, with the place and what to do: %j", (before, because) => {
    expect(edited(ours, before)).toEqual({ kind: "refused", because: expect.stringContaining(because) });
    expect(edited(ours, before)).toMatchObject({ because: expect.stringMatching(/expected .*: /) });
  });
});

/** A reader of tables that shares nothing with ours, by the standard alone. */
function parsed(text: string): string[][] {
  const rows: string[][] = [[]];
  const token = /"((?:[^"]|"")*)"|([^",\r\n]*)/y;
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  while (at < text.length) {
    token.lastIndex = at;
    const [whole = "", quoted, bare] = token.exec(text) ?? [];
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare ?? "");
    at += whole.length;
    if (text[at] === ",") at += 1;
    else if (text.startsWith("\r\n", at)) {
      at += 2;
      rows.push([]);
    } else break;
  }
  return rows.filter((row) => row.length > 0);
}

const pieces = fc.constantFrom(
  ...[
    "id",
    "title",
    ",",
    ",",
    ";",
    "\t",
    '"',
    '""',
    "\n",
    "\r\n",
    "\r",
    "#",
    "sep=;",
    "\uFEFF",
    "a",
    "=",
    "'",
    " ",
    "é",
  ],
  ...["id,title,severity\n", "2025-04-01-payments", "x,y,z\n"],
);
const anyFile = fc.array(pieces, { maxLength: 40 }).map((all) => all.join(""));
const tables = fc
  .array(
    fc.array(fc.constantFrom("a", '"b ""c"" , d"', "", "e f", '"g\nh"'), { minLength: 1, maxLength: 5 }),
    {
      maxLength: 6,
    },
  )
  .map((rows) => `id,title,severity\r\n${rows.map((row) => `p,${row.join(",")}`).join("\n")}`);
const cells = fc.tuple(
  fc.constant("2025-04-01-payments"),
  anyText({ maxLength: 30 }),
  fc.constantFrom("SEV1", '"', ",", ";=1", "", "@x"),
);

describe("whatever stands in the file", () => {
  test("every line that is not ours is still there, byte for byte and in its order", () => {
    fc.assert(
      fc.property(fc.oneof(anyFile, tables), cells, (before, said) => {
        const found = edited(edit(said), before);
        if (found.kind !== "changed") return;
        const key = "2025-04-01-payments";
        const kept = before.split(/(?<=\r\n|\n|\r(?!\n))/).filter((one) => !one.includes(key));
        let at = 0;
        for (const one of kept) {
          const next = found.text.indexOf(one, at);
          expect(next, JSON.stringify({ one, before, after: found.text })).toBeGreaterThanOrEqual(at);
          at = next + one.length;
        }
      }),
      { numRuns: 1500 },
    );
  });

  test("what is written twice is written once", () => {
    fc.assert(
      fc.property(fc.oneof(anyFile, tables, fc.constant(undefined)), cells, (before, said) => {
        const found = edited(edit(said), before);
        if (found.kind === "changed") expect(edited(edit(said), found.text).kind).toBe("same");
      }),
      { numRuns: 1500 },
    );
  });

  test("another reader finds the cells that were written", () => {
    fc.assert(
      fc.property(cells, fc.array(cells, { maxLength: 4 }), (last, all) => {
        const rows = [...all.map(([, ...rest], n) => [`k${n}`, ...rest]), last];
        let text: string | undefined;
        for (const row of rows) text = textOf(edited(edit(row), text));
        const found = parsed(text ?? "");
        expect(found[0]).toEqual(header);
        expect(found.slice(1).map(([key]) => key)).toEqual(rows.map(([key]) => key));
        for (const [index, row] of rows.entries()) {
          const words = row.map((one) =>
            one
              .toWellFormed()
              .replace(/[\s\p{Cc}]+/gu, " ")
              .trim(),
          );
          const bare = found[index + 1]?.map((cell) => cell.replace(/(^|;)(\s*)'/g, "$1$2"));
          expect(bare).toEqual(words.map((one) => one.replace(/(^|;)(\s*)'/g, "$1$2")));
          for (const cell of found[index + 1] ?? []) expect(cell).not.toMatch(/(?:^|;)\s*[=+\-@\t\r]/);
        }
      }),
      { numRuns: 800 },
    );
  });
});
