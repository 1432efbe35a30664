// Rights that come back: where something was refused, one cheap question tells at the next look whether it is worth another try.
import { type Instant, MINUTE } from "../engine/instant.ts";
import { repositoryOf } from "../engine/issue-ref.ts";
import type { IssueRef } from "../engine/snapshot.ts";
import type { Clock } from "../world.ts";
import { type Client, NotInstalled } from "./client.ts";
import { Limited } from "./limit.ts";
import type { Memory } from "./memory.ts";
import { ownerOf } from "./names.ts";
import { RequestFailed } from "./transport.ts";

interface RightsOptions {
  readonly client: Pick<Client, "renewedIf">;
  readonly clock: Pick<Clock, "now">;
  readonly memory: Pick<Memory, "faults" | "forgive">;
}

/** What the process knows of being refused. */
export interface RightsWatch {
  /** Where something of the key was refused and waits: asks whether the app may do something else by now, for an owner at most once a minute. */
  ask(key: IssueRef): Promise<void>;
  /** When to look again where something waits: the event that tells of rights may be lost, so it is not later than five minutes. */
  wakeAt(key: IssueRef, at: Instant | undefined): Instant | undefined;
}

const lookEvery = 5 * MINUTE;

/** Watches over the rights of one process. */
export function watchRights({ client, clock, memory }: RightsOptions): RightsWatch {
  const asked = new Map<string, Instant>();
  const waits = (key: IssueRef): boolean => memory.faults(key).some(({ until }) => until > clock.now());
  return {
    async ask(key) {
      const owner = ownerOf(key);
      const now = clock.now();
      if (!waits(key) || now < (asked.get(owner) ?? Number.NEGATIVE_INFINITY) + MINUTE) return;
      asked.set(owner, now);
      try {
        if (await client.renewedIf(repositoryOf(key))) memory.forgive(owner);
      } catch (error) {
        // No answer is no change: what waits is tried at its time.
        const isRefused =
          error instanceof RequestFailed || error instanceof Limited || error instanceof NotInstalled;
        if (!isRefused) throw error;
      }
    },
    wakeAt(key, at) {
      if (!waits(key)) return at;
      return Math.min(at ?? Number.POSITIVE_INFINITY, clock.now() + lookEvery);
    },
  };
}
