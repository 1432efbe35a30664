// What a section of a policy file is to all that go through the sections: the schema, the checks, the model, the comparison.
import type { z } from "zod";
import type { HolidaySource } from "../holidays.ts";
import type { PolicyFile, ReadSections } from "./file.ts";
import type { Finding } from "./finding.ts";
import type { LabelUse } from "./labels.ts";
import type { Defining } from "./sections.ts";
import type { Path } from "./source.ts";

/** One key at the top of a policy file. Its schema gives out the section's part of the model. */
export interface Section {
  readonly schema: z.ZodType;
  /** Where its keys are names that other sections use: what one of them is called in a message. */
  readonly one?: string;
  /** Where people find its things by word: how words are compared. No word may mean two of them. */
  readonly compare?: (word: string) => string;
  /** Labels of its own: no label may mean two things. */
  readonly labels?: (given: Pick<Completing, "file" | "read">) => readonly LabelUse[];
  /** What it says that can't be meant, though its shape is right: above all names that no section has. */
  readonly check?: (here: Checking) => readonly Finding[];
  /** Its part of the model, where that hangs on other sections or on what lies outside the file. */
  readonly build?: (all: Completing) => unknown;
  /** What the model calls it, if not by its key. */
  readonly into?: string;
  /** A policy may do without it altogether: then the model has nothing instead of what an empty section gives. */
  readonly optional?: boolean;
}

/** What a check may look at. */
export interface Checking {
  readonly file: PolicyFile;
  /** What each section's schema gave out. */
  readonly read: ReadSections;
  /** Knows the public holidays of regions. */
  readonly holidays: HolidaySource;
  /** The names by which a policy gives the right to a command. */
  readonly commands: readonly string[];
  /** The names of the documents that ship; undefined where whoever loads the policy does not know them. */
  readonly documents: readonly string[] | undefined;
  /** No finding where the section has the name; else one that names the nearest. */
  known(section: Defining, name: string, path: Path): readonly Finding[];
  /** The same for every name of a list; a single name has the list's own path. */
  knownAll(
    section: Defining,
    at: { readonly names: string | readonly string[] | undefined; readonly path: Path },
  ): readonly Finding[];
}

/** What a section's part of the model may be completed from. */
export interface Completing {
  readonly file: PolicyFile;
  /** What each section's schema gave out. */
  readonly read: ReadSections;
  /** The public holidays of a region (`GB-ENG`) as local dates; undefined where there is no such region. */
  readonly holidaysOf: (region: string) => readonly string[] | undefined;
}

type Plain = string | number | boolean | undefined | null;

/** What a schema gives out as nobody may change it; what may be undefined may be left out. */
export type Model<T> = T extends Plain | ReadonlySet<unknown>
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Model<Item>[]
    : string extends keyof T
      ? { readonly [K in keyof T]: Model<T[K]> }
      : { readonly [K in keyof T as undefined extends T[K] ? never : K]: Model<T[K]> } & {
          readonly [K in keyof T as undefined extends T[K] ? K : never]?: Model<T[K]>;
        };

/** The part of the model that a section's schema gives out. */
export type ModelOf<S extends { readonly schema: z.ZodType }> = Model<z.output<S["schema"]>>;
