// The words of a notice and whom they go to, as they stand at an instant: what a draft shows, and what an approval binds (H-8, H-14).
import { isOfEarlierEnd } from "../earlier-end.ts";
import type { Instant } from "../instant.ts";
import { templateFor } from "../own-messages/names.ts";
import { STATUS } from "../policy/audiences/channel.ts";
import type { NoticeRule } from "../policy/model.ts";
import { shortHash } from "../text/hash.ts";
import { nhsNumbersIn } from "../text/nhs-number.ts";
import type { Values } from "../wanted.ts";
import { audiencesOf, type ToldAudience } from "./audience.ts";
import { type Making, statusOf, usualValues } from "./fact-words.ts";
import { promiseOf } from "./promise.ts";
import type { NoticeView } from "./view.ts";
import { type OwnWording, ownLines, ownSubject, type SideWords, type Unusable } from "./wording.ts";

/** Words of a person in place of those of the template, with the time that they promise for the next notice. */
export interface OwnWords {
  readonly lines: readonly string[];
  readonly next?: Instant | undefined;
}

/** What a notice is made of besides the incident. */
export interface Drafted {
  readonly kind: string;
  /** From when its promise is counted: when it was drafted, or later, when it is due. */
  readonly base: Instant;
  readonly words?: OwnWords | undefined;
  /** The repository's own words as its comment keeps them: they count in place of the files. */
  readonly kept?: OwnWording | undefined;
}

/** Some words, and the channels that they go by, each with the audiences that it reaches. */
export interface NoticePart {
  /** Anybody may read them. */
  readonly public: boolean;
  /** The phase of the status that they speak of. */
  readonly phase: string;
  readonly subject: string;
  readonly values: Values;
  readonly channels: readonly {
    readonly name: string;
    readonly to: readonly string[];
    readonly template: string;
  }[];
}

/** A notice's words and audiences at an instant. */
export interface Content {
  readonly rule: NoticeRule;
  readonly parts: readonly NoticePart[];
  /** The next notice's time, as the words say it. */
  readonly next?: Instant | undefined;
  /** Keys of the services that it is about, where the policy lets anybody read which; empty: it does not say. */
  readonly services: readonly string[];
  /** The key of the severity that its words name. */
  readonly severity?: string | undefined;
  /** Until when these words are steady by themselves. */
  readonly until?: Instant | undefined;
  /** Ids of fields without which it can't be sent; `next`: the time of the next notice. */
  readonly missing: readonly string[];
  /** How many numbers in it pass the check of an NHS number. */
  readonly suspect: number;
  /** Of all that leaves: an approval names it. */
  readonly hash: string;
  /** Words of the repository's own that could not be used. */
  readonly unusable: readonly Unusable[];
  /** Those that were: absent, where there are none. */
  readonly own?: OwnWording | undefined;
}

/** The content of a notice; undefined where the policy has no such notice any more. */
export function contentOf(drafted: Drafted, view: NoticeView, at: Instant): Content | undefined {
  const rule = view.ruling.policy.notices[drafted.kind];
  if (rule === undefined) return undefined;
  const phase = statusOf(view)?.phase ?? "open";
  // Of what is over no more is promised.
  const promise =
    phase === "resolved" || phase === "closed" ? undefined : promiseOf(rule, view, drafted.base, at);
  const next = drafted.words === undefined ? promise?.at : drafted.words.next;
  const told = audiencesOf(rule, view, at);
  const sides = [true, false].flatMap((isPublic) => {
    const its = told.filter(({ audience }) => audience.public === isPublic);
    return its.length === 0 ? [] : [sideOf(rule, its, { view, drafted, next, phase, public: isPublic })];
  });
  const parts = sides.flatMap((side) => side.parts);
  const unknown = rule.contains.filter(
    (id) => !view.facts.has(id) || isOfEarlierEnd(id, view, view.ruling.policy),
  );
  const isTimeless = rule.next !== undefined && promise !== undefined && next === undefined;
  const said = JSON.stringify(parts);
  return {
    ...{ rule, parts, next, severity: view.severity?.key, services: servicesIn(view) },
    until: drafted.words === undefined ? promise?.until : undefined,
    missing: [...unknown, ...(isTimeless ? ["next"] : [])],
    suspect: nhsNumbersIn(said),
    hash: shortHash(said),
    unusable: sides.flatMap(({ unusable }) => unusable),
    own: ownOf(sides),
  };
}

function servicesIn({ facts, ruling: { policy } }: NoticeView): readonly string[] {
  const known = Object.values(policy.fields).filter((field) => field.type === "service" && field.public);
  const said = known.flatMap(({ id }) => facts.get(id)?.words ?? []);
  return Object.keys(policy.services).filter((key) => said.includes(key));
}

/** What the repository's own words made of it; undefined where they made nothing. */
function ownOf(sides: readonly Side[]): OwnWording | undefined {
  const none: SideWords = { lines: {} };
  const of = (isPublic: boolean): SideWords => sides.find((one) => one.public === isPublic)?.own ?? none;
  const isOwn = sides.some(({ own }) => own.subject !== undefined || Object.keys(own.lines).length > 0);
  return isOwn ? { public: of(true), internal: of(false) } : undefined;
}

/** What is told to the public, or inside, with the repository's own words where it has some. */
interface Side {
  readonly public: boolean;
  readonly parts: readonly NoticePart[];
  readonly own: SideWords;
  readonly unusable: readonly Unusable[];
}

function sideOf(rule: NoticeRule, told: readonly ToldAudience[], making: Making): Side {
  const { view, drafted } = making;
  // Without a status page there is nothing to post there.
  const isChannel = (name: string): boolean => name !== STATUS || view.ruling.policy.site !== undefined;
  const names = [...new Set(told.flatMap(({ audience }) => audience.channels))].filter(isChannel);
  const wording = {
    policy: view.ruling.policy,
    ...{ rule, public: making.public, channels: names, isPersons: drafted.words !== undefined },
    ...{ messages: view.ruling.messages, kept: drafted.kept },
  };
  const usual = usualValues(rule, making);
  const head = ownSubject(usual, wording);
  const values = head.subject === undefined ? usual : { ...usual, subject: head.subject };
  const { lines, unusable } = ownLines(values, wording);
  const channels = names.map((name) => ({
    name,
    to: told.filter(({ audience }) => audience.channels.includes(name)).map(({ audience }) => audience.key),
    template: templateFor(rule, name),
  }));
  // Those that say the same are one part.
  const alike = Map.groupBy(channels, ({ name }) => JSON.stringify(lines[name] ?? null));
  const groups = alike.size === 0 ? [[]] : [...alike.values()];
  return {
    public: making.public,
    parts: groups.map((some): NoticePart => {
      const own = lines[some[0]?.name ?? ""];
      return {
        public: making.public,
        phase: making.phase,
        subject: values.subject,
        values: own === undefined ? values : { ...values, fields: [], lines: own, next: "" },
        channels: some,
      };
    }),
    own: { ...(head.subject !== undefined && { subject: head.subject }), lines },
    unusable: [...head.unusable, ...unusable],
  };
}
