// Holds a merged policy against the schema and says all that is wrong with its shape, then goes on without it.
import type { z } from "zod";
import { bare, named } from "../named.ts";
import { type PolicyFile, policyFile, type ReadSections } from "./file.ts";
import { type Finding, shown, wrong, wrongKey } from "./finding.ts";
import { keysAt } from "./json-schema.ts";
import { isBranch } from "./merge.ts";
import { hint } from "./nearest.ts";
import { refused, sectionList, sections } from "./sections.ts";
import { type Branch, type Path, type Tree, valueAt } from "./source.ts";
import { NAME } from "./words.ts";

type Issue = z.core.$ZodIssue;

/** A policy of the right shape: as it is written, for the checks, and what its sections become. */
export interface Shaped {
  readonly file: PolicyFile;
  readonly read: ReadSections;
  readonly findings: readonly Finding[];
}

/**
 * What is right about a policy's shape, and findings about the rest. The wrong parts are left out, so that a check of
 * meaning can go on and all problems are told at once.
 */
export function readShape(merged: Branch): Shaped {
  const findings: Finding[] = [];
  // What was wrong and left out is missing then, which is no news.
  const gone = new Set<string>();
  let tree = merged;
  for (;;) {
    const parsed = policyFile.safeParse(tree);
    // What the schema takes as it is, is a file by its type.
    if (parsed.success) return { file: tree as PolicyFile, read: readOf(parsed.data), findings };
    const here = tree;
    const issues = parsed.error.issues.flatMap((issue) => settle(issue, here));
    const found = issues.map((issue) => ({ issue, findings: read(issue, here) }));
    const told = found.filter(
      ({ issue }) => !(isMistyped(issue, issues, here) || gone.has(key(issue.path.map(step)))),
    );
    findings.push(...told.flatMap((one) => one.findings));
    const dropped = found.flatMap((one) => one.findings).map(({ path }) => standing(here, path));
    for (const path of dropped) gone.add(key(path));
    tree = without(here, new Set(dropped.map(key)), []) as Branch;
  }
}

/** What an empty section becomes, by the sections that a policy can't do without. */
const empty = named(
  sectionList.flatMap(([key, { schema, optional }]) => (optional ? [] : [[key, schema.parse({})]])),
);

function readOf(read: { readonly [K in keyof ReadSections]?: ReadSections[K] | undefined }): ReadSections {
  return bare({ ...empty, ...read }) as ReadSections;
}

function step(part: PropertyKey): string | number {
  return typeof part === "number" ? part : String(part);
}

/** A key that is missing where an unknown one stands: the unknown one is told, and is probably it. */
function isMistyped(issue: Issue, issues: readonly Issue[], tree: Tree): boolean {
  const path = issue.path.map(String);
  if (issue.code !== "invalid_type" || valueAt(tree, path) !== undefined) return false;
  const parent = key(path.slice(0, -1));
  return issues.some((other) => other.code === "unrecognized_keys" && key(other.path.map(String)) === parent);
}

/** The part of a path that is there: where a key is missing, the map that lacks it goes. */
function standing(tree: Tree, path: Path): Path {
  return path.length === 0 || valueAt(tree, path) !== undefined ? path : standing(tree, path.slice(0, -1));
}

function key(path: Path): string {
  return JSON.stringify(path);
}

function without(tree: Tree, dropped: ReadonlySet<string>, path: Path): Tree {
  if (Array.isArray(tree)) {
    return tree.flatMap((item: Tree, index) => {
      const at = [...path, index];
      return dropped.has(key(at)) ? [] : [without(item, dropped, at)];
    });
  }
  if (typeof tree !== "object" || tree === null) return tree;
  const kept = Object.entries(tree as Branch).flatMap(([name, below]): [string, Tree][] => {
    const at = [...path, name];
    if (!dropped.has(key(at))) return [[name, without(below, dropped, at)]];
    return at.length === 2 && isNamed(at) && !isBranch(below) ? [[name, {}]] : [];
  });
  return named(kept);
}

/** A thing of the wrong shape still has its name, so that whoever uses the name is not told that there is none. */
function isNamed([section, name]: Path): boolean {
  const named = Object.hasOwn(sections, section ?? "") && "one" in sections[section as keyof typeof sections];
  return named && NAME.test(String(name));
}

/** Of a union's branches the one that the writer seems to have meant. */
function settle(issue: Issue, tree: Tree): readonly Issue[] {
  if (issue.code !== "invalid_union" || issue.errors.length === 0) return [issue];
  const at = (inner: Issue): Issue => ({ ...inner, path: [...issue.path, ...inner.path] }) as Issue;
  const branches = issue.errors.map((errors) => errors.map(at).flatMap((inner) => settle(inner, tree)));
  const here = issue.path.length;
  // A map or a list was not meant for one of some words.
  const isWord = typeof valueAt(tree, issue.path.map(step)) !== "object";
  const misfit = (found: Issue): boolean =>
    found.path.length === here &&
    (found.code === "invalid_type" || isUnfit(found) || (found.code === "invalid_value" && !isWord));
  const meant = branches.find((found) => !found.some((one) => misfit(one) || one.code === "invalid_value"));
  const misfits = branches.flat().filter(misfit);
  const close = meant ?? branches.find((found) => !found.some(misfit));
  // That something is not the word "none" tells less than what a limit looks like.
  const isAWord = close?.every(({ code }) => code === "invalid_value") ?? false;
  if (close && !(isAWord && misfits.some(isOurs))) return close;
  const expected = [...new Set(misfits.map(expectation))].join(" or ");
  const message = misfits.find(isOurs)?.message ?? `is not ${expected}`;
  return [{ code: "custom", path: issue.path, message, input: issue.input, params: { expected } }];
}

/** Did none of a union's branches fit at all? */
function isUnfit(issue: Issue): boolean {
  return issue.code === "custom" && typeof issue.params?.expected === "string";
}

/** Did the schema give words of its own? They all begin alike, and what zod says by itself does not. */
function isOurs(issue: Issue): boolean {
  return issue.message.startsWith("is ");
}

/** For how many unknown keys of one map it is looked what was meant by them. */
const mostHints = 50;

const KINDS: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a map",
  record: "a map",
};

/** The other keys of the map that holds a key. */
function besides(tree: Tree, path: Path, name: string): string {
  const here = valueAt(tree, path);
  const keys = typeof here === "object" && here !== null ? Object.keys(here) : [];
  return keys.filter((one) => one !== name).join(" and ");
}

function expectation(issue: Issue): string {
  if (issue.code === "custom" && isUnfit(issue)) return String(issue.params?.expected);
  if (issue.code === "invalid_value") return `one of ${issue.values.map(String).join(", ")}`;
  return issue.code === "invalid_type" ? (KINDS[issue.expected] ?? issue.expected) : issue.message;
}

function read(issue: Issue, tree: Tree): readonly Finding[] {
  const path = issue.path.map(step);
  const found = shown(valueAt(tree, path));
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((name, index) =>
        wrongKey(
          [...path, name],
          index < mostHints ? unrecognized(name, path, tree) : `Unknown key ${name}.`,
        ),
      );
    case "invalid_key":
      return [wrongKey(path, `${JSON.stringify(path.at(-1))} ${issue.issues[0]?.message ?? "is no name"}.`)];
    case "invalid_type":
      if (isOurs(issue)) return [wrong(path, `${found} ${issue.message}.`)];
      return [wrong(path, `Expected ${expectation(issue)}, found ${found}.`)];
    case "invalid_value": {
      const words = issue.values.map(String);
      return [
        wrong(path, `${found} is not one of ${words.join(", ")}${meant(String(valueAt(tree, path)), words)}`),
      ];
    }
    case "too_big":
      return [
        wrong(
          path,
          `${found} is too ${issue.origin === "string" ? "long" : "large"}: at most ${issue.maximum}.`,
        ),
      ];
    case "too_small":
      return [
        wrong(
          path,
          issue.origin === "string"
            ? "Expected some text."
            : `${found} is too small: at least ${issue.minimum}.`,
        ),
      ];
    default:
      return [wrong(path, `${found} ${issue.message}.`)];
  }
}

function unrecognized(name: string, path: Path, tree: Tree): string {
  const before = path.length === 0 && Object.hasOwn(refused, name) ? refused[name] : undefined;
  if (before !== undefined) return before;
  const known = keysAt(path);
  return known.includes(name)
    ? `${name} can't stand beside ${besides(tree, path, name)}; keep one.`
    : `Unknown key ${name}${hint(name, known)}`;
}

function meant(given: string, words: readonly string[]): string {
  const said = hint(given, words);
  return said.startsWith("; did") ? said : ".";
}
