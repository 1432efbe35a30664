// The repository of a snapshot: its labels, and the files that its policy is read from.

/** A label of the repository; `id` is the node id that a write needs. */
export interface LabelRef {
  readonly id: string;
  readonly name: string;
}

/** The repository that the key belongs to, as it is now. */
export interface Repository {
  readonly id: string;
  /** `owner/name` */
  readonly name: string;
  readonly public: boolean;
  readonly archived: boolean;
  /** Its name; absent where nothing was ever committed, or it was not asked for. */
  readonly defaultBranch?: string | undefined;
  /** Every label of the repository. */
  readonly labels: readonly LabelRef[];
}

/** A file at the head of the default branch. `oid` is git's blob id, the key of every cache of what was parsed from it. */
export interface SourceFile {
  readonly path: string;
  readonly oid: string;
  readonly text: string;
}

/** The files that a policy is made from. Absent: there is no such file (never: it could not be read). */
export interface Sources {
  readonly policy?: SourceFile | undefined;
  /** `.github/tocsin.yml` of the owner's `.github` repository. */
  readonly ownerPolicy?: SourceFile | undefined;
  readonly forms: readonly SourceFile[];
  /** The iCalendar files of rotas, in `.github/rota/`; absent: none were looked for. */
  readonly calendars?: readonly SourceFile[];
  /** The words that the repository has of its own, in `.github/tocsin/messages/`; absent: it has none. */
  readonly messages?: readonly SourceFile[];
  /** The iCalendar texts of rotas that stand at an address; absent: feeds are not read here. */
  readonly feeds?: readonly Feed[] | undefined;
  /** The last policy that was in force and good, read only where the present one is broken. */
  readonly lastGood?: SourceFile | undefined;
}

/** An iCalendar text from an address outside of GitHub, as it was last read. */
export interface Feed {
  /** As the policy has it: an https address, or `env:NAME`. */
  readonly url: string;
  /** What problems call it: never with what may be secret in an address. */
  readonly shown: string;
  /** The last good text; absent where it was never read. */
  readonly text?: string | undefined;
  /** Tells one text from another, as a blob's id does. */
  readonly oid: string;
  /** Why it could not be read the last time, and since when, as a sentence. */
  readonly fault?: string | undefined;
}
