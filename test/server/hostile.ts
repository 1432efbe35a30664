// What ended or held up the server of 0.2.0, each as large as GitHub takes: texts of strangers and of people, and files of a repository.
import { presetForms } from "../../src/shipped/presets.ts";

/** The most characters of a body or a comment on GitHub. */
const most = 65_536;

/** A text that begins like this, is as long as GitHub takes, and repeats a piece up to its end. */
function full(begin: string, piece: string, end = ""): string {
  const times = Math.floor((most - begin.length - end.length) / piece.length);
  return begin + piece.repeat(times) + end;
}

const headings = [
  "What is happening?",
  "Severity",
  "Impact",
  "Service",
  "Users affected",
  "When did it start?",
].map((label) => `### ${label}\n\n`);

/** Bodies of issues, each by its name. The first ended the process. */
export const bodies: Readonly<Record<string, string>> = {
  "empty comments below a heading": full(headings[0] ?? "", "<!---->\n"),
  "headings and blank lines": full(headings.join("").repeat(22), "\n"),
  "spaces in a number": full("### Users affected\n\n1", " ", "!"),
  "markers of other incidents": Array.from({ length: 1_652 }, (_none, n) => n + 1_000)
    .map((n) => `<!-- tocsin:of x acme/incidents#${n} -->`)
    .join("\n")
    .slice(0, most),
};

/** A comment with a command that is followed by thousands of lengths. */
export const lengths: string = full("/done x ", "1d ");

/** A review of so many lines that can't be filed yet: those that can are filed three in a document, a second apart. */
export const review: string = `## Actions\n\n${Array.from({ length: 1_500 }, (_none, n) => `- [ ] Mend ${n} team:none-${n}`).join("\n")}`;

const entry = (n: number): string => `BEGIN:VEVENT
UID:${n}
SUMMARY:ana
DTSTART:20250131T090000
DURATION:P98550D
RRULE:FREQ=DAILY
END:VEVENT
`;

/**
 * A repository's files: a policy that counts users and asks a calendar of centuries for who is on duty, and a form that is an
 * alias twenty thousand times.
 */
export const files: Readonly<Record<string, string>> = {
  ".github/tocsin.yml": `extends: sre
incidents: { forms: [incident, aliases] }
severity:
  by: [form, size]
  methods:
    size:
      bands: { sev4: 0-9, sev2: 10+ }
      inputs: { users: { options: [{ is: few, from: 0, points: 0 }, { is: many, from: 100, points: 10 }] } }
rota: { on-call: { ical: { path: .github/rota/on-call.ics, names: { ana: ana } } } }
roles: { lead: { duty: { rota: on-call } } }
`,
  ".github/rota/on-call.ics": `BEGIN:VCALENDAR\n${Array.from({ length: 500 }, (_none, n) => entry(n)).join("")}END:VCALENDAR\n`,
  ".github/ISSUE_TEMPLATE/aliases.yml": `name: &a n\ndescription: d\nbody:\n${"  - *a\n".repeat(20_000)}`,
  ...Object.fromEntries(presetForms("sre").map(({ path, text }) => [path, text] as const)),
};
