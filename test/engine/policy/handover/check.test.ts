import { expect, test } from "vitest";
import { loadPolicy } from "../../../../src/engine/policy.ts";
import { presets } from "../../../../src/shipped/presets.ts";

function problemsOf(text: string): readonly string[] {
  const { problems } = loadPolicy({ file: "tocsin.yml", text, presets: presets() });
  return problems.map(({ path, line, column, message }) => `${line}:${column} ${path} ${message}`);
}

const changes = (lines: string) => `extends: hssi\nhandover:\n  changes:\n${lines}`;

test("a handover names roles, calendars and rotas that the policy has", () => {
  const text = changes(`    night: { from: brigde, to: desk, at: { closes: cor } }
    day: { from: desk, to: bridge, at: { rota: edn } }
`);
  expect(problemsOf(text)).toEqual([
    expect.stringMatching(/^4:20 handover\.changes\.night\.from There is no role brigde.*bridge/),
    expect.stringMatching(/^4:52 handover\.changes\.night\.at\.closes There is no calendar cor.*core/),
    expect.stringMatching(/^5:48 handover\.changes\.day\.at\.rota There is no rota edn.*edm/),
  ]);
});

test("a handover says who hands over to whom, and when, and asks for something", () => {
  const text = changes(`    night: { from: bridge }
    day: { from: desk, to: bridge, at: { opens: core }, call: never, paper: never }
`);
  expect(problemsOf(text)).toEqual([
    expect.stringMatching(/^4:5 handover\.changes\.night The change night does not say to, at; expected/),
    expect.stringMatching(
      /^5:77 handover\.changes\.day\.paper The change day asks for neither paper nor a call/,
    ),
  ]);
});

test("a change of the preset may be written earlier, or left out", () => {
  const { policy } = loadPolicy({
    file: "tocsin.yml",
    text: changes("    edm-bridge: { before: 1h }\n    edm-edm: null\n"),
    presets: presets(),
  });
  const found = policy?.handover?.changes.map(({ id, before }) => [id, before]);
  expect(found).toEqual([
    ["bridge-desk", undefined],
    ["desk-bridge", undefined],
    ["edm-bridge", 3_600_000],
  ]);
});
