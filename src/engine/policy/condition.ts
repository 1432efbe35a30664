// What conditions of a policy are made of: how their words are compared, and what they may ask besides fields.

/** Words as conditions compare them: without case, and with single spaces. */
export function plain(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, " ");
}

/** A word of a condition that any answer meets. */
export const ANY = "*";

/** A word of a condition that is met while nobody has given an answer, so that a policy can say "until that is decided" (H-17). */
export const UNSAID = "?";

/** Names that conditions may use besides the fields of a policy. */
export const SETTLED: readonly string[] = ["severity", "major", "flag", "tier"];
