// How `tocsin check` judges an issue form: what GitHub says of it, and which of its questions fills which fact of a policy.
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Policy, Problem } from "../engine/policy/model.ts";
import { policyHere } from "./checkout.ts";
import type { Mapping } from "./mapping.ts";

/** What was found in one file. */
export interface Findings {
  readonly problems: readonly Problem[];
  /** What GitHub accepts though it will surprise somebody: shown, but no reason to fail. */
  readonly warnings: readonly Problem[];
  /** How the forms in question are read under a policy, in words and for programs. */
  readonly mapped?: readonly { readonly mapping: Mapping; readonly words: string }[];
}

/** A policy under which forms are checked, and what it is called. */
export interface Under {
  readonly policy: Policy;
  readonly named: string;
}

/**
 * A form by itself, shown as the policy of the checkout reads it, where there is none as the default preset does. What leads to no
 * severity is no fault there, since nobody said that it is to.
 */
export async function shownForm(
  file: string,
  text: string,
  standard: () => Promise<Under | undefined>,
): Promise<Findings> {
  const { problems, warnings } = await checkForm(file, text, undefined);
  const under = await standard();
  const { mapped = [] } = await checkForm(file, text, under);
  return { problems, warnings, mapped };
}

/** The policy that rules in a directory, else the default preset; a broken one is told by a check of it. */
export async function underHere(cwd: string): Promise<Under | undefined> {
  const [{ loadText }, { DEFAULT_PRESET }] = await Promise.all([
    import("./policy.ts"),
    import("../engine/policy/layers.ts"),
  ]);
  const here = policyHere(cwd);
  if (here !== undefined) {
    const { policy } = await loadText({ file: here, text: await readFile(resolve(cwd, here), "utf8") });
    if (policy !== undefined) return { policy, named: here };
  }
  const { policy } = await loadText({ file: DEFAULT_PRESET, text: `extends: ${DEFAULT_PRESET}\n` });
  return policy && { policy, named: DEFAULT_PRESET };
}

/** What is wrong with a form, and under a policy how it is read: one that leads to no severity is a problem there. */
export async function checkForm(file: string, text: string, under: Under | undefined): Promise<Findings> {
  const { isAccepted, parseForm } = await import("../engine/form.ts");
  const parsed = parseForm(text);
  const of = (severity: "error" | "warning") =>
    parsed.problems.filter((one) => one.severity === severity).map((problem) => ({ file, ...problem }));
  const [problems, warnings] = [of("error"), of("warning")];
  if (under === undefined || parsed.form === undefined) return { problems, warnings };
  const { mapped, mappingText } = await import("./mapping.ts");
  const { maintenancePolicy } = await import("../engine/maintenance/ruling.ts");
  const { formName } = await import("../rehearse/beside.ts");
  const isOfWork = under.policy.maintenance?.forms.includes(formName(file)) === true;
  const policy = isOfWork ? maintenancePolicy(under.policy) : under.policy;
  const { named } = under;
  const { mapping, lost, unclear } = mapped({ file, text, form: parsed.form, policy, named, isOfWork });
  return {
    // What GitHub refuses is to be put right first.
    problems: isAccepted(parsed) ? [...problems, ...lost] : problems,
    warnings: isAccepted(parsed) ? [...warnings, ...unclear] : warnings,
    mapped: [{ mapping, words: mappingText(mapping, policy) }],
  };
}
