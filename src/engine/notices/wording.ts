// Whose words a notice has: the repository's own where it has a file for them, else Tocsin's; and what of it is kept for when that file changes.

import { named } from "../named.ts";
import { namesOfNotice, namesOfSubject, templateFor } from "../own-messages/names.ts";
import { noticeValuesFor } from "../own-messages/values.ts";
import type { NoticeRule, Policy } from "../policy/model.ts";
import type { OwnMessages } from "../policy/ruling.ts";
import type { Values } from "../wanted.ts";

/** Words of the repository's own for one side, as they were made: lines by channel, and the subject. */
export interface SideWords {
  readonly subject?: string | undefined;
  readonly lines: Readonly<Record<string, readonly string[]>>;
}

/** The same for both; what a draft's comment keeps, so that what was read is what leaves, whatever becomes of the files. */
export interface OwnWording {
  readonly public: SideWords;
  readonly internal: SideWords;
}

/** Words that can't be used as their file stands; Tocsin's own are there instead. */
export interface Unusable {
  readonly because: string;
  /** They were to be read by anybody. */
  readonly public: boolean;
}

/** What a side of a notice is worded from. */
export interface Wording {
  readonly policy: Policy;
  readonly rule: NoticeRule;
  readonly public: boolean;
  readonly channels: readonly string[];
  /** A person wrote the words: the repository's own have no place, but for the subject. */
  readonly isPersons: boolean;
  readonly messages: OwnMessages | undefined;
  /** Words that were made before: they count, and no file. */
  readonly kept: OwnWording | undefined;
}

/** The subject of one side, and why it can't be the repository's own where it is not. */
export function ownSubject(
  values: Values,
  { policy, rule, messages, kept, public: isPublic }: Wording,
): { readonly subject?: string | undefined; readonly unusable: readonly Unusable[] } {
  if (kept !== undefined) return { subject: kept[isPublic ? "public" : "internal"].subject, unusable: [] };
  const said = messages?.find(namesOfSubject(rule))?.say(noticeValuesFor(values, policy));
  if (said?.kind === "unusable") return { unusable: [{ because: said.because, public: isPublic }] };
  return { subject: said?.lines.join(" "), unusable: [] };
}

/** The words of one side by channel, where they are the repository's own; the values have the subject that goes with them. */
export function ownLines(
  values: Values,
  { policy, rule, messages, kept, channels, isPersons, public: isPublic }: Wording,
): { readonly lines: SideWords["lines"]; readonly unusable: readonly Unusable[] } {
  if (isPersons) return { lines: {}, unusable: [] };
  if (kept !== undefined) return { lines: kept[isPublic ? "public" : "internal"].lines, unusable: [] };
  const said = channels.flatMap((channel) => {
    const file = messages?.find(namesOfNotice(rule, channel, templateFor(rule, channel)));
    return file === undefined ? [] : [{ channel, said: file.say(noticeValuesFor(values, policy)) }];
  });
  const because = said.flatMap((one) => (one.said.kind === "unusable" ? [one.said.because] : []));
  return {
    lines: named(
      said.flatMap((one) => (one.said.kind === "lines" ? [[one.channel, one.said.lines] as const] : [])),
    ),
    unusable: [...new Set(because)].map((one) => ({ because: one, public: isPublic })),
  };
}

/** Why words that anybody may read are not used as they were meant: such a notice is held. */
export function brokenWords({ unusable }: { readonly unusable: readonly Unusable[] }): readonly string[] {
  return [...new Set(unusable.flatMap((one) => (one.public ? [one.because] : [])))];
}
