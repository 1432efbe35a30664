// Incident to plan: runs the rules that apply, one duty a file, and says when to look again.
import type { Effect, Plan } from "./effect.ts";
import type { Instant } from "./instant.ts";
import { actions } from "./rules/actions.ts";
import { answers } from "./rules/answers.ts";
import { ask } from "./rules/ask.ts";
import { card } from "./rules/card.ts";
import { duplicate } from "./rules/duplicate.ts";
import { remindOrEscalate } from "./rules/escalate.ts";
import { finish } from "./rules/finish.ts";
import { heal } from "./rules/heal.ts";
import { labels } from "./rules/labels.ts";
import { minimize } from "./rules/remind.ts";
import { retro } from "./rules/retro.ts";
import { shift } from "./rules/shift.ts";
import { stranger } from "./rules/stranger.ts";
import { type Situation, together, type Wish } from "./situation.ts";

/** What should be done now. Applying it and deciding again at the same instant yields nothing. */
export function decide(here: Situation): Plan {
  const wish = wishes(here);
  const next = finite(wish.wakeAt);
  const withCard = together(wish, hasCard(here) ? card(here, next) : { effects: [] });
  const effects = withoutFaults(withCard.effects, here);
  return { key: here.snapshot.key, effects, wakeAt: finite(withCard.wakeAt) };
}

const finite = (at: Instant | undefined): Instant | undefined => (Number.isFinite(at ?? 0) ? at : undefined);

function wishes(here: Situation): Wish {
  switch (here.incident.management) {
    case "none":
    case "left-alone":
      return answers(here);
    case "waiting":
      return together(answers(here), stranger(here), heal(here));
    case "withdrawn":
      return together(answers(here), labels(here), { effects: minimize(here, false) }, heal(here));
    case "managed":
      return together(
        labels(here),
        answers(here),
        remindOrEscalate(here),
        shift(here),
        ask(here),
        retro(here),
        actions(here),
        duplicate(here),
        finish(here),
        heal(here),
      );
  }
}

/** A card is made for what is managed; one that stands already is kept true whatever became of the incident. */
function hasCard(here: Situation): boolean {
  return (
    here.incident.management === "managed" ||
    (here.incident.management === "withdrawn" && here.incident.card !== undefined)
  );
}

/** What failed is not tried again before its time. */
function withoutFaults(effects: readonly Effect[], here: Situation): readonly Effect[] {
  const waiting = new Set(
    here.snapshot.faults.filter((fault) => fault.until > here.now).map((fault) => fault.effect),
  );
  return effects.filter((effect) => !waiting.has(effect.id));
}
