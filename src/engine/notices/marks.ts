// The hidden marks of a draft's comment, by which it is known again, and what they keep.
import { bare } from "../named.ts";

/** The hidden marks of a draft's comment: what it is of, that its policy let it go, when it was sent, that it has its last words, the repository's own words in it, and what was let go. */
export const noticeMarks = {
  draft: "notice",
  go: "notice-go",
  sent: "notice-sent",
  told: "notice-told",
  kept: "notice-kept",
  letGo: "notice-let-go",
} as const;

/** The topic of a comment that asks somebody to let a notice go. */
export const askTopic = "notice-ask";

/** What the id of each such ask of a notice begins with; where the notice stands follows. */
export function asksOfNotice({ id }: { readonly id: string }): string {
  return `${askTopic}/${id.slice("notice/".length)}/`;
}

/** What a mark of ours keeps as JSON in one word; undefined where it is none that we wrote. */
export function keptIn<T>(word: string | undefined): T | undefined {
  if (word === undefined) return undefined;
  try {
    return bare(JSON.parse(word) as T);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
