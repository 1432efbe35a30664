// The stage that the tests of the border play on: a local GitHub, and the border's parts put together as the loop has them.
import type { Effect } from "../../src/engine/effect.ts";
import type { Ledger } from "../../src/engine/ledger.ts";
import type { IncidentSnapshot } from "../../src/engine/snapshot.ts";
import { type Client, createClient } from "../../src/github/client.ts";
import { createMemory, type Memory } from "../../src/github/memory.ts";
import { createObserver, type Observer, type ObserverOptions } from "../../src/github/observe.ts";
import { createProof, type Proof } from "../../src/github/proof.ts";
import type { EngineQuestions } from "../../src/github/reading.ts";
import { createRoles } from "../../src/github/roles.ts";
import { createTargets } from "../../src/github/targets.ts";
import { createWriter, type Write, type Writer } from "../../src/github/write.ts";
import { VirtualClock } from "../../src/local-github/clock.ts";
import { createGitHub, type GitHubOptions, type LocalGitHub } from "../../src/local-github/github.ts";
import type { OpenedIssue } from "../../src/local-github/people.ts";
import type { Applied } from "../../src/world.ts";
import { privateKey } from "../key.ts";

export const start = Date.parse("2025-04-01T08:00:00Z");
export const secret = "a secret for the ledger";

/** One key for all tests: making one takes longer than a whole test. */

export interface Stage {
  readonly github: LocalGitHub;
  readonly clock: VirtualClock;
  readonly client: Client;
  readonly memory: Memory;
  readonly proof: Proof;
  readonly observer: Observer;
  readonly writer: Writer;
  /** Opens an issue and answers its address. */
  open(opening: OpenedIssue): string;
  /** Observes and expects to find. */
  see(key: string): Promise<IncidentSnapshot>;
  /** Writes while the clock moves on by ten seconds, so that writes that are spaced out get their turn. */
  apply(snapshot: IncidentSnapshot, writes: readonly Write[]): Promise<Applied>;
  /** Runs work while the clock moves on by itself, so that what sleeps wakes. */
  moving<T>(work: Promise<T>, by: number): Promise<T>;
}

interface Options {
  readonly questions?: Partial<EngineQuestions>;
  readonly secret?: string | undefined;
  readonly feeds?: ObserverOptions["feeds"];
  readonly age?: GitHubOptions["age"];
  /** Further files of acme/incidents, by path. */
  readonly files?: Readonly<Record<string, string>>;
}

/** acme/incidents and acme/payments are public, acme/vault private, other/thing out of sight; alice writes, bob triages. */
export function setStage(options: Options = { secret }): Stage {
  const clock = new VirtualClock(start);
  const webhook = async () => ({ status: 200 });
  const apps = [{ slug: "tocsin", id: 1, webhookSecret: "hush", webhook }];
  const github = createGitHub({ clock, apps, ...(options.age && { age: options.age }) });
  for (const login of ["alice", "bob", "mallory"]) github.addUser(login);
  const form = "name: Incident\ndescription: x\nbody: []\n";
  const files = {
    ".github/tocsin.yml": "extends: sre\n",
    ".github/ISSUE_TEMPLATE/incident.yml": form,
    ...options.files,
  };
  github.addRepository({
    owner: "acme",
    name: "incidents",
    labels: ["incident", "incident: follow-up", "severity: 1"],
    files,
  });
  github.addRepository({ owner: "acme", name: "payments" });
  github.addRepository({ owner: "acme", name: "vault", private: true, labels: ["incident"] });
  github.addRepository({ owner: "other", name: "thing", private: true });
  for (const repo of ["acme/incidents", "acme/payments", "acme/vault"]) {
    github.setRole("alice", repo, "write");
    github.setRole("bob", repo, "triage");
  }
  github.install("tocsin", "acme");
  const auth = { kind: "app", appId: 1, privateKey } as const;
  const client = createClient({ apiUrl: "http://github.local", auth, fetch: github.fetch, clock });
  const memory = createMemory(clock);
  const roles = createRoles(clock);
  const questions: EngineQuestions = {
    authorsOf: () => [],
    policyIsGood: () => true,
    rolesNeeded: () => [],
    ...options.questions,
  };
  const proof = createProof({ secret: options.secret, clock });
  const base = { client, clock, memory, roles, feeds: options.feeds, proof };
  const observer = createObserver({ ...base, questions });
  const writer = createWriter({ ...base, targets: createTargets(clock) });
  return {
    ...{ github, clock, client, memory, proof, observer, writer },
    open: (opening) => `${opening.repo}#${github.openIssue(opening).number}`,
    async see(key) {
      const snapshot = await observer.observe(key);
      if (snapshot === undefined) throw new Error(`${key} is not there`);
      return snapshot;
    },
    apply: (snapshot, writes) => moving(clock, writer.write(snapshot, writes), 10_000),
    moving: (work, by) => moving(clock, work, by),
  };
}

async function moving<T>(clock: VirtualClock, work: Promise<T>, by: number): Promise<T> {
  clock.track(work.catch(() => undefined));
  await clock.advanceTo(clock.now() + by);
  return work;
}

export function ledgerOf(snapshot: Pick<IncidentSnapshot, "key">, more: Partial<Ledger> = {}): Ledger {
  return {
    version: 2,
    id: "2025-04-01-payments-down-1a2b",
    slug: "incident-2025-04-01-payments-down",
    declaredAt: start,
    from: snapshot.key,
    policies: [],
    acts: [],
    clocks: new Map(),
    sent: new Map(),
    created: new Map(),
    mentions: new Map(),
    provenSince: 0,
    card: { hash: "h", at: start },
    fingerprint: "",
    ...more,
  };
}

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** Gives an effect what every effect has. */
export function wanted<T extends Without<Effect, "because">>(effect: T): T & { because: string } {
  return { ...effect, because: "a test asked for it" };
}

export function comment(id: string, issueId: string, text: string): Write {
  const said = { template: "t", values: {}, markers: [["said", id]], mentions: [] };
  return { kind: "comment", id, because: "a test asked for it", issueId, text, ...said };
}

export function card(
  snapshot: IncidentSnapshot,
  text: string,
  ledger = ledgerOf(snapshot),
  commentId?: string,
): Write {
  const base = {
    kind: "card",
    id: "card",
    because: "a test asked for it",
    template: "card",
    values: {},
  } as const;
  return { ...base, issueId: snapshot.issue.id, ledger, text, commentId };
}
