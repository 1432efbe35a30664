// The world beyond GitHub in a rehearsal: channels that take words or fail as the scenario says, and what arrived by them.

import type { Instant } from "../engine/instant.ts";
import type { Leaving, SendMessage } from "../engine/leaving.ts";
import { seededChance } from "../local-github/chance.ts";
import { patience } from "../run/carriers.ts";
import type { Carried, Carrier, Clock } from "../world.ts";
import type { ChannelFaults, ChannelPlan } from "./scenario.ts";

/** Words that arrived, at their instant. */
export interface Arrival {
  readonly at: Instant;
  readonly channel: string;
  /** Login of the app that sent them. */
  readonly by: string;
  readonly effect: SendMessage;
  readonly text: string;
  /** They came after so many entries of GitHub's log. */
  readonly after: number;
}

/** Whose channels they are: a process, which sends nothing any more once it has ended. */
export interface Origin {
  readonly login: string;
  readonly hasEnded: () => boolean;
}

/** What the channels of a rehearsal are made of. `entries`: how many GitHub's log has by now. */
export interface ChannelsOptions {
  readonly clock: Clock;
  readonly plans: readonly ChannelPlan[];
  readonly seed: number;
  readonly entries: () => number;
}

/** The channels that the operator of a scenario has set up. They outlive every process, and remember what they took. */
export class Channels {
  readonly #options: ChannelsOptions;
  readonly #chance: () => number;
  readonly #arrived: Arrival[] = [];
  #faults: ReadonlyMap<string, ChannelFaults> = new Map();

  constructor(options: ChannelsOptions) {
    this.#options = options;
    this.#chance = seededChance(options.seed);
  }

  /** All that arrived, in its order; what came twice under one id stands twice, unless its key makes a repeat no second one. */
  get arrived(): readonly Arrival[] {
    return this.#arrived;
  }

  /** From here on the channels have these faults, by name, and no others. */
  fail(faults: ReadonlyMap<string, ChannelFaults>): void {
    this.#faults = faults;
  }

  /** The channels as one process has them. */
  carriersOf(sender: Origin): readonly Carrier[] {
    return this.#options.plans.map((plan) => ({
      name: `channel:${plan.name}`,
      looksUp: plan.looksUp,
      serves: () => true,
      carry: (effect, text, attempt) =>
        this.#carry(plan, { effect: messageOf(effect), text, attempt, sender }),
    }));
  }

  async #carry(plan: ChannelPlan, handed: Handed): Promise<Carried> {
    if (handed.sender.hasEnded()) throw new Error("this process has ended");
    const { fail = 0, unclear = 0, hang = 0 } = this.#faults.get(plan.name) ?? {};
    // Both are drawn each time, so that a change of one fraction moves no other draw.
    const [isDown, isUnheard] = [this.#chance() < fail, this.#chance() < unclear];
    const answer = this.#answer(plan, handed, { isDown, isUnheard });
    return this.#later(hang, answer);
  }

  #answer(plan: ChannelPlan, handed: Handed, luck: Luck): Carried {
    if (luck.isDown) return { state: "failed", because: `the channel ${plan.name} is down` };
    const { effect, attempt } = handed;
    const isThere = this.#arrived.some((one) => one.channel === plan.name && one.effect.id === effect.id);
    const looked = plan.looksUp && attempt > 1;
    // By its key a repeat is dropped where it arrives; who can look finds it there.
    if (!isThere || !(effect.repeatable || looked)) this.#take(plan, handed);
    if (luck.isUnheard) return { state: "unclear", because: `the channel ${plan.name} gave no answer` };
    return { state: "sent", receipt: { accepted: effect.to.length, refused: 0 } };
  }

  #take({ name }: ChannelPlan, { effect, text, sender }: Handed): void {
    const { clock, entries } = this.#options;
    this.#arrived.push({
      ...{ at: clock.now(), channel: name, by: sender.login },
      ...{ effect, text, after: entries() },
    });
  }

  /** The answer, after so long. A pass waits for it only as long as its patience lasts, and must be seen to sleep meanwhile. */
  async #later(hang: number, answer: Carried): Promise<Carried> {
    const { clock } = this.#options;
    if (hang === 0) return answer;
    if (hang <= patience) {
      await clock.sleep(hang);
      return answer;
    }
    const late = new Promise<Carried>((resolve) => {
      clock.after(hang, () => resolve(answer));
    });
    await clock.sleep(patience + 1);
    return late;
  }
}

interface Handed {
  readonly effect: SendMessage;
  readonly text: string;
  readonly attempt: number;
  readonly sender: Origin;
}

interface Luck {
  readonly isDown: boolean;
  readonly isUnheard: boolean;
}

/** Channels carry messages and nothing else. */
function messageOf(effect: Leaving): SendMessage {
  if (effect.kind !== "send") throw new RangeError(`${effect.id} is no message: ${effect.kind}.`);
  return effect;
}

/** Does it ring somebody? What only says that it is over does not. */
export function rings({ effect: { purpose, about } }: Arrival): boolean {
  return purpose === "page" && !about.resolved;
}
