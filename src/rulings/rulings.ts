// Which policy rules a repository, from the texts of its files: each version is parsed once in a process's life.
import { rotaTexts } from "../engine/duty/text.ts";
import type { Form } from "../engine/form.ts";
import { isAccepted, parseForm } from "../engine/form.ts";
import type { HolidaySource } from "../engine/holidays.ts";
import type { Policy, Problem } from "../engine/policy/model.ts";
import type { OwnMessages, Ruling } from "../engine/policy/ruling.ts";
import { loadPolicy } from "../engine/policy.ts";
import type { SourceFile, Sources } from "../engine/snapshot/repository.ts";

/** Finds policies by the blob ids of the files that they are made from. */
export interface Rulings {
  /** What rules `owner/name` by these files; `undefined` where it has no policy, or a broken one and none that was good. */
  of(repository: string, sources: Sources): Ruling | undefined;
  /** What is wrong with the files, whether something else rules instead or not. */
  problems(repository: string, sources: Sources): readonly Problem[];
  /** What is wrong with the repository's own words for messages; those of Tocsin stand in their place. */
  ofMessages(repository: string, sources: Sources): readonly Problem[];
}

/** Reads the words that a repository has of its own, under its policy. */
export type ReadMessages = (files: readonly SourceFile[], policy: Policy) => OwnMessages;

interface Loaded {
  readonly policy?: Policy | undefined;
  readonly problems: readonly Problem[];
}

/** Policies kept at the most; more are parsed again. */
const most = 500;

/** Rulings under these presets, by this version of the program. */
export function createRulings(options: {
  readonly presets: Readonly<Record<string, string>>;
  /** The names of the documents that issues may begin as; absent: they are not checked. */
  readonly documents?: readonly string[] | undefined;
  readonly version: string;
  /** Public holidays of regions that the engine's own table does not have (the Action goes without). */
  readonly holidays?: HolidaySource | undefined;
  /** Reads words of a repository's own; absent: they are not read, and Tocsin says all in its own. */
  readonly messages?: ReadMessages | undefined;
}): Rulings {
  const policies = new Map<string, Loaded>();
  const forms = new Map<string, Form | undefined>();
  const inForce = new Map<string, Ruling>();

  const load = (repository: string, file: SourceFile | undefined, owner: SourceFile | undefined): Loaded =>
    remembered(policies, `${repository} ${file?.oid ?? ""} ${owner?.oid ?? ""}`, () =>
      loadPolicy({
        file: file?.path ?? ".github/tocsin.yml",
        text: file?.text,
        ownerText: owner?.text,
        presets: options.presets,
        documents: options.documents,
        repository,
        holidays: options.holidays,
      }),
    );

  const formsFor = (names: readonly string[], sources: Sources): readonly Form[] =>
    names.flatMap((name) => {
      const file = sources.forms.find((one) => nameOf(one.path) === name);
      if (file === undefined) return [];
      const form = remembered(forms, file.oid, () => {
        const parsed = parseForm(file.text);
        return isAccepted(parsed) || parsed.form ? parsed.form : undefined;
      });
      return form === undefined ? [] : [form];
    });

  const messagesOf = (policy: Policy, { messages }: Sources): OwnMessages | undefined =>
    messages === undefined ? undefined : options.messages?.(messages, policy);

  const rulings: Rulings = {
    of(repository, sources) {
      const { policy: file, ownerPolicy: owner, lastGood } = sources;
      const now = load(repository, file, owner);
      const good =
        now.policy ??
        (lastGood && now.problems.length > 0 ? load(repository, lastGood, owner).policy : undefined);
      if (good === undefined) return undefined;
      const ruling = now.policy === undefined ? lastGood : file;
      const oid = [ruling?.oid, owner?.oid].filter((one) => one !== undefined).join("+");
      const key = [
        repository,
        oid,
        // While the last good one rules, what is wrong with the file goes along.
        file?.oid,
        ...sources.forms.map((one) => one.oid),
        ...textsOf(sources),
      ].join(" ");
      return remembered(inForce, key, () => ({
        policy: good,
        forms: formsFor(good.incidents.forms, sources),
        ...(good.maintenance && { maintenanceForms: formsFor(good.maintenance.forms, sources) }),
        ...rotaTexts(good, sources),
        oid,
        version: options.version,
        problems: now.problems,
        messages: messagesOf(good, sources),
      }));
    },
    problems: (repository, sources) => load(repository, sources.policy, sources.ownerPolicy).problems,
    ofMessages: (repository, sources) => rulings.of(repository, sources)?.messages?.problems ?? [],
  };
  return rulings;
}

/** What tells the iCalendar texts of rotas, and words of the repository's own, from others. */
function textsOf({ calendars = [], messages = [], feeds = [] }: Sources): readonly string[] {
  return [
    ...[...calendars, ...messages].map((file) => `${file.path} ${file.oid}`),
    ...feeds.map((feed) => `${feed.url} ${feed.oid} ${feed.fault ?? ""}`),
  ];
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.ya?ml$/i, "");
}

function remembered<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  const [oldest] = map.keys();
  if (map.size >= most && oldest !== undefined) map.delete(oldest);
  map.set(key, made);
  return made;
}
