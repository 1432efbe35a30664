// A server that is killed and started again while reads lag: whatever was made twice by it goes at the next sweep.
import { expect, test } from "vitest";
import { type Duration, type Instant, MINUTE, SECOND } from "../../src/engine/instant.ts";
import { playsAll, playsMany } from "../laws/seeds.ts";
import { home, Served, start } from "./served.ts";

const usualLag = 5 * SECOND;
/** One sweep after a start, and what it finds. */
const oneSweep = 5 * MINUTE + 15 * SECOND;

/** A story, and until when what it makes is made. */
interface Story {
  readonly policy: Readonly<Record<string, unknown>>;
  readonly from?: Instant;
  readonly tell: (served: Served) => void;
  readonly over: Duration;
}

interface Made {
  readonly field: string;
  readonly at: Instant;
}

interface Told {
  readonly served: Served;
  readonly made: readonly Made[];
  readonly twins: readonly string[];
}

const makes = new Set(["addComment", "createIssue"]);

/** Plays a story to one sweep after its end, or after the restart where that is later. */
async function told(
  { policy, from, tell, over }: Story,
  restart?: Instant,
  { replicas = 1, lag = usualLag }: { readonly replicas?: number; readonly lag?: Duration } = {},
): Promise<Told> {
  const served = new Served({ policy, from: from ?? start, repositories: ["acme/payments"] });
  const made: Made[] = [];
  served.github.onWrite(({ field }) => {
    if (makes.has(field)) made.push({ field, at: served.clock.now() });
  });
  served.github.faults({ reads: { lag } });
  await served.start(replicas);
  tell(served);
  if (restart !== undefined)
    served.after(restart - served.from, () => {
      served.kill();
      return served.start();
    });
  await served.until(Math.max(over, restart === undefined ? 0 : restart - served.from) + oneSweep + lag);
  await served.end();
  return { served, made, twins: twinsOn(served) };
}

/** What stands there twice: open issues and comments of ours with one mark. */
function twinsOn({ github }: Served): readonly string[] {
  const issues = github.issues();
  const opened = issues
    .filter(({ state }) => state === "open")
    .map(({ ref, author, body }) => ({ ref, author, is: markIn(body) }));
  const said = issues.flatMap(({ ref }) =>
    github.comments(ref).map(({ id, author, body }) => {
      const [kind, of] = markIn(body)?.split(" ") ?? [];
      return { ref: id, author, is: kind === undefined ? undefined : `${ref} ${kind} ${of}` };
    }),
  );
  const ours = [...opened, ...said].filter(({ author, is }) => author === "tocsin[bot]" && is !== undefined);
  return [...Map.groupBy(ours, ({ is }) => is)].flatMap(([is, all]) => (all.length > 1 ? [String(is)] : []));
}

/** What the first of our hidden lines says, without what proves it. */
function markIn(body: string): string | undefined {
  return /<!-- tocsin:(.*?)(?: ~\S+)? -->/.exec(body)?.[1];
}

/** Every second from a second before a write until after it is in everybody's sight; while one works only where most is doubled. */
const offsets = playsAll ? [-1, 0, 1, 2, 3, 4, 5, 6] : [2];

function around(made: readonly Made[]): readonly Instant[] {
  return [...new Set(made.flatMap(({ at }) => offsets.map((step) => at + step * SECOND)))].toSorted();
}

const open = (served: Served) => {
  served.github.openIssue({
    by: "alice",
    repo: home,
    title: "Payments down",
    body: "### Impact\n\nNobody can pay.\n",
    labels: ["incident", "severity: 1"],
  });
};
const inc = `${home}#1`;

/** A severity 1 from its report to the actions of its review: one at home, one elsewhere. */
const outage: Story = {
  policy: {
    extends: "sre",
    teams: { payments: "acme/payments", ops: home },
    roles: { manager: { duty: ["alice"] } },
  },
  tell: (served) => {
    const { github } = served;
    served.after(1 * MINUTE, () => open(served));
    served.after(2 * MINUTE, () => github.comment({ by: "alice", issue: inc, body: "/lead @nobody-here" }));
    served.after(3 * MINUTE, () => github.comment({ by: "alice", issue: inc, body: "/resolve rolled back" }));
    served.after(4 * MINUTE, () => github.close({ by: "alice", issue: inc, reason: "completed" }));
    served.after(5 * MINUTE, () => {
      const review = github.issues(home).find(({ title }) => title.startsWith("Review:"));
      const lines = ["Add a breaker team:payments", "Write it down team:ops"];
      if (review !== undefined)
        github.editIssue({
          by: "alice",
          issue: review.ref,
          body: `${review.body}\n${lines.map((line) => `- [ ] ${line}\n`).join("")}`,
        });
    });
  },
  over: 6 * MINUTE,
};

/** A severity 1 over a change of duty, which is handed over on an issue of its own. */
const handedOver: Story = {
  policy: {
    extends: "hssi",
    roles: { bridge: { duty: { core: ["alice"], out: ["bob"] } }, desk: { duty: ["bob"] } },
  },
  // The core hours end at half past five in the evening there.
  from: Date.parse("2025-04-01T16:27:00Z"),
  tell: (served) => {
    const { github } = served;
    served.after(1 * MINUTE, () => open(served));
    served.after(2 * MINUTE, () => github.comment({ by: "alice", issue: inc, body: "/confirm" }));
  },
  over: 5 * MINUTE,
};

/** A review of whose lines none can be filed: all that is made is the list on it, which no cheap look shows. */
const listed: Story = {
  policy: { extends: "sre", roles: { manager: { duty: ["alice"] } } },
  tell: (served) => {
    const { github } = served;
    served.after(1 * MINUTE, () => open(served));
    served.after(2 * MINUTE, () => github.close({ by: "alice", issue: inc, reason: "completed" }));
    served.after(4 * MINUTE, () => {
      const review = github.issues(home).find(({ title }) => title.startsWith("Review:"));
      const body = `${review?.body}\n- [ ] Add a breaker team:nobody\n`;
      if (review !== undefined) github.editIssue({ by: "alice", issue: review.ref, body });
    });
  },
  over: 5 * MINUTE,
};

/** So much hangs under the incident that its review finds no room there: it is known by its words alone. */
const full: Story = {
  policy: { extends: "sre" },
  tell: (served) => {
    const { github } = served;
    served.after(1 * MINUTE, () => {
      open(served);
      for (let n = 0; n < 100; n++) {
        const { number } = github.openIssue({
          by: "alice",
          repo: "acme/payments",
          title: `Part ${n}`,
          body: "",
        });
        github.addSubIssue({ by: "alice", issue: inc, child: `acme/payments#${number}` });
      }
    });
    served.after(3 * MINUTE, () => github.close({ by: "alice", issue: inc, reason: "completed" }));
  },
  over: 4 * MINUTE,
};

const stories: readonly (readonly [string, Story])[] = [
  ["an outage with its review and its actions", outage],
  ["a review that hangs under nothing", full],
  ["a list of actions on a review", listed],
  ["a handover", handedOver],
];

// While one works the shortest of them.
for (const [name, story] of stories)
  test.runIf(playsMany || story === listed)(
    `${name}: a restart at any second of a lag around whatever is made leaves nothing twice after one sweep`,
    async () => {
      const calm = await told(story);
      expect(calm.twins).toEqual([]);
      expect(new Set(calm.made.map(({ field }) => field))).toEqual(makes);
      const doubled: Instant[] = [];
      for (const at of around(calm.made)) {
        const { twins, made } = await told(story, at);
        expect([new Date(at).toISOString(), twins]).toEqual([new Date(at).toISOString(), []]);
        if (made.length > calm.made.length) doubled.push(at);
      }
      // Each of them was made twice by some restart: the test would see what is not healed.
      for (const { at } of calm.made)
        expect(doubled.some((one) => Math.abs(one - at) <= usualLag)).toBe(true);
    },
  );

test.runIf(playsMany)("what two servers at once make twice is there once after a sweep", async () => {
  const { twins, made } = await told(outage, undefined, { replicas: 2 });
  expect(made.length).toBeGreaterThan((await told(outage)).made.length);
  expect(twins).toEqual([]);
});

test.runIf(playsMany).each([30, 90, 200])(
  "what a restart made twice goes however late it shows, after %s s too",
  async (seconds) => {
    const late = { lag: seconds * SECOND };
    const calm = await told(outage, undefined, late);
    for (const { at } of calm.made) {
      const { twins, made } = await told(outage, at + SECOND, late);
      expect(made.length).toBeGreaterThan(calm.made.length);
      expect([new Date(at).toISOString(), twins]).toEqual([new Date(at).toISOString(), []]);
    }
  },
);
