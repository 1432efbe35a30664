// Reads whether a reason says that it was a false alarm.

const named = /\bfalse[\s-]+(?:alarm|positive|alert)s?\b/gi;

/** Their own clause asserts them: nothing but a count before them, or what was what, "closing as" and "because of". */
const asserted =
  /(?:^|\b(?:is|was|are|were|been|be|as|because(?: of)?|due to)\s+|['’]s\s+)(?:(?:just|only|really|clearly|all|in fact|another|yet another|one|two|three|\d{1,3}|an?)\s+)*$/i;

/** What takes an assertion back, or makes it somebody's guess or a condition. */
const doubted =
  /\b(?:not?|nor|never|neither|hardly|cannot|if|whether|unless|until|could|would|should|might|may|maybe|perhaps|possibly|probably|think|thought|believed?|hoped?|assumed?|suspect|say|says|said|claims?|asks?|doubt|without|like|rather than|ruled|instead)\b|n['’]t\b/i;

/** What may follow them: the words of another clause, or more about them; a noun or a verb makes them a part of something else. */
const followed =
  /^(?:[^\p{L}\p{N}]*$|\s*[^\p{L}\p{N}\s]|\s+(?:of|by|from|in|on|at|for|with|to|due|because|since|after|as|and|but|so|when|that|which|again|only|caused|triggered|raised|sent|this|today|tonight|here|the|our|nothing|all|sorry|thanks|clos(?:ed|ing))\b)/iu;

/** How much around the words is read with them. */
const nearby = 80;

/** Does a reason assert "false alarm" or "false positive"? A question, a denial, a guess or words about it do not. */
export function saysFalseAlarm(reason: string): boolean {
  return Array.from(reason.matchAll(named)).some(({ index, 0: words }) => {
    const from = index + words.length;
    const before = reason.slice(Math.max(0, index - nearby), index);
    const clause =
      before
        .split(/[.,;:!?()\n–—]|\s-\s/)
        .at(-1)
        ?.trimStart() ?? "";
    const after = reason.slice(from, from + nearby);
    const [rest = ""] = /^[^.!?\n]*[.!?]?/.exec(after) ?? [];
    if (rest.endsWith("?") || /^\W*no\W*$/i.test(rest)) return false;
    return asserted.test(clause) && !doubted.test(clause) && followed.test(after);
  });
}
