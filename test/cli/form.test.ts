import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { emptyFolder } from "../folder.ts";
import { run } from "./terminal.ts";

const FORM = `name: Incident
description: What happened
body:
  - type: input
    id: service
    attributes: { label: Service }
  - type: dropdown
    id: severity
    attributes: { label: Severity, options: ["SEV1, bad", "SEV2"] }
  - type: checkboxes
    id: seen
    attributes: { label: Seen by, options: [{ label: users }, { label: alerts }] }
  - type: textarea
    attributes: { label: More }
`;

const BODY =
  "### Service\r\n\r\npayments\r\n\r\n### Severity\r\n\r\nSEV1, bad\r\n\r\n### Seen by\r\n\r\n- [x] users\r\n- [ ] alerts\r\n\r\n### More\r\n\r\n_No response_";

describe("form", () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "form.yml"), FORM);
  writeFileSync(join(cwd, "body.md"), BODY);

  test("reads the answers by field id; what was not answered is absent", async () => {
    const { code, out } = await run(["form", "form.yml", "body.md", "--json"], { cwd });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      fields: { service: "payments", severity: "SEV1, bad", seen: ["users"] },
      problems: [],
    });
  });

  test("reads the body from standard input", async () => {
    const { code, out } = await run(["form", "form.yml", "-"], { cwd, stdin: "### More\n\na lot" });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({ fields: { More: "a lot" }, problems: [] });
  });

  test("names an answer that is no option any more, by its field", async () => {
    const { code, out } = await run(["form", "form.yml", "-"], { cwd, stdin: "### Severity\n\nSEV9" });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      fields: { severity: "SEV9" },
      problems: [{ field: "severity" }],
    });
  });

  test("refuses a form that GitHub refuses, with its place", async () => {
    writeFileSync(join(cwd, "bad.yml"), FORM.replace("name: Incident\n", ""));
    const { code, out } = await run(["form", "bad.yml", "body.md"], { cwd });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ problems: [{ file: "bad.yml", line: 1 }] });
  });

  test("a file that can't be opened is exit 2", async () => {
    expect(await run(["form", "none.yml", "body.md"], { cwd })).toMatchObject({ code: 2, out: "" });
  });
});
