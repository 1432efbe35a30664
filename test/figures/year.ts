// A generated year of incidents on a local GitHub: planted as people and Tocsin leave it, with a record of what was planted.
import { mintId } from "../../src/engine/identity.ts";
import { marker } from "../../src/engine/text/marker.ts";
import { createGitHub, type LocalGitHub } from "../../src/local-github/github.ts";
import { presetForms } from "../../src/shipped/presets.ts";
import { stillClock } from "./still-clock.ts";

export const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const repository = "acme/incidents";
const team = "acme/team";
const tocsin = "github-actions[bot]";

/** What was planted as an action. */
export interface PlantedAction {
  readonly ref: string;
  readonly due: string | undefined;
  readonly state: "done" | "open" | "dropped";
  readonly closedAt: number | undefined;
}

/** What was planted as an incident; all instants are whole minutes. */
export interface Planted {
  readonly ref: string;
  readonly kind: "counted" | "drill" | "false alarm" | "withdrawn";
  readonly severity: "SEV1" | "SEV2" | "SEV3";
  readonly service: string | undefined;
  readonly cause: string | undefined;
  readonly startedAt: number | undefined;
  readonly detectedAt: number | undefined;
  readonly declaredAt: number;
  readonly confirmedAt: number;
  readonly updates: readonly number[];
  readonly resolvedAt: number;
  readonly resolvedSaidAt: number;
  readonly closedAt: number;
  readonly reviewClosedAt: number | undefined;
  readonly actions: readonly PlantedAction[];
}

export interface Year {
  readonly github: LocalGitHub;
  readonly planted: readonly Planted[];
}

/** The instant at which a report of it is made: that of the terminal of tests. */
export const asOf = Date.UTC(2025, 3, 1, 12);

const policy = `extends: sre
calendars: { support: { title: support hours, zone: Europe/London, hours: { mon-fri: "08:00-18:00" } } }
services: { checkout: { title: Checkout }, mail: { title: Mail }, accounts: { title: Accounts } }
actions: { repositories: [${team}] }
figures:
  availability:
    checkout:
      title: the checkout
      when: { service: [checkout], severity: [sev1, sev2] }
      from: [field.started, declared]
      until: resolved
      calendar: support
      target: 99.5
      downtime: 58m
`;

const causes = [
  "expired certificate",
  "full disk",
  "slow query",
  "bad release",
  "lost route",
  "Not known yet",
];

/** Numbers from 0 to 1, the same on every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Plants a year: so many incidents over 2024, five actions each. */
export function plantYear(count: number, seed = 1): Year {
  const next = numbers(seed);
  const some = (most: number): number => Math.floor(next() * most);
  const clock = stillClock(Date.UTC(2024, 0, 1));
  const { at } = clock;
  const github = createGitHub({ clock, apps: [] });
  const forms = Object.fromEntries(presetForms("sre").map(({ path, text }) => [path, text] as const));
  github.addRepository({
    owner: "acme",
    name: "incidents",
    labels: ["incident", "retro"],
    files: { ".github/tocsin.yml": policy, ...forms },
  });
  github.addRepository({ owner: "acme", name: "team", labels: ["action"] });
  for (const login of ["ana", "ben"]) github.addUser(login);
  for (const repo of [repository, team]) {
    for (const login of ["ana", "ben"]) github.setRole(login, repo, "write");
    github.setRole(tocsin, repo, "write");
  }
  const iso = (instant: number): string =>
    `${new Date(instant).toISOString().slice(0, 16).replace("T", " ")} UTC`;

  const plant = (index: number): Planted => {
    const day = Date.UTC(2024, 0, 1) + Math.floor((index * 365) / count) * DAY;
    const declaredAt = day + 7 * HOUR + some(8 * 60) * MINUTE;
    const kind =
      index % 23 === 7
        ? "drill"
        : index % 29 === 11
          ? "false alarm"
          : index % 31 === 5
            ? "withdrawn"
            : "counted";
    const severity = (["SEV1", "SEV2", "SEV3", "SEV3"] as const)[some(4)] ?? "SEV3";
    const service = ["checkout", "mail", "accounts", undefined][some(4)];
    const startedAt = next() < 0.7 ? declaredAt - (1 + some(50)) * MINUTE : undefined;
    const detectedAt = startedAt !== undefined && next() < 0.5 ? startedAt + some(9) * MINUTE : undefined;
    const cause = causes[some(causes.length)];
    const title = `Incident ${index} of ${service ?? "something"}`;
    const body = [
      ...[
        "### What is happening?",
        "",
        "It is slow.",
        "",
        "### Severity",
        "",
        severity,
        "",
        "### Impact",
        "",
        "Some wait.",
        "",
      ],
      ...(service === undefined ? [] : ["### Service", "", service, ""]),
      ...(startedAt === undefined ? [] : ["### When did it start?", "", iso(startedAt), ""]),
    ].join("\n");
    const issue = at(declaredAt, () =>
      github.openIssue({ by: "ana", repo: repository, title, body, formLabels: ["incident"] }),
    );
    const ref = `${repository}#${issue.number}`;
    const say = (instant: number, words: string): void =>
      void at(instant, () => github.comment({ by: next() < 0.5 ? "ana" : "ben", issue: ref, body: words }));
    if (kind === "drill")
      at(declaredAt + MINUTE / 2, () => github.comment({ by: "ana", issue: ref, body: "/drill" }));
    const confirmedAt = declaredAt + (1 + some(12)) * MINUTE;
    say(confirmedAt, "/confirm");
    if (detectedAt !== undefined) say(confirmedAt, `/set detected ${iso(detectedAt)}`);
    const updates: number[] = [];
    let said = confirmedAt;
    for (let n = some(4); n > 0; n--) {
      said += (20 + some(90)) * MINUTE;
      updates.push(said);
      say(said, `Still looking at node ${n}.`);
    }
    const resolvedAt = said + (5 + some(80)) * MINUTE;
    const resolvedSaidAt = next() < 0.4 ? resolvedAt + (1 + some(30)) * MINUTE : resolvedAt;
    const given =
      resolvedSaidAt === resolvedAt ? "" : `${new Date(resolvedAt).toISOString().slice(11, 16)} UTC `;
    if (kind === "withdrawn") say(resolvedSaidAt, "/not-an-incident because it was a test");
    else if (kind === "counted" || kind === "drill")
      say(resolvedSaidAt, `/resolve ${given}It was mended.\ncause: ${cause}`);
    const closedAt = day + DAY + 9 * HOUR;
    const reason = kind === "false alarm" ? "not_planned" : "completed";
    const why = { by: "ben", issue: ref, body: "False alarm: the check itself was wrong." };
    if (kind === "false alarm") at(closedAt - MINUTE, () => github.comment(why));
    if (kind !== "withdrawn") at(closedAt, () => github.close({ by: "ben", issue: ref, reason }));

    const id = mintId({ at: declaredAt, zone: "Europe/London", title, issueId: issue.id });
    const child = (
      what: { repo: string; title: string; label: string; words: readonly string[] },
      from: number,
    ): string => {
      const mark = marker("of", id, ref, ...what.words);
      const made = at(from, () =>
        github.openIssue({
          by: tocsin,
          repo: what.repo,
          title: what.title,
          body: `Decided in a review.\n\n${mark}`,
          labels: [what.label],
        }),
      );
      const childRef = `${what.repo}#${made.number}`;
      at(from, () => github.addSubIssue({ by: tocsin, issue: ref, child: childRef }));
      return childRef;
    };
    let reviewClosedAt: number | undefined;
    if (kind === "counted" && severity !== "SEV3") {
      const retro = {
        repo: repository,
        title: `Review: ${title}`,
        label: "retro",
        words: ["retro", `retro/${id}`],
      };
      const review = child(retro, closedAt);
      reviewClosedAt = closedAt + (3 + some(18)) * DAY;
      at(reviewClosedAt, () => github.close({ by: "ana", issue: review, reason: "completed" }));
    }
    const actions = Array.from({ length: 5 }, (_none, n): PlantedAction => {
      const filedAt = closedAt + 2 * DAY;
      const due =
        next() < 0.8 ? new Date(filedAt + (5 + some(20)) * DAY).toISOString().slice(0, 10) : undefined;
      const words = ["action", `action/I_x/h${n}`, `h${n}`, due ?? "-", "-", "", ""];
      const action = child({ repo: team, title: `Mend ${n} of ${index}`, label: "action", words }, filedAt);
      const lot = next();
      const state = lot < 0.75 ? "done" : lot < 0.85 ? "dropped" : "open";
      const doneAt = state === "open" ? undefined : filedAt + (2 + some(30)) * DAY;
      if (doneAt !== undefined)
        at(doneAt, () =>
          github.close({ by: "ben", issue: action, reason: state === "done" ? "completed" : "not_planned" }),
        );
      return { ref: action, due, state, closedAt: doneAt };
    });
    return {
      ...{ ref, kind, severity, service, cause, startedAt, detectedAt, declaredAt, confirmedAt, updates },
      ...{ resolvedAt, resolvedSaidAt, closedAt, reviewClosedAt, actions },
    };
  };
  const planted = Array.from({ length: count }, (_none, index) => plant(index));
  // As reports have them: by when they were declared.
  const ordered = planted.toSorted((one, other) => one.declaredAt - other.declaredAt);
  return at(asOf, () => ({ github, planted: ordered }));
}
