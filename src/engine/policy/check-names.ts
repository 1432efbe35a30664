// Checks that no word of a policy means two things: names of severities, statuses, roles, fields, services, flags, and labels.
import { type Finding, shown, wrong } from "./finding.ts";
import { labelUses } from "./labels.ts";
import type { Checking } from "./section.ts";
import { sectionList } from "./sections.ts";
import { type Path, type Tree, valueAt } from "./source.ts";
import type { LabelWords } from "./words.ts";

/** A word that stands for something, and where it is written. */
interface Named {
  readonly word: string;
  /** What it names: `severity sev1`. */
  readonly what: string;
  readonly path: Path;
}

/** Every word that means two things, at its second place. */
export function checkNames({ file, read }: Pick<Checking, "file" | "read">): readonly Finding[] {
  const words = sectionList.flatMap(([section, { one, compare }]) => {
    if (compare === undefined) return [];
    const entries: readonly [string, unknown][] = Object.entries(file[section] ?? {});
    const named = entries.flatMap(([key, given]) => namesIn([section, key], `${one} ${key}`, given));
    return doubled(named, compare);
  });
  const places = new Set(words.map(({ path }) => path.join("\n")));
  const labels = doubled(labelsIn({ file, read }), (word) => word.toLowerCase());
  const rest = labels.filter(({ path }) => !places.has(path.join("\n")));
  return [...words, ...rest, ...furtherLabels({ file, read })];
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
  readonly aliases?: readonly (string | number | null)[];
  readonly label?: LabelWords;
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

function listed(
  words: readonly (string | number | null)[] | undefined,
  what: string,
  path: Path,
): readonly Named[] {
  return (words ?? []).flatMap((word, index) =>
    word === null ? [] : [{ word: String(word), what, path: [...path, index] }],
  );
}

function labelNames(label: LabelWords | undefined, what: string, path: Path): readonly Named[] {
  if (label === undefined) return [];
  if (typeof label === "string") return [{ word: label, what, path }];
  const names = label.name === undefined ? [] : [{ word: label.name, what, path: [...path, "name"] }];
  return [...names, ...listed(label.aliases, what, [...path, "aliases"])];
}

/** Every label of a policy, by name and alias, those that it has by default among them: one label may not mean two things. */
function labelsIn({ file, read }: Pick<Checking, "file" | "read">): readonly Named[] {
  return labelUses({ file, read }).flatMap(({ label, what, path }) => {
    const given = valueAt(file as Tree, path) as LabelWords | undefined;
    const written = labelNames(given, what, path);
    const isNamed = typeof given === "string" || given?.name !== undefined;
    return isNamed ? written : [{ word: label.name, what, path: path.slice(0, -1) }, ...written];
  });
}

/** Further labels of issues that are opened: one that means something would make an incident, or a drill, of such an issue. */
function furtherLabels({ file, read }: Pick<Checking, "file" | "read">): readonly Finding[] {
  const meanings = new Map(
    labelsIn({ file, read }).map(({ word, what }) => [word.toLowerCase(), what] as const),
  );
  return (["tasks", "teams"] as const).flatMap((section) =>
    Object.entries<unknown>(file[section] ?? {}).flatMap(([key, given]) => {
      const { labels } = (typeof given === "object" ? given : {}) as {
        labels?: readonly (string | number)[];
      };
      return listed(labels, "", [section, key, "labels"]).flatMap(({ word, path }) => {
        const what = meanings.get(word.toLowerCase());
        if (what === undefined) return [];
        const message = `${shown(word)} already names the ${what}: what is opened with it would be taken for that. Use another label.`;
        return [wrong(path, message)];
      });
    }),
  );
}
