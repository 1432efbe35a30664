// A notice as it was let go, kept by its comment: whatever becomes of the policy, what leaves and what the status page says is what was approved.

import { STATUS } from "../policy/audiences/channel.ts";
import type { NoticeRule } from "../policy/model.ts";
import type { Content, NoticePart } from "./content.ts";

/** What of the content of a notice can't be made again once the policy has other words. */
export type LetGo = Pick<Content, "hash" | "parts" | "next" | "severity" | "services">;

/** What is kept of a content. */
export function letGoOf({ hash, parts, services, next, severity }: Content): LetGo {
  return {
    hash,
    parts,
    services,
    ...(next !== undefined && { next }),
    ...(severity !== undefined && { severity }),
  };
}

/** The content again, by the rule as it stands now: what was let go is whole, and waits for nothing. */
export function restored(letGo: LetGo, rule: NoticeRule): Content {
  return { ...letGo, rule, missing: [], suspect: 0, unusable: [] };
}

/** What of a notice the status page shows; undefined where nothing of it goes there. */
export function pagePartOf({ parts }: Pick<Content, "parts">): NoticePart | undefined {
  return parts.find((one) => one.public && one.channels.some(({ name }) => name === STATUS));
}
