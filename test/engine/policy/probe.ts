// Puts a word that nobody knows at every place of a policy where text may stand, one at a time, to see whether a check finds it.
import { stringify } from "yaml";
import type { JsonSchema } from "../../../src/engine/policy/json-schema.ts";
import type { Problem } from "../../../src/engine/policy/model.ts";
import { loadPolicy } from "../../../src/engine/policy.ts";
import { presets } from "../../../src/shipped/presets.ts";
import { documents } from "../../../src/shipped/templates.ts";

/** The word: of the shape of a name, a login and free text, and no name of the policy below. */
const STRANGER = "nosuch";

/** A policy in which a thing called `probe` stands in every section, so that each place has what it needs around it. */
const options = ["probe"];
const matrix = { rows: "other", columns: "third", cells: { probe: ["probe"] } };
const POLICY: Tree = {
  extends: [],
  fields: { probe: { type: "choice", options } },
  severities: { probe: {} },
  severity: {
    methods: {
      probe: {
        inputs: {
          probe: { field: "probe", options, matrix },
          other: { field: "probe", options },
          third: { field: "probe", options },
        },
        matrix: { rows: "probe", columns: "other", cells: { probe: ["probe"] } },
      },
      score: {
        inputs: { probe: { field: "probe", options: [{ is: "probe", points: 1 }] } },
        bands: { probe: "1" },
      },
    },
    raise: { probe: { when: { probe: "probe" }, to: "probe" } },
  },
  statuses: { probe: { phase: "open" }, resolved: {}, closed: {} },
  roles: { probe: {} },
  contacts: { probe: "Probe" },
  teams: { probe: { repo: "acme/probe" } },
  services: { probe: { facts: { probe: "probe" }, people: { probe: ["ana"] } } },
  flags: { probe: {} },
  calendars: { probe: { hours: { mon: "08:00-09:00" } } },
  rota: {
    probe: {
      people: [],
      gaps: true,
      shifts: [{ days: ["mon"], hours: "08:00-09:00" }],
      swaps: [{ from: "2025-04-01T09:00", to: "2025-04-01T10:00", who: "ana" }],
    },
  },
  clocks: {
    probe: {
      starts: ["declared"],
      within: { any: "1h", probe: "1h" },
      when: { probe: "probe" },
      cases: [{ when: { probe: "probe" }, within: "1h" }],
      decide: { question: "Is it?", role: "probe" },
    },
  },
  escalation: {
    levels: [{ key: "probe", role: "probe" }],
    triggers: {
      probe: {
        when: { probe: "probe" },
        unless: { probe: "probe" },
        stalled: { after: "1h", unless: { probe: "probe" } },
      },
    },
  },
  handover: { changes: { probe: { from: "probe", to: "probe", at: { opens: "probe" } } } },
  audiences: { probe: { channels: ["probe"] } },
  notices: {
    probe: {
      starts: ["declared"],
      audiences: ["probe"],
      subject: [{ when: { probe: "probe" }, words: "x" }],
      hold: [{ when: { probe: "probe" }, unless: { probe: "probe" }, because: "x", release: ["probe"] }],
      block: [{ when: { probe: "probe" }, unless: { probe: "probe" }, because: "x" }],
    },
  },
  retro: { exempt: { probe: "probe" } },
  tasks: { probe: { opens: ["declared"], owner: "probe", close: { by: ["probe"] } } },
  figures: {
    intervals: { probe: { from: ["declared"], to: ["resolved"] } },
    availability: { probe: { target: 99, when: { probe: "probe" }, calendar: "probe" } },
  },
  commands: { ack: { holders: ["probe"] } },
};

type Tree = string | number | boolean | readonly Tree[] | { readonly [key: string]: Tree };
type Steps = readonly string[];

/** Where text or a key may stand: dotted, `*` for a key that people choose, `-` for an item; `{}` at the end for such a key itself. */
export function places(schema: JsonSchema, path: Steps = []): readonly string[] {
  const below = [
    ...(schema.anyOf ?? []).flatMap((one) => places(one, path)),
    ...Object.entries(schema.properties ?? {}).flatMap(([key, one]) => places(one, [...path, key])),
    ...(schema.items === undefined ? [] : places(schema.items, [...path, "-"])),
    ...(typeof schema.additionalProperties === "object"
      ? [[...path, "{}"].join("."), ...places(schema.additionalProperties, [...path, "*"])]
      : []),
  ];
  return [...new Set([...(schema.type === "string" ? [path.join(".")] : []), ...below])];
}

/** Of these places those where the word is taken without a problem that names it. */
export function unchecked(all: readonly string[]): readonly string[] {
  return all.filter((place) => {
    const path = stepsTo(place);
    return !problemsOf(planted(POLICY, path, place.endsWith("{}"))).some(
      (one) => one.path === path.join(".") && one.message.includes(STRANGER),
    );
  });
}

/** What is wrong with the policy that all is planted into, by itself. */
export function ownProblems(): readonly string[] {
  return problemsOf(POLICY).map(({ path, message }) => `${path}: ${message}`);
}

const shipped = { presets: presets(), documents: documents() };

function problemsOf(tree: Tree): readonly Problem[] {
  return loadPolicy({ file: "probe.yml", text: stringify(tree), ...shipped }).problems;
}

function stepsTo(place: string): Steps {
  const stands: Readonly<Record<string, string>> = { "*": "probe", "-": "0", "{}": STRANGER };
  const steps = place
    .replace("calendars.*.hours.*", "calendars.*.hours.mon")
    .replace("commands.*", "commands.ack")
    .split(".")
    .map((step) => stands[step] ?? step);
  // A method has a matrix or bands.
  return steps[1] === "methods" && steps[3] === "bands" ? steps.with(2, "score") : steps;
}

/** A copy of a tree with the word at a path; as a key it stands beside `probe`, with the same below it. */
function planted(tree: Tree | undefined, [step, ...rest]: Steps, isKey: boolean): Tree {
  if (step === undefined) return STRANGER;
  if (step === "0") {
    const [first] = Array.isArray(tree) ? tree : [];
    return [planted(first, rest, isKey)];
  }
  const map =
    typeof tree === "object" && !Array.isArray(tree) ? (tree as { readonly [key: string]: Tree }) : {};
  // Of two ways to say when, only one may stand.
  const { opens: _, ...others } = map;
  const kept = ["rota", "closes"].includes(step) ? others : map;
  if (isKey && rest.length === 0) return { ...kept, [step]: Object.values(map)[0] ?? "probe" };
  return { ...kept, [step]: planted(map[step], rest, isKey) };
}
