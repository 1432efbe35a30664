// The version of this program, as its package says it: what the card, the ledger and the command line show.
import release from "../../package.json" with { type: "json" };

/** The version, `0.2.0`. */
export const version: string = release.version;
