// What conditions of a policy are made of: how their words are compared, and what they may ask besides fields.

/** Words as conditions compare them: without case, and with single spaces. */
export function plain(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, " ");
}

/** Names that conditions may use besides the fields of a policy. */
export const SETTLED: readonly string[] = ["severity", "major", "flag", "tier"];
