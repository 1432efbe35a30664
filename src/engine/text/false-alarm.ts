// Reads whether a reason says that it was a false alarm.

const named = /\bfalse[\s-]+(?:alarm|positive|alert)s?\b/gi;
/** A "no" before them in their own clause. */
const denied = /(?:\b(?:not?|never|neither|hardly|cannot)\b|n['’]t\b)[^.,;:!?()–—-]*$/i;

/** How much before the words may deny them. */
const nearby = 40;

/** Does a reason say "false alarm" or "false positive", and not that it was none? */
export function saysFalseAlarm(reason: string): boolean {
  return Array.from(reason.matchAll(named)).some(
    ({ index }) => !denied.test(reason.slice(Math.max(0, index - nearby), index)),
  );
}
