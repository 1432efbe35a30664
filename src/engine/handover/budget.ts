// The attention budget of a rolling issue: how many comments it may still hold, and when it may hold more.
import { DAY, HOUR } from "../instant.ts";
import { earlier, type Wish } from "../situation.ts";
import type { HandoverSituation } from "./decide.ts";

/** The ceiling of comments holds for the rolling issue, too: what finds no room waits until there is some. */
export function withinBudget(wish: Wish, { handover, ruling, now }: HandoverSituation): Wish {
  const { perHour, perDay } = ruling.policy.attention;
  const windows = [
    { span: HOUR, most: perHour },
    { span: DAY, most: perDay },
  ];
  const written = handover.own.map(({ item }) => item.at);
  const rooms = windows.map(({ span, most }) => {
    const within = written.filter((at) => at > now - span);
    return { left: most - within.length, until: (within[Math.max(0, within.length - most)] ?? now) + span };
  });
  const left = Math.max(0, Math.min(...rooms.map((room) => room.left)));
  let spoken = 0;
  const effects = wish.effects.filter((effect) => effect.kind !== "comment" || ++spoken <= left);
  const tight = rooms.filter((room) => room.left < spoken);
  if (effects.length === wish.effects.length) return wish;
  return { effects, wakeAt: earlier(wish.wakeAt, Math.max(...tight.map(({ until }) => until))) };
}
