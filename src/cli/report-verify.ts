// `tocsin report --verify FILE`: derives the facts of a committed document from GitHub again and says which of them no longer hold.

import { isIssueAddress, isOfOneOwner } from "../engine/issue-ref.ts";
import { asKnownAt } from "../engine/rules/document-then.ts";
import { documentValues } from "../engine/rules/document-values.ts";
import type { IncidentSituation } from "../engine/situation.ts";
import { markOf, readRegions, sealed } from "../engine/text/regions.ts";
import { createRenderer } from "../render/render.ts";
import { templates } from "../shipped/templates.ts";
import { connect, reaching } from "./connect.ts";
import { type AddressesNow, firstAddress } from "./report-addresses.ts";
import { compared, type Disagreement, isHeld, type Verified } from "./report-facts.ts";
import { outOfSight, whyUnproven, writtenAt } from "./report-sight.ts";
import {
  type Arguments,
  type ExitCode,
  Failed,
  printJson,
  readText,
  type Terminal,
  WrongUse,
} from "./terminal.ts";

/** Verifies one file; exit 1 where a fact of it no longer holds, or a part of it can't be read. */
export async function verifyReport({ words, options }: Arguments, terminal: Terminal): Promise<ExitCode> {
  const file = String(options.verify);
  const [given, surplus] = words;
  if (surplus !== undefined || (given !== undefined && !isIssueAddress(given)))
    throw new WrongUse(
      "report --verify takes one file, and the incident where the file does not name it; usage: tocsin report --verify FILE [owner/repo#7]",
    );
  // Editors may put a mark before a file, which says nothing.
  const text = (await readText(terminal, file)).replace(/^\uFEFF/, "");
  const [key = "", named = ""] = markOf(text);
  const ref = given ?? named;
  if (!isIssueAddress(ref)) throw new WrongUse(unnamed(file, text));
  const calledThere = isIssueAddress(named) ? named : (firstAddress(text) ?? "");
  const { here, login, addresses } = await lookAt({ ref, file, named: calledThere }, terminal);
  const incident = here.snapshot.issue.ref;
  const { documents } = here.ruling.policy;
  const kind = documents[key === "" ? "report" : key];
  if (kind === undefined)
    throw new Failed(
      `${file} is a document ${key}, which the policy of ${here.snapshot.repository.name} does not have`,
      file,
    );
  // A redacted copy does not name its incident.
  const isRedacted = named === "-";
  const render = createRenderer(templates());
  const filled = (at: IncidentSituation, whole: boolean): string =>
    sealed(render(kind.template, documentValues(kind, at, isRedacted, whole)), []);
  const written = writtenAt({ kind, redacted: isRedacted }, here);
  const found = compared(text, filled(here, true), {
    earlier: written && filled(asKnownAt(here, written), false),
    ...outOfSight({ kind, redacted: isRedacted }, here),
    addresses,
  });
  const ok = isHeld(found);
  if (options.json === true) printJson(terminal, { ok, file, incident, document: kind.key, ...found });
  else terminal.out(inWords(found, { file, ref: incident, url: here.snapshot.issue.url, login }));
  return ok ? 0 : 1;
}

const remedy = "take them back from the commit that has them (git log -p shows it)";

/** A file that says of itself neither what it is nor of which incident. */
function unnamed(file: string, text: string): string {
  const { regions, torn } = readRegions(text);
  const usage = `name it after the file: tocsin report --verify ${file} owner/repo#7`;
  return regions.length + torn.length === 0
    ? `${file} has none of the hidden lines of a document (<!-- tocsin:… -->): it is none that Tocsin began, or somebody took them out, and without them no fact can be told from what people wrote; ${remedy}, and if it does not name its incident then, ${usage}`
    : `${file} does not name its incident: expected a first line <!-- tocsin:document report owner/repo#7 … -->; ${usage}`;
}

interface Looked {
  readonly here: IncidentSituation;
  /** As whom. */
  readonly login: string;
  readonly addresses: AddressesNow;
}

/** What to look at: the incident, the file, and by which address the file names its incident. */
interface Asked extends Pick<Around, "ref" | "file"> {
  readonly named: string;
}

async function lookAt({ ref, file, named }: Asked, terminal: Terminal): Promise<Looked> {
  const { live, login, service } = await reaching(ref, () => connect(terminal));
  const { observed, thought } = await reaching(ref, () => live.look(ref));
  // The file may name its incident by the address that it had then; GitHub leads on within an account alone.
  const isOther = isIssueAddress(named) && !isSame(named, ref) && isOfOneOwner(named, ref);
  const other = isOther ? (await reaching(named, () => live.look(named))).key : ref;
  await service.stop();
  if (observed === undefined)
    throw new Failed(`${ref} is not in sight of ${login}: there is no such issue, or it has no access`, ref);
  if (thought?.kind !== "incident")
    throw new Failed(
      `no policy rules ${observed.seen.repository.name}: without a good .github/tocsin.yml on its default branch nothing can be derived`,
      ref,
    );
  const { here } = thought;
  const barred = whyUnproven(here, { ref, login });
  if (barred !== undefined) throw new WrongUse(barred, file);
  return {
    here,
    login,
    addresses: addressesOf(here, isSame(other, here.snapshot.key) ? [ref, named] : [ref]),
  };
}

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Where the incident and what belongs to it are now, by the addresses that they had before. */
function addressesOf({ snapshot }: IncidentSituation, former: readonly string[]): AddressesNow {
  const { issue, children } = snapshot;
  const places = [
    ...former.map((was) => [was, issue.ref] as const),
    ...children.flatMap(({ ref, formerly = [] }) => formerly.map((place) => [place.ref, ref] as const)),
  ];
  return new Map(places.flatMap(([was, ref]) => (isSame(was, ref) ? [] : [[was.toLowerCase(), ref]])));
}

interface Around {
  readonly file: string;
  readonly ref: string;
  readonly url: string;
  readonly login: string;
}

function inWords(found: Verified, { file, ref, url, login }: Around): string {
  const { wrong, lacking, untold, hidden, torn, touched, gone, later } = found;
  const lines = [
    found.facts === 0
      ? `${file}: there is no fact in it that could be compared, by ${ref}: none of its parts stands between its two hidden lines; ${remedy}`
      : wrong.length === 0 && untold.length > 0
        ? `${file}: ${count(untold.length, "fact")} of ${found.facts} can't be told as ${login}, by ${ref}; no other is changed`
        : wrong.length === 0 && lacking.length > 0
          ? `${file}: all ${found.facts} facts that it has hold, and ${lacking.length} more ${lacking.length === 1 ? "is" : "are"} left out, by ${ref}`
          : wrong.length === 0 && hidden.length > 0
            ? `${file}: all ${found.facts} facts are so, by ${ref}, and some are hidden from whoever reads it`
            : wrong.length === 0
              ? `${file}: all ${found.facts} facts hold, by ${ref}`
              : `${file}: ${count(wrong.length, "fact")} of ${found.facts} no longer ${wrong.length === 1 ? "holds" : "hold"}, by ${ref}`,
    ...wrong.flatMap((one) => ["", ...disagreement(one, url)]),
    ...(lacking.length > 0 ? ["\nLeft out, taken out or said since, in parts that people wrote in:"] : []),
    ...lacking.flatMap((one) => ["", ...disagreement(one, url)]),
    ...(untold.length > 0
      ? [
          `\nNot to be told as ${login}: GitHub shows it no issue or pull request that these come from. It was deleted, or this account may not see it; with credentials that may, verify again:`,
        ]
      : []),
    ...untold.flatMap((one) => ["", `line ${one.line}, ${one.part}`, `  the file  ${one.says ?? ""}`]),
    ...hidden.map(
      ({ part, by, line, facts }) =>
        `\nline ${line}, ${part}: changed since: ${by} stands around ${count(facts, "line")} of it, and whoever reads the file does not see that, or not as it is; take it out`,
    ),
    ...torn.map(
      ({ name, line }) =>
        `\nline ${line}: the part "${name}" has lost one of its hidden lines, so that its facts can't be compared`,
    ),
    ...(gone.length > 0 && found.facts > 0
      ? [
          `\nNot in the file, or without both hidden lines, so that nothing of it can be compared: ${gone.join(", ")}; ${remedy}`,
        ]
      : []),
    ...(touched.length > 0
      ? [`\nWritten in by people since, and compared all the same: ${touched.join(", ")}`]
      : []),
    ...(later.length > 0
      ? [
          `\nGitHub says more by now: ${count(later.length, "line")} that the file does not have`,
          ...later.map((line) => `  ${line}`),
        ]
      : []),
  ];
  return `${lines.join("\n")}\n`;
}

function disagreement(
  { part, line, says, now, after, url }: Disagreement,
  incident: string,
): readonly string[] {
  const place = after === "" ? "has this before all others" : after && `has this after ${after}`;
  return [
    `line ${line}, ${part}`,
    `  the file  ${says ?? "leaves this out"}`,
    `  GitHub    ${now ?? place ?? "says nothing of the kind"}`,
    `  ${url ?? incident}`,
  ];
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;
