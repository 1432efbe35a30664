// Checks that no word of a policy means two things: names of severities, statuses, roles, fields, services, flags, and labels.
import { type Finding, shown, wrong } from "./finding.ts";
import { codeOf, plainOf } from "./names.ts";
import type { PolicyFile } from "./schema/file.ts";
import type { LabelWords } from "./schema/words.ts";
import type { Path } from "./source.ts";

/** A word that stands for something, and where it is written. */
interface Named {
  readonly word: string;
  /** What it names: `severity sev1`. */
  readonly what: string;
  readonly path: Path;
}

/** The sections whose things are found by word, and how their words are compared. */
const COMPARED = [
  { section: "severities", one: "severity", compare: codeOf },
  { section: "statuses", one: "status", compare: codeOf },
  { section: "roles", one: "role", compare: plainOf },
  { section: "fields", one: "field", compare: plainOf },
  { section: "teams", one: "team", compare: plainOf },
  { section: "services", one: "service", compare: plainOf },
  { section: "flags", one: "flag", compare: plainOf },
] as const;

/** Every word that means two things, at its second place. */
export function checkNames(file: PolicyFile): readonly Finding[] {
  const words = COMPARED.flatMap(({ section, one, compare }) => {
    const entries: readonly [string, unknown][] = Object.entries(file[section] ?? {});
    const named = entries.flatMap(([key, given]) => namesIn([section, key], `${one} ${key}`, given));
    return doubled(named, compare);
  });
  const places = new Set(words.map(({ path }) => path.join("\n")));
  const labels = doubled(labelsIn(file), (word) => word.toLowerCase());
  return [...words, ...labels.filter(({ path }) => !places.has(path.join("\n")))];
}

function doubled(named: readonly Named[], compare: (word: string) => string): readonly Finding[] {
  const first = new Map<string, Named>();
  const found: Finding[] = [];
  for (const one of named) {
    const word = compare(one.word);
    const other = first.get(word);
    if (other === undefined) first.set(word, one);
    else if (other.what !== one.what) {
      const message = `${shown(one.word)} of the ${one.what} already names the ${other.what}; use another word for one of them.`;
      found.push(wrong(one.path, message, { path: other.path, part: "value" }));
    }
  }
  return found;
}

interface Nameable {
  readonly title?: string | undefined;
  readonly aliases?: readonly (string | number)[] | undefined;
  readonly label?: LabelWords | undefined;
}

function namesIn(path: Path, what: string, given: unknown): readonly Named[] {
  const { title, aliases, label } = (typeof given === "object" ? given : {}) as Nameable;
  const key: Named = { word: String(path.at(-1)), what, path };
  const titles = title === undefined ? [] : [{ word: title, what, path: [...path, "title"] }];
  return [
    key,
    ...titles,
    ...listed(aliases, what, [...path, "aliases"]),
    ...labelNames(label, what, [...path, "label"]),
  ];
}

function listed(words: readonly (string | number)[] | undefined, what: string, path: Path): readonly Named[] {
  return (words ?? []).map((word, index) => ({ word: String(word), what, path: [...path, index] }));
}

function labelNames(label: LabelWords | undefined, what: string, path: Path): readonly Named[] {
  if (label === undefined) return [];
  if (typeof label === "string") return [{ word: label, what, path }];
  const names = label.name === undefined ? [] : [{ word: label.name, what, path: [...path, "name"] }];
  return [...names, ...listed(label.aliases, what, [...path, "aliases"])];
}

/** Every label of the policy by name and alias: one label may not mean two things. */
function labelsIn(file: PolicyFile): readonly Named[] {
  const { incidents, retro, actions } = file;
  const own: readonly [LabelWords | undefined, string, Path][] = [
    [incidents?.label, "incident label", ["incidents", "label"]],
    [incidents?.["follow-up-label"], "follow-up label", ["incidents", "follow-up-label"]],
    [incidents?.["drill-label"], "drill label", ["incidents", "drill-label"]],
    [retro?.label, "review label", ["retro", "label"]],
    [actions?.label, "action label", ["actions", "label"]],
  ];
  const severities = Object.entries(file.severities ?? {}).map(
    ([key, { label }]): [LabelWords | undefined, string, Path] => [
      label,
      `severity ${key}`,
      ["severities", key, "label"],
    ],
  );
  const statuses = Object.entries(file.statuses ?? {}).map(
    ([key, { label }]): [LabelWords | undefined, string, Path] => [
      label,
      `status ${key}`,
      ["statuses", key, "label"],
    ],
  );
  const flags = Object.entries(file.flags ?? {}).map(
    ([key, { label }]): [LabelWords | undefined, string, Path] => [
      label ?? `flag: ${key}`,
      `flag ${key}`,
      label === undefined ? ["flags", key] : ["flags", key, "label"],
    ],
  );
  return [...own, ...severities, ...statuses, ...flags].flatMap(([label, what, path]) =>
    labelNames(label, what, path),
  );
}
