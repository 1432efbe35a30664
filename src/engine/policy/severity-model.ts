// How the severity is found, as data: the reporter's choice, tables and scores, rules that raise.
import type { Condition } from "./model.ts";

/** How the severity is found. */
export interface SeverityRules {
  /** The field that holds the reporter's choice. */
  readonly field: string;
  /** Taken where nothing else says one; absent: none is set, and the card asks. */
  readonly default?: string | undefined;
  /** Ways to work it out by a table of the process, by key (HG). */
  readonly methods: Readonly<Record<string, Method>>;
  /** In which order they are asked, by key; `form` is the reporter's choice. The first whose facts suffice decides. */
  readonly by: readonly string[];
  /** Rules that raise, never lower, the severity, and say why (D-5). */
  readonly raise: readonly {
    readonly id: string;
    /** Any of these. */
    readonly when: readonly Condition[];
    readonly to: string;
    readonly because: string;
    readonly source: string;
  }[];
}

/** A way to work the severity out: two facts that meet in a table, or points that are added up (HG). */
export type Method = MatrixMethod | ScoreMethod;

/** A table whose cells are severities (HG-1). */
export interface MatrixMethod extends MethodParts {
  readonly kind: "matrix";
  readonly matrix: Matrix;
}

/** Points of every input that has them, added up (HG-4, HG-5). */
export interface ScoreMethod extends MethodParts {
  readonly kind: "score";
  /** Which sums give which severity (HG-6); empty: it gives a number only. */
  readonly bands: readonly Band[];
}

interface MethodParts {
  readonly key: string;
  readonly title: string;
  /** What it asks for, by the names that a command line uses. */
  readonly inputs: Readonly<Record<string, Input>>;
  readonly source: string;
}

/** A table of two inputs: for each option of the rows what each option of the columns gives, in their order. */
export interface Matrix {
  readonly rows: string;
  readonly columns: string;
  readonly cells: Readonly<Record<string, readonly string[]>>;
  readonly source: string;
}

/** The sums that give a severity, both ends included; `to` is infinite where there is no upper end. */
export interface Band {
  readonly severity: string;
  readonly from: number;
  readonly to: number;
}

/** Something that a method asks for. */
export interface Input {
  readonly key: string;
  readonly title: string;
  /** Id of the field that holds it. */
  readonly field: string;
  readonly options: readonly InputOption[];
  /** Gives it where nobody did: from two other inputs of the method (HG-2, HG-7). */
  readonly matrix?: Matrix | undefined;
  /** Gives it where nobody did: as many of these flags as are up and not made safe (HG-5); empty: none do. */
  readonly flags: readonly string[];
}

/** An answer to an input. */
export interface InputOption {
  readonly word: string;
  readonly aliases: readonly string[];
  /** What it counts in a score. */
  readonly points?: number | undefined;
  /** The least number that falls under it, where the options are ranges of numbers. */
  readonly from?: number | undefined;
  /** Said where it counts: that it is a reading of the policy's own. */
  readonly note?: string | undefined;
  /** The same, where the number is exactly `from`. */
  readonly edge?: string | undefined;
}
