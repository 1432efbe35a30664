// The section `severity`: how the severity of an incident is found.
import { named } from "../../named.ts";
import { withoutStop } from "../../text/words.ts";
import { completeCondition, inWords, list } from "../complete.ts";
import type { ModelOf } from "../section.ts";
import { check } from "./check.ts";
import { completeMethod, orderOf } from "./tables.ts";
import { severityWords } from "./words.ts";

const schema = severityWords.transform((given) => ({
  /** The field that holds the reporter's choice. */
  field: given.field ?? "severity",
  /** Taken where nothing else says one; absent: none is set, and the card asks. */
  default: given.default,
  /** Ways to work it out by a table of the process, by key (HG). */
  methods: named(
    Object.entries(given.methods ?? {}).map(([key, method]) => [key, completeMethod(key, method)]),
  ),
  /** In which order they are asked, by key; `form` is the reporter's choice. The first whose facts suffice decides. */
  by: orderOf(given),
  /** A severity that a person sets over what a table says takes a reason, a higher one too (HG-8). */
  justify: given.justify ?? false,
  /** Rules that raise, never lower, the severity, and say why (D-5). */
  raise: Object.entries(given.raise ?? {}).map(([id, rule]) => ({
    id,
    /** Any of these. */
    when: list(rule.when).map(completeCondition),
    to: rule.to ?? "",
    because: withoutStop(rule.because ?? inWords(id)),
    source: rule.source ?? "",
  })),
}));

/** How the severity is found. */
export type SeverityRules = ModelOf<typeof severity>;

/** The section `severity`. */
export const severity = { schema, check };
