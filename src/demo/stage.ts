// Who and what is there when the demo starts: three repositories, three people, a policy, and what to try first.

import type { LocalGitHub } from "../local-github/github.ts";
import type { Pages } from "../local-github/http.ts";
import { createPages } from "../local-github/pages/router.ts";
import type { MovedClock } from "../local-github/pages/site.ts";
import { formsOver } from "../shipped/preset-forms.ts";
import type { PresetForm } from "../shipped/presets.ts";

/** The repository where incidents are opened. */
export const home = "acme/incidents";

/** A policy to try, with the forms that go with it. */
export interface DemoPolicy {
  readonly text: string;
  readonly forms: readonly PresetForm[];
  /** The file name of the form with which one begins; `incident.yml` when absent. */
  readonly first?: string;
}

/** Where one begins: the incident form. */
export function firstPath({ first = "incident.yml" }: Pick<DemoPolicy, "first"> = {}): string {
  return `/${home}/issues/new?template=${encodeURIComponent(first)}`;
}

const policy = `extends: sre
incidents: { zone: UTC }
teams: { payments: acme/payments, web: acme/web }
fields: { users: { required: identify } }
roles:
  manager: { duty: [ben] }
`;

const standard: DemoPolicy = { text: policy, forms: formsOver(["sre"]) };

/** Builds organization, repositories and people, and installs the app. They are private: whoever reports is a colleague. */
export function setUp(github: LocalGitHub, process: DemoPolicy = standard): void {
  for (const login of ["ana", "ben", "chi"]) github.addUser(login);
  const forms = Object.fromEntries(process.forms.map(({ path, text }) => [path, text]));
  github.addRepository({
    owner: "acme",
    name: "incidents",
    private: true,
    files: { ...forms, ".github/tocsin.yml": process.text },
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
const tries = (first: string) => [
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
  {
    title: "Resolve it, close it, follow the review",
    text: "Write an action under “Actions” of the review, such as “- [ ] Add a circuit breaker team:payments due:30d”.",
    href: `/${home}/issues`,
  },
];

/** The pages of the demo, whose address is known only when they are served. */
export function demoPages(
  github: LocalGitHub,
  clock: MovedClock,
  process: DemoPolicy = standard,
): { readonly answer: Pages; readonly at: (url: string) => void } {
  let web = "";
  const answer = createPages({
    github,
    clock,
    about:
      "Nothing here leaves this machine. Tocsin is installed on acme and hears of everything by webhook, as on the real GitHub. Be ana (write), ben (maintain, duty manager) or chi (triage).",
    hints: tries(firstPath(process)),
    web: () => web,
  });
  return {
    answer,
    at: (url) => {
      web = url;
    },
  };
}
