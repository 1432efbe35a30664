// Who and what is there when the demo starts: three repositories, three people, a policy, and what to try first.

import type { Policy } from "../engine/policy/model.ts";
import type { FiguresSource } from "../figures/gather.ts";
import type { LocalGitHub } from "../local-github/github.ts";
import type { Pages } from "../local-github/http.ts";
import { createPages } from "../local-github/pages/router.ts";
import type { MovedClock } from "../local-github/pages/site.ts";
import { isHere } from "../local-github/pages/visitor.ts";
import type { BesideFile } from "../rehearse/beside.ts";
import { worldHolidays } from "../rulings/holidays.ts";
import { shippedRulings } from "../run/tocsin.ts";
import type { StatusPages } from "../server/status.ts";
import { formsOver } from "../shipped/preset-forms.ts";
import type { PresetForm } from "../shipped/presets.ts";
import { figuresPage, figuresPath } from "./figures.ts";
import { type Mailbox, mailboxPath } from "./mailbox.ts";

/** The repository where incidents are opened. */
export const home = "acme/incidents";

/** A policy to try, with the forms that go with it and the words that its repository has of its own. */
export interface DemoPolicy {
  readonly text: string;
  readonly forms: readonly PresetForm[];
  readonly messages?: readonly BesideFile[];
  /** The file name of the form with which one begins; `incident.yml` when absent. */
  readonly first?: string;
}

/** Where one begins: the incident form. */
export function firstPath({ first = "incident.yml" }: Pick<DemoPolicy, "first"> = {}): string {
  return `/${home}/issues/new?template=${encodeURIComponent(first)}`;
}

const policy = `extends: sre
incidents: { zone: UTC }
site: { title: Acme status }
services: { payments: { title: Card payments }, shop: { title: Shop } }
audiences: { customers: { title: customers, public: true, channels: [email] } }
notices: { public-update: { audiences: [public, customers] } }
teams: { payments: acme/payments, web: acme/web }
fields: { users: { required: identify } }
documents: { report: { opens: [resolved], path: "incidents/{slug}.md", branch: "incident/{slug}" } }
actions: { verify: true }
roles:
  manager: { duty: [ben] }
`;

const standard: DemoPolicy = { text: policy, forms: formsOver(["sre"]) };

/** The policy as it rules here; undefined where it has problems. */
export function policyOf(process: DemoPolicy = standard): Policy | undefined {
  const file = (path: string, text: string) => ({ path, text, oid: path });
  return shippedRulings(worldHolidays).of(home, {
    policy: file(".github/tocsin.yml", process.text),
    forms: process.forms.map(({ path, text }) => file(path, text)),
  })?.policy;
}

/** Builds organization, repositories and people, and installs the app. They are private: whoever reports is a colleague. */
export function setUp(github: LocalGitHub, process: DemoPolicy = standard): void {
  for (const login of ["ana", "ben", "chi"]) github.addUser(login);
  const beside = [...process.forms, ...(process.messages ?? [])];
  const files = Object.fromEntries(beside.map(({ path, text }) => [path, text]));
  github.addRepository({
    owner: "acme",
    name: "incidents",
    private: true,
    files: { ...files, ".github/tocsin.yml": process.text },
  });
  for (const name of ["payments", "web"]) github.addRepository({ owner: "acme", name, private: true });
  for (const repo of github.repositories()) {
    github.setRole("ana", repo, "write");
    github.setRole("ben", repo, "maintain");
    github.setRole("chi", repo, "triage");
  }
  github.install("tocsin", "acme");
}

/** What to try, in the order of the story. */
const tries = (first: string, tells: boolean) => [
  {
    title: "Open an incident",
    text: "Fill in the form. A card and labels appear within a few seconds.",
    href: first,
  },
  {
    title: "Keep quiet, and move the clock",
    text: "“Next due” below leads to the reminder. A comment in plain words answers it.",
    href: `/${home}/issues`,
  },
  ...(tells ? telling : []),
  {
    title: "Resolve it, close it, follow the review",
    text: "Write an action under “Actions” of the review, such as “- [ ] Add a circuit breaker team:payments due:30d”.",
    href: `/${home}/issues`,
  },
  ...(tells ? learning : []),
  {
    title: "Read the figures of this month",
    text: "What was promised and kept, and which actions are still to be done, as the issue of a service review has them.",
    href: figuresPath,
  },
];

const learning = [
  {
    title: "Review the report",
    text: "A draft pull request holds the report from the moment of “/resolve”. Make it ready, review it as ben, merge it: the card follows.",
    href: `/${home}/pulls`,
  },
  {
    title: "Verify an action",
    text: "Closed is not verified: somebody else than who did it writes “/verified” in its issue.",
    href: "/acme/payments/issues",
  },
];

/** Where the status page of the demo is. */
const statusPath = `/-/status/${home}/`;

const telling = [
  {
    title: "Let a notice go",
    text: "At SEV1 and SEV2 a draft for the public stands under the incident. Take the lead on the card, then tick “Send notice 1 as it stands”.",
    href: `/${home}/issues`,
  },
  {
    title: "See who was told",
    text: "What left by e-mail and Slack is kept here. The same words stand on the status page.",
    href: mailboxPath,
  },
  {
    title: "Look at the status page",
    text: "It shows what was sent to the public, and nothing else.",
    href: statusPath,
  },
];

/** What stands beside the pages of GitHub: the mailbox, and the status pages. */
export interface Beside {
  readonly mailbox: Mailbox;
  readonly status: StatusPages["answer"];
  readonly figures: () => FiguresSource | undefined;
}

/** The pages of the demo, whose address is known only when they are served. */
export function demoPages(
  github: LocalGitHub,
  clock: MovedClock,
  { mailbox, status, figures, process = standard }: Beside & { readonly process?: DemoPolicy | undefined },
): { readonly answer: Pages; readonly at: (url: string) => void } {
  let web = "";
  const ownPages = createPages({
    github,
    clock,
    about:
      "Nothing here leaves this machine. Tocsin is installed on acme and hears of everything by webhook, as on the real GitHub. Be ana (write), ben (maintain, duty manager) or chi (triage).",
    hints: tries(firstPath(process), process === standard),
    beside: { [mailboxPath]: mailbox.page, [figuresPath]: figuresPage(home, policyOf(process), figures) },
    web: () => web,
  });
  return {
    answer: async (request) => (await statusPage(request, status)) ?? ownPages(request),
    at: (url) => {
      web = url;
    },
  };
}

/** The status page stands here as a server has it, under an address of this site. */
async function statusPage(request: Request, status: Beside["status"]): Promise<Response | undefined> {
  const { pathname } = new URL(request.url);
  const isRead = request.method === "GET" || request.method === "HEAD";
  if (!pathname.startsWith("/-/status/") || !isRead || !isHere(request)) return undefined;
  const page = await status(pathname.slice("/-".length), request.headers.get("if-none-match") ?? undefined);
  return page && new Response(page.status === 304 ? null : page.body, page);
}
