// Between the plan and the border: each effect that people read is given its words.
import type { AddComment, GithubEffect, WriteCard } from "../engine/effect.ts";
import type { Failure } from "../github/phase.ts";
import type { Write } from "../github/write.ts";
import type { Renderer } from "../render/render.ts";
import { reasonOf } from "./log.ts";

/** GitHub's effects with their words, and those whose words could not be made. */
export interface Worded {
  readonly writes: readonly Write[];
  readonly failed: readonly Failure[];
}

/**
 * GitHub's effects of a plan with their words. `fingerprint` is what a card's ledger keeps of what was seen, so that a sweep can
 * tell from a cheap look whether anything is new. An effect whose words can't be made fails alone; all others go out.
 */
export function worded(
  effects: readonly GithubEffect[],
  render: Renderer,
  fingerprint: () => string,
): Worded {
  const failed: Failure[] = [];
  const writes = effects.flatMap((effect): readonly Write[] => {
    try {
      return [wordedOne(effect, render)];
    } catch (error) {
      failed.push({ write: effect, message: reasonOf(error) });
      return [];
    }
  });
  // What comes after the card, or could not be said, is not done yet: until it is, the sweep has to find the incident changed.
  const isWhole = (card: WriteCard): boolean => failed.length === 0 && !isWrittenLater(effects, card);
  return {
    failed,
    writes: writes.map((write) =>
      write.kind === "card"
        ? { ...write, ledger: { ...write.ledger, fingerprint: isWhole(write) ? fingerprint() : "" } }
        : write,
    ),
  };
}

/** What is worded: a template with its values, which other incidents wait for the same people, and what the repository adds below. */
type Spoken = Pick<WriteCard, "template" | "values"> & Pick<AddComment, "below" | "waiting">;

/** Words, and below them those of the repository's own, as harmless as what anybody writes. */
function wordsOf({ template, values, waiting, below = [] }: Spoken, render: Renderer): string {
  const parts = [
    render(template, values),
    ...(waiting === undefined ? [] : [render("waiting", waiting)]),
    ...(below.length === 0 ? [] : [render("below", { lines: below })]),
  ];
  return parts.join("\n\n");
}

/** The words of an effect for whoever only reads of it: where there are none, why. */
export function wordsOrWhy(spoken: Spoken, render: Renderer): string {
  try {
    return wordsOf(spoken, render);
  } catch (error) {
    return `There are no words for this: ${reasonOf(error)}`;
  }
}

/** Throws where a template is not there or can't be rendered. */
function wordedOne(effect: GithubEffect, render: Renderer): Write {
  switch (effect.kind) {
    case "create-issue": {
      const { openly, template, values } = effect;
      const inPublic = openly && { title: openly.title, text: render(template, openly.values) };
      return { ...effect, text: render(template, values), inPublic };
    }
    case "card":
    case "comment":
    case "edit-comment":
    case "edit-body":
      return { ...effect, text: wordsOf(effect, render) };
    default:
      return effect;
  }
}

const comesLast = (effect: GithubEffect): boolean => effect.kind === "remove-label" && effect.last === true;

/** Is part of the plan written after its card: a label that goes last, or what a second comment on one issue waits for? */
function isWrittenLater(effects: readonly GithubEffect[], card: WriteCard): boolean {
  const comments = effects.filter(
    (effect) => effect.kind === "comment" && effect.issueId === card.issueId,
  ).length;
  return effects.some(comesLast) || comments + (card.commentId === undefined ? 1 : 0) > 1;
}
