// Checks the documents of a policy: names that it does not have, places that two incidents or two documents would share.
import { checkCondition } from "../check-condition.ts";
import { checkJoined } from "../clocks/check-events.ts";
import { list } from "../complete.ts";
import type { PolicyFile } from "../file.ts";
import { type Finding, wrong, wrongKey } from "../finding.ts";
import { hint } from "../nearest.ts";
import type { Checking } from "../section.ts";
import type { Path } from "../source.ts";
import { buildDocuments, type DocumentPlace } from "./build.ts";

type Given = NonNullable<PolicyFile["documents"]>[string];

/** What the section `documents` says that can't be meant. */
export function check(here: Checking): readonly Finding[] {
  const given = Object.entries(here.file.documents ?? {});
  return [...given.flatMap(([key, one]) => checkDocument(here, key, one)), ...shared(here.file)];
}

function checkDocument(here: Checking, key: string, given: Given): readonly Finding[] {
  const path = ["documents", key];
  return [
    ...checkTemplate(here, key, given.template),
    ...here.knownAll("roles", { names: given.reviewers, path: [...path, "reviewers"] }),
    ...here.knownAll("roles", { names: given.owner, path: [...path, "owner"] }),
    ...(given.header ?? []).flatMap((one, index) =>
      typeof one === "string"
        ? here.knownAll("fields", { names: one, path: [...path, "header", index] })
        : here.knownAll("fields", { names: one.field, path: [...path, "header", index, "field"] }),
    ),
    ...here.knownAll("fields", { names: given.impact, path: [...path, "impact"] }),
    ...here.knownAll("fields", { names: given.redact, path: [...path, "redact"] }),
    ...checkCondition(here, { when: given.when, path: [...path, "when"] }),
    ...list(given.opens).flatMap((event, index) =>
      checkJoined(here, event, [...path, "opens", ...(Array.isArray(given.opens) ? [index] : [])]),
    ),
    ...(given.approve ?? []).flatMap((step, index, { length }) => [
      ...checkStep(here, step, [...path, "approve", index]),
      ...checkSkipped(step, { isLast: index === length - 1, path: [...path, "approve", index] }),
    ]),
    ...unslugged(given, path),
    ...unslugged(given.redacted ?? {}, [...path, "redacted"]),
  ];
}

/** Only documents that ship can be rendered. */
function checkTemplate(
  { documents }: Checking,
  key: string,
  template: string | undefined,
): readonly Finding[] {
  const wanted = template ?? (key === "report" ? "incident-report" : key);
  if (documents === undefined || documents.includes(wanted)) return [];
  const message = `There is no document ${wanted}${hint(wanted, documents)}`;
  return template === undefined
    ? [wrongKey(["documents", key], `${message} Name one under template.`)]
    : [wrong(["documents", key, "template"], message)];
}

function checkStep(
  here: Checking,
  step: NonNullable<Given["approve"]>[number],
  path: Path,
): readonly Finding[] {
  if (typeof step === "string" || Array.isArray(step)) return here.knownAll("roles", { names: step, path });
  const nobody = list(step.by).length === 0;
  return [
    ...(nobody ? [wrong(path, "This step names nobody who approves; name roles under by.")] : []),
    ...here.knownAll("roles", { names: step.by, path: [...path, "by"] }),
    ...here.knownAll("roles", { names: step.deputies, path: [...path, "deputies"] }),
    ...here.knownAll("roles", { names: step["skipped-after"], path: [...path, "skipped-after"] }),
  ];
}

/** After a step that may be left out another would stand whose turn comes and goes. */
function checkSkipped(
  step: NonNullable<Given["approve"]>[number],
  { isLast, path }: { readonly isLast: boolean; readonly path: Path },
): readonly Finding[] {
  const isSkipped = typeof step !== "string" && !Array.isArray(step) && step["skipped-after"] !== undefined;
  if (isLast || !isSkipped) return [];
  const message = "Only the last step of a chain can be left out; take skipped-after from this one.";
  return [wrongKey([...path, "skipped-after"], message)];
}

/** Without the incident's name the second incident would write over the first. */
function unslugged(
  given: { readonly path?: string | undefined; readonly branch?: string | undefined },
  path: Path,
) {
  return (["path", "branch"] as const).flatMap((part): readonly Finding[] => {
    const words = given[part];
    if (words === undefined || words.includes("{slug}")) return [];
    return [
      wrong(
        [...path, part],
        `${words} is the same for every incident; put {slug} into it, for example ${EXAMPLES[part]}.`,
      ),
    ];
  });
}

const EXAMPLES = { path: "incidents/{slug}.md", branch: "incident/{slug}" };

/** Two documents at one place: the second could never be opened. */
function shared(file: PolicyFile): readonly Finding[] {
  const seen = new Map<string, string>();
  return Object.values(buildDocuments({ file })).flatMap((kind) =>
    [
      { place: kind, of: kind.key, path: ["documents", kind.key] },
      {
        place: kind.redacted,
        of: `the redacted copy of ${kind.key}`,
        path: ["documents", kind.key, "redacted"],
      },
    ].flatMap(({ place, of, path }): readonly Finding[] => {
      const taken = placesOf(place).flatMap((one) => seen.get(one) ?? []);
      for (const one of placesOf(place)) seen.set(one, of);
      const [other] = taken;
      return other === undefined
        ? []
        : [wrongKey(path, `${of} has the path or the branch of ${other}; give one of them another.`)];
    }),
  );
}

const placesOf = ({ repository = "", path, branch }: DocumentPlace): readonly string[] => [
  `${repository} path ${path}`.toLowerCase(),
  `${repository} branch ${branch}`.toLowerCase(),
];
