// Checks the incident log: the facts and columns that it names, and that a row can be found again.
import { conditions } from "../audiences/section.ts";
import type { PolicyFile } from "../file.ts";
import { type Finding, wrong } from "../finding.ts";
import { hint } from "../nearest.ts";
import type { Checking } from "../section.ts";
import { columns, isLogColumn } from "./columns.ts";

type Given = NonNullable<NonNullable<PolicyFile["log"]>["columns"]>;

/** What the section `log` says that can't be meant. */
export function check(here: Checking): readonly Finding[] {
  const given = here.file.log;
  if (given === undefined) return [];
  return [
    ...(["when", "unless", "restricted"] as const).flatMap((part) =>
      conditions(here, given[part], ["log", part]),
    ),
    ...(given.columns === undefined ? [] : checkColumns(here, given.columns)),
  ];
}

function checkColumns({ file }: Checking, given: Given): readonly Finding[] {
  const all = given.map((one) =>
    typeof one === "string"
      ? { column: one, title: one }
      : { column: one.column, title: one.title ?? one.column },
  );
  const known = [...columns, ...Object.keys(file.fields ?? {})];
  const path = ["log", "columns"];
  const found = all.flatMap(({ column, title }, index): readonly Finding[] => {
    const place = [...path, index];
    const at = typeof given[index] === "string" ? place : [...place, "column"];
    if (!isLogColumn(column) && !Object.hasOwn(file.fields ?? {}, column))
      return [wrong(at, `There is no column ${column}, and no field of that id${hint(column, known)}`)];
    const same = all.findIndex((one) => one.column === column || plain(one.title) === plain(title));
    return same < index
      ? [wrong(place, `This is the column ${all[same]?.title ?? ""} once more; take one of the two out.`)]
      : [];
  });
  if (all.some(({ column }) => column === "id")) return found;
  return [...found, wrong(path, "The column id is missing, by which a row is found again; add it.")];
}

const plain = (title: string): string => title.trim().toLowerCase();
