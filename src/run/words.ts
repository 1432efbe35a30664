// Between the plan and the border: each effect that people read is given its words.
import type { GithubEffect, WriteCard } from "../engine/effect.ts";
import type { Write } from "../github/write.ts";
import type { Renderer } from "../render/render.ts";

/**
 * GitHub's effects of a plan with their words. `fingerprint` is what a card's ledger keeps of what was seen, so that a sweep can
 * tell from a cheap look whether anything is new.
 */
export function worded(
  effects: readonly GithubEffect[],
  render: Renderer,
  fingerprint: () => string,
): readonly Write[] {
  return effects.map((effect): Write => {
    switch (effect.kind) {
      case "card":
        return {
          ...effect,
          // What comes after the card is not done yet: until it is, the sweep has to find the incident changed.
          ledger: { ...effect.ledger, fingerprint: isWrittenLater(effects, effect) ? "" : fingerprint() },
          text: render(effect.template, effect.values),
        };
      case "comment":
      case "edit-comment":
      case "create-issue":
        return { ...effect, text: render(effect.template, effect.values) };
      default:
        return effect;
    }
  });
}

const comesLast = (effect: GithubEffect): boolean => effect.kind === "remove-label" && effect.last === true;

/** Is part of the plan written after its card: a label that goes last, or what a second comment on one issue waits for? */
function isWrittenLater(effects: readonly GithubEffect[], card: WriteCard): boolean {
  const comments = effects.filter(
    (effect) => effect.kind === "comment" && effect.issueId === card.issueId,
  ).length;
  return effects.some(comesLast) || comments + (card.commentId === undefined ? 1 : 0) > 1;
}
