// The hidden marks of a draft's comment, by which it is known again.

/** The hidden marks of a draft's comment: what it is of, that its policy let it go, when it was sent, that it has its last words, and the repository's own words in it. */
export const noticeMarks = {
  draft: "notice",
  go: "notice-go",
  sent: "notice-sent",
  told: "notice-told",
  kept: "notice-kept",
} as const;
