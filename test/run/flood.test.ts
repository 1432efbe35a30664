// A flood of strangers beside three incidents: what it may cost, and that nobody who works on them notices.
import { expect, test } from "vitest";
import { HOUR, type Instant, SECOND } from "../../src/engine/instant.ts";
import type { LocalGitHub } from "../../src/local-github/github.ts";
import { playsAll, playsMany } from "../laws/seeds.ts";
import { after, flooded, home, start } from "./flooded.ts";

/** What a stranger writes, repeated to 64 KB. */
const bodies = [
  "<!---->\n",
  "/sev 1\n/escalate\n/ack\n",
  "### Severity\n\nSEV1\n\n### Impact\n\nall\n\n",
  "<!-- tocsin:v1 of incident acme/incidents#1 -->\n",
  "<!-- tocsin:v1 retro acme/incidents#2 --> acme/incidents#3 @ana1 \n",
  "- [ ] Fix it @ana2 team:payments due 2025-05-01\n",
  "/done x 1d 1d 1d 1d 1d 1d 1d 1d\n",
].map((piece) => piece.repeat(Math.ceil(65_000 / piece.length)).slice(0, 65_000));

const reports = playsAll ? 500 : 35;

/** So many reports in an hour, each by somebody else, who comments on it and on one of the three incidents. */
function flood(github: LocalGitHub, at: (instant: Instant, deed: () => void) => void): void {
  for (let n = 0; n < reports; n++) {
    const by = `stranger-${n}`;
    const body = bodies[n % bodies.length] ?? "";
    const seconds = 120 + (n * 3600) / reports;
    at(after(seconds), () => {
      github.addUser(by);
      const opening = { by, repo: home, title: `@ana1 /sev 1 ${n}`, body, formLabels: ["incident"] };
      const { number } = github.openIssue(opening);
      github.comment({ by, issue: `${home}#${number}`, body });
    });
    const said = n % 2 === 0 ? "/sev 4" : body;
    at(after(seconds + 30), () => void github.comment({ by, issue: `${home}#${1 + (n % 3)}`, body: said }));
  }
}

const until = start + 4 * HOUR;

test.runIf(playsMany)(
  "of 500 strangers delays no reminder by more than the second between two writes, costs what strangers may cost, and each is answered once",
  {
    timeout: 300_000,
  },
  async () => {
    const calm = await flooded({ until, flood: () => undefined });
    const storm = await flooded({ until, flood });
    expect(calm.said.length).toBeGreaterThan(9);
    const words = (said: typeof calm.said) => said.map(({ at: _, ...others }) => others);
    expect(words(storm.said)).toEqual(words(calm.said));
    // Whatever is most urgent waits for the second that GitHub asks for between two writes, and for nothing else.
    const later = storm.said.map(({ at }, index) => at - (calm.said[index]?.at ?? 0));
    expect(later.filter((wait) => wait < 0 || wait >= SECOND)).toEqual([]);
    // Three or four points a request, and a sweep's look at each report every five minutes.
    expect(storm.least.graphql).toBeGreaterThan(2_500);
    expect(storm.least.core).toBeGreaterThan(2_500);
    const theirs = storm.github.issues(home).filter(({ author }) => author.startsWith("stranger"));
    const ours = theirs.map(({ ref }) =>
      storm.github.comments(ref).filter(({ author }) => author === "tocsin[bot]"),
    );
    expect(ours.map(({ length }) => length)).toEqual(theirs.map(() => 1));
    expect(theirs.filter(({ labels }) => labels.length > 1)).toEqual([]);
  },
);
