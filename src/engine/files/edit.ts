// A change to a file, worked out on the file as it stands: what it becomes, or why it is better left alone.
import type { FileEdit } from "../leaving.ts";
import { withRow } from "./row.ts";

/** What the commit tells of the file besides: it begins it, though it was there once (`begun anew`) or not, or puts back what somebody took out. */
export type FileNews = "begun" | "begun anew" | "put back";

/** What becomes of a file. */
export type Edited =
  | {
      readonly kind: "changed";
      readonly text: string;
      readonly note?: string | undefined;
      readonly news?: FileNews | undefined;
    }
  /** It says so already. */
  | { readonly kind: "same"; readonly note?: string | undefined }
  /** It can't be changed without losing something: where, what was expected, and what to do. */
  | { readonly kind: "refused"; readonly because: string };

/** The file with the change in it; `undefined`: there is no such file yet. The same for the same, and nothing of others is lost. */
export function edited(edit: FileEdit, before: string | undefined): Edited {
  switch (edit.kind) {
    case "row":
      return withRow(edit, before);
  }
}
