// P-13: what a policy costs: to load, beside the YAML parser alone, and when its version is known already.
import { parse } from "yaml";
import { loadPolicy } from "../src/engine/policy.ts";
import { createRulings } from "../src/rulings/rulings.ts";
import { presets } from "../src/shipped/presets.ts";
import { inTurn, type Row, repeat, shownTime, times } from "./measure.ts";

const text = `extends: sre
incidents: { since: 2025-04-01, zone: UTC }
teams: { payments: acme/payments, web: acme/web }
roles:
  manager: { duty: [ben] }
severities:
  sev1: { aliases: [p0, major outage] }
clocks:
  update: { within: { sev3: 4h } }
`;

/** The rows of P-13. */
export async function measure(): Promise<readonly Row[]> {
  const shipped = presets();
  const file = { path: ".github/tocsin.yml", oid: "1", text };
  const rulings = createRulings({ presets: shipped, version: "bench" });
  const load = () =>
    loadPolicy({ file: file.path, text, presets: shipped, repository: "acme/incidents" }).problems.length;
  if (load() > 0) throw new Error("the bench's policy has problems; expected none");
  // The policy and the preset below it: both are parsed by either side.
  const read = () => [parse(text), parse(shipped.sre ?? "")];
  const some = 20;
  const many = 10_000;
  const found = () => rulings.of("acme/incidents", { policy: file, forms: [] });
  await inTurn(3, { load: repeat(some, load), read: repeat(some, read), found: repeat(many, found) });
  const took = await inTurn(15, {
    load: repeat(some, load),
    read: repeat(some, read),
    found: repeat(many, found),
  });
  const ratio = took.load / took.read;
  return [
    {
      id: "P-13",
      what: "policy load (yaml.parse of it and its preset)",
      ours: shownTime(took.load / some),
      anchor: shownTime(took.read / some),
      ratio: times(ratio),
      goal: "≤ 1.5 ×",
      met: ratio <= 1.5,
    },
    {
      id: "P-13",
      what: "policy whose version is known",
      ours: shownTime(took.found / many),
      ...{ anchor: "–", ratio: times(took.found / many / (took.read / some)) },
      goal: "no parse",
      met: took.found / many < took.read / some / 100,
    },
  ];
}
