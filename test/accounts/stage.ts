// The stage of two accounts that trust one server, and a stranger who trusts nobody: one local GitHub, one app, one webhook secret.
import { parseForm, renderBody } from "../../src/engine/form.ts";
import { createClient } from "../../src/github/client.ts";
import { createProof } from "../../src/github/proof.ts";
import { VirtualClock } from "../../src/local-github/clock.ts";
import { createGitHub, type LocalGitHub } from "../../src/local-github/github.ts";
import type { Delivered } from "../../src/local-github/installations.ts";
import { createRenderer } from "../../src/render/render.ts";
import type { TocsinService } from "../../src/run/service.ts";
import { createTocsin, shippedRulings } from "../../src/run/tocsin.ts";
import { presetForms } from "../../src/shipped/presets.ts";
import { templates } from "../../src/shipped/templates.ts";
import { privateKey } from "../key.ts";
import { type Asked, listening } from "./asked.ts";

export const start = Date.parse("2025-04-01T08:00:00Z");
export const minute = 60_000;

const render = createRenderer(templates());
const rulings = shippedRulings(undefined);
export const ledgerSecret = "one secret for both";

/** A policy of `owner` that also names whatever it can of the other account. */
export const policyOf = (owner: string, other: string): string => `extends: sre
incidents: { zone: UTC, authors: [github-actions] }
teams:
  web: ${owner}/web
  backlog: ${owner}/backlog
  rival: ${other}/backlog
  shop: ${other}/web
roles: { manager: { duty: [dan] } }
actions: { repositories: ["${owner}/web", "${other}/incidents", mallory/shop] }
tasks:
  problem: { title: "Problem: {title}", opens: confirmed, repo: ${owner}/web }
  note: { opens: confirmed, repo: ${other}/web }
`;

/** What a test plays with. */
export interface Stage {
  readonly github: LocalGitHub;
  readonly clock: VirtualClock;
  readonly service: TocsinService;
  /** Every request that the server made, with whose token it went out. */
  readonly asked: readonly Asked[];
  /** The webhooks that the server was sent. */
  readonly delivered: readonly Delivered[];
  readonly warned: readonly string[];
  /** Goes to so many minutes after the start. */
  to(minutes: number): Promise<void>;
  /** Opens an incident by the preset's form, and answers its address. */
  declare(by: string, repo: string, what: { readonly title: string; readonly words: string }): string;
}

/** The accounts and their repositories: `vault` and `backlog` are private, `incidents` and `web` public. */
export const accounts = ["acme", "globex"] as const;

/**
 * ana and bo work at acme, gil and hal at globex, dan at both; mallory has a public repository of her own and nothing else. The
 * server runs from the start.
 */
export async function setStage(): Promise<Stage> {
  const clock = new VirtualClock(start - 10 * minute);
  const delivered: Delivered[] = [];
  const warned: string[] = [];
  const webhook = async (delivery: Delivered): Promise<{ status: number }> => {
    delivered.push(delivery);
    service.deliver(delivery.event, JSON.parse(delivery.body));
    return { status: 202 };
  };
  const github = createGitHub({ clock, apps: [{ slug: "tocsin", id: 1, webhookSecret: "hush", webhook }] });
  const { fetch, asked } = listening(github);
  const service = serverOver({ clock, fetch, warned });
  setUp(github);
  service.start();
  await clock.advanceTo(start);
  return {
    ...{ github, clock, service, asked, delivered, warned },
    to: (minutes) => clock.advanceTo(start + minutes * minute),
    declare(by, repo, { title, words }) {
      const { number } = github.openIssue({ by, repo, title, body: formBody(words), labels: ["incident"] });
      return `${repo}#${number}`;
    },
  };
}

function setUp(github: LocalGitHub): void {
  for (const login of ["ana", "bo", "gil", "hal", "dan", "mallory"]) github.addUser(login);
  const forms = Object.fromEntries(presetForms("sre").map(({ path, text }) => [path, text]));
  for (const owner of accounts) {
    const [other = ""] = accounts.filter((one) => one !== owner);
    const files = { ...forms, ".github/tocsin.yml": policyOf(owner, other) };
    const labels = ["incident"];
    for (const name of ["incidents", "vault"])
      github.addRepository({ owner, name, private: name === "vault", files, labels });
    github.addRepository({ owner, name: "web" });
    github.addRepository({ owner, name: "backlog", private: true });
    github.install("tocsin", owner);
  }
  for (const name of ["shop", "decoy"])
    github.addRepository({ owner: "mallory", name, ownerIsOrganization: false, labels: ["incident"] });
  for (const repo of github.repositories()) {
    const [writer, triager] = repo.startsWith("acme/") ? ["ana", "bo"] : ["gil", "hal"];
    if (repo.startsWith("mallory/")) continue;
    github.setRole(writer, repo, "admin");
    github.setRole(triager, repo, "triage");
    github.setRole("dan", repo, "write");
  }
}

interface Means {
  readonly clock: VirtualClock;
  readonly fetch: typeof globalThis.fetch;
  readonly warned: string[];
}

/** The Tocsin of the real server, over the virtual clock. */
function serverOver({ clock, fetch, warned }: Means): TocsinService {
  const warn = (fields: object, message: string): void =>
    void warned.push(`${message} ${JSON.stringify(fields)}`);
  const log = { info: () => undefined, warn, error: warn };
  const auth = { kind: "app", appId: 1, privateKey } as const;
  const client = createClient({ apiUrl: "http://github.local", auth, fetch, clock });
  const { service } = createTocsin({
    ...{ client, clock, log, render, rulings, carriers: [] },
    ...{ feeds: undefined, repositories: undefined, broken: undefined, meter: undefined, ended: undefined },
    me: "tocsin",
    proof: createProof({ secret: ledgerSecret, clock }),
    hears: { planned: undefined, watched: undefined, passed: undefined },
  });
  return service;
}

/** The body of the preset's form, answered in words that are found again. */
function formBody(words: string): string {
  const { form } = parseForm(presetForms("sre")[0]?.text ?? "");
  if (form === undefined) throw new Error("the form of the preset sre can't be read");
  return renderBody(form, {
    description: `${words} is slow`,
    severity: "SEV1",
    impact: `${words} can't pay`,
  });
}
