// The token of an installation: kept until GitHub says that it ends, and given up at once where GitHub does not take it any more.
import { type Instant, MINUTE } from "../engine/instant.ts";

/** Before its end a token is not used any more: what is sent takes a while, and clocks differ. */
const margin = MINUTE;

/** Where the third part of what `@octokit/auth-app` keeps says when a token ends; it goes by a fixed 59 minutes itself. */
function endOf(kept: string): Instant {
  return Date.parse(kept.split("|")[2] ?? "");
}

function permissionsIn(kept: string): readonly string[] {
  return kept.split("|")[4]?.split(",") ?? [];
}

/** What `@octokit/auth-app` keeps of one installation, by the machine's clock: GitHub counts a token's hour by no other. */
export class TokenCache {
  readonly #kept = new Map<string, string>();
  #last: string | undefined;
  /** How many tokens were given up: tells whether somebody else has done so since. */
  generation = 0;

  get(key: string): string | undefined {
    const kept = this.#kept.get(key);
    // One that does not say when it ends is used once.
    return kept !== undefined && endOf(kept) - margin > Date.now() ? kept : undefined;
  }

  set(key: string, value: string): void {
    this.#kept.set(key, value);
    this.#last = value;
  }

  /** What the token that is kept may do, as GitHub said when it was made: `contents,issues!`, with `!` for writing. */
  get permissions(): string | undefined {
    const [kept] = this.#kept.values();
    return kept && permissionsIn(kept).toSorted().join(",");
  }

  /** Might the token that was made last write this (`contents`)? No, where none was made yet. */
  mayWrite(what: string): boolean {
    return this.#last !== undefined && permissionsIn(this.#last).includes(`${what}!`);
  }

  /** A token of this generation was refused: the next request asks for a new one, once for all that were refused together. */
  giveUp(generation: number): void {
    if (generation !== this.generation) return;
    this.generation++;
    this.#kept.clear();
  }
}
