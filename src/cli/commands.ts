// The commands by name: what they are for, how they are used, and where their code is, loaded only when it runs.
import type { CliCommand } from "./terminal.ts";

interface Option {
  readonly type: "string" | "boolean";
  /** It may be given more than once: its value is a list. */
  readonly multiple?: boolean;
  /** What stands for the value in the usage line. */
  readonly value?: string;
  readonly help: string;
}

/** A command as `tocsin help` shows it. */
export interface Listed {
  readonly usage: string;
  readonly summary: string;
  readonly help: string;
  readonly options: Readonly<Record<string, Option>>;
  readonly load: () => Promise<CliCommand>;
}

const json: Option = { type: "boolean", help: "print one JSON document and nothing else on standard output" };

/** Every command of the command line, in the order of `tocsin help`. */
export const COMMANDS: Readonly<Record<string, Listed>> = {
  init: {
    usage: "init [--preset NAME] [--maintenance] [--documents]",
    summary: "writes a policy, and what is missing of form and workflow, into this checkout",
    help: `Writes .github/tocsin.yml, which only watches at first, .github/ISSUE_TEMPLATE/incident.yml and
.github/workflows/tocsin.yml. What is there already is left as it is. Words of your own for notices and pages go into
.github/tocsin/messages/, which it leaves to you: docs/own-words.md.`,
    options: {
      preset: {
        type: "string",
        value: "NAME",
        help: "the process to start from (sre), or several: dpsp,dspt",
      },
      maintenance: {
        type: "boolean",
        help: "a status page too, and the form by which planned work is announced on it",
      },
      documents: {
        type: "boolean",
        help: "reports as pull requests: the workflow may open them, and runs when they are reviewed",
      },
      json,
    },
    load: async () => (await import("./init.ts")).init,
  },
  check: {
    usage: "check FILE … [--policy POLICY]",
    summary: "says what is wrong with a policy, words of your own, an issue form or a scenario",
    help: `Knows by its content what a file is. Names every problem with file, line and column. Of a policy it reads along what
lies beside it: words of your own in tocsin/messages, and in ISSUE_TEMPLATE the forms that it names, of which it shows
which question fills which fact; of a form by itself too, as POLICY reads it, else the policy of the checkout or sre.
Under POLICY one that leads to no severity is a problem.`,
    options: {
      policy: { type: "string", value: "POLICY", help: "the policy under which forms are read" },
      json,
    },
    load: async () => (await import("./check.ts")).check,
  },
  form: {
    usage: "form FORM.yml BODY.md",
    summary: "reads the body of an issue with the form that it was opened with",
    help: "Prints the answers by field id as JSON. BODY.md may be - for standard input.",
    options: { json },
    load: async () => (await import("./form.ts")).form,
  },
  severity: {
    usage: "severity [--policy POLICY] [--method METHOD] --set FIELD=VALUE …",
    summary: "works out a severity from facts, as the tables and rules of a policy say",
    help: `POLICY is a file or a preset's name, by default the checkout's .github/tocsin.yml. Prints {"severity","score","because","missing"} as JSON, where it comes from in
words. Exit 1: the facts do not suffice, and missing says which. Under hssi, METHOD is one of matrix, score-a, score-b.`,
    options: {
      policy: { type: "string", value: "POLICY", help: "the policy that says how severity is found" },
      method: {
        type: "string",
        value: "METHOD",
        help: "one method of the policy, instead of its order of them",
      },
      set: { type: "string", multiple: true, value: "FIELD=VALUE", help: "a fact; once for each" },
      json,
    },
    load: async () => (await import("./severity.ts")).severity,
  },
  clock: {
    usage: "clock NAME [--policy POLICY] [--severity S] [--set FIELD=VALUE …] --from ISO …",
    summary: "says when a clock of a policy is due, by its calendar, and when it warns",
    help: `POLICY is a file or a preset's name, by default the checkout's .github/tocsin.yml. An instant without an offset is local time in the policy's zone. For several --from
the JSON is an array. What a clock depends on and is not given is taken to be so, and named.`,
    options: {
      policy: { type: "string", value: "POLICY", help: "the policy that the clock is in" },
      severity: {
        type: "string",
        value: "S",
        help: "the severity; without it the limit while none is settled",
      },
      set: { type: "string", multiple: true, value: "FIELD=VALUE", help: "a fact; once for each" },
      from: { type: "string", multiple: true, value: "ISO", help: "when it starts; once for each start" },
      json,
    },
    load: async () => (await import("./clock.ts")).clock,
  },
  duty: {
    usage: "duty [--at ISO] [--policy POLICY] [--offline]",
    summary: "says who is on duty for each role at an instant, and until when",
    help: `POLICY is a file or a preset's name, by default the checkout's .github/tocsin.yml. An instant without an offset is local time in the policy's zone; without --at it is
now. Files of rotas are read from the repository of the policy file, addresses are fetched. Exit 1: a rota's iCalendar text can't
be read whole.`,
    options: {
      at: { type: "string", value: "ISO", help: "the instant: 2025-04-01T09:00:00Z" },
      policy: { type: "string", value: "POLICY", help: "the policy that says who is on duty" },
      offline: { type: "boolean", help: "fetch nothing" },
      json,
    },
    load: async () => (await import("./duty.ts")).duty,
  },
  audience: {
    usage: "audience [--policy POLICY] [--severity S] [--notice KIND] [--at ISO] --set FIELD=VALUE …",
    summary: "says who would be told what by the notices of a policy, and what would hold them back",
    help: `POLICY is a file or a preset's name, by default the checkout's .github/tocsin.yml. Of what is not given nothing is known, but that
the incident is confirmed; --set phase=open says otherwise, --set flag=clinical sets a flag. Hours are those of --at, else of now.`,
    options: {
      policy: { type: "string", value: "POLICY", help: "the policy that has the notices" },
      severity: { type: "string", value: "S", help: "the severity; without it what the facts give" },
      notice: { type: "string", value: "KIND", help: "one notice, whether it would be drafted or not" },
      at: { type: "string", value: "ISO", help: "the instant: 2025-04-01T09:00:00Z" },
      set: { type: "string", multiple: true, value: "FIELD=VALUE", help: "a fact; once for each" },
      json,
    },
    load: async () => (await import("./audience.ts")).audience,
  },
  rehearse: {
    usage: "rehearse SCENARIO.yml … [--policy POLICY]",
    summary: "runs scenarios in virtual time on a local GitHub",
    help: `Prints what happened and whether the expectations held. POLICY is a file or a preset's name and replaces the
scenario's own; forms and words of its own that lie beside its file, in ISSUE_TEMPLATE and tocsin/messages, are taken with it. Exit 1: an expectation or a step failed. Exit 2: a scenario or policy file has faults.`,
    options: { policy: { type: "string", value: "POLICY", help: "replaces the scenario's policy" }, json },
    load: async () => (await import("./rehearse.ts")).rehearse,
  },
  diff: {
    usage: "diff OLD.yml NEW.yml [SCENARIO.yml …]",
    summary: "says what behaves differently between two policies",
    help: `OLD and NEW are files or presets; forms and words of its own beside a file, in ISSUE_TEMPLATE and tocsin/messages, are taken with it. Says each change of behaviour in words, then how the scenarios differ that are
named; without any, all those that come with Tocsin for the presets of the two. The order of keys makes no difference, but
for severities without a rank, statuses, and which calendar is the first: there order is meaning. Exit 0 whether
they differ or not. Exit 1: a policy has problems.`,
    options: {
      markdown: { type: "boolean", help: "print the comment for a pull request" },
      json,
    },
    load: async () => (await import("./diff.ts")).diff,
  },
  explain: {
    usage: "explain owner/repo#7",
    summary: "shows the facts, the standing and the plan of an incident, with reasons; writes nothing",
    help: "Needs GITHUB_TOKEN, or APP_ID and PRIVATE_KEY, in the environment.",
    options: { json },
    load: async () => (await import("./explain.ts")).explain,
  },
  sweep: {
    usage: "sweep [owner/repo …] [--grace 10m]",
    summary: "does once all that is due: what the Action runs",
    help: `Without a repository: all that the credentials reach. Needs GITHUB_TOKEN, or APP_ID and PRIVATE_KEY, in the
environment.`,
    options: {
      grace: { type: "string", value: "10m", help: "do only what is overdue by more (beside a server)" },
      json,
    },
    load: async () => (await import("./sweep.ts")).sweep,
  },
  actions: {
    usage: "actions [owner[/repo] …]",
    summary: "lists the actions that reviews decided, with whose they are, by when, and what became of them",
    help: `Each is open, done, verified, dropped or lost (deleted, or out of sight). Below them stand the lines of reviews that have no issue, with what is
missing: for these each incident with a review is read, which takes a request or two each. Without a repository it is GITHUB_REPOSITORY, else all that
the app has; an owner stands for all of theirs that a policy rules. Needs GITHUB_TOKEN, or APP_ID and PRIVATE_KEY, in the environment, and LEDGER_SECRET
where Tocsin has one. Writes nothing.`,
    options: { json },
    load: async () => (await import("./actions.ts")).actions,
  },
  site: {
    usage: "site --out DIR [owner/repo]",
    summary: "writes the status page as files, made of the public notices that were sent there",
    help: `The policy needs site: { title: … }. Without a repository it is GITHUB_REPOSITORY. Needs GITHUB_TOKEN, or APP_ID and PRIVATE_KEY, in
the environment, and LEDGER_SECRET where Tocsin has one. Only what changed is written; pages of its own that are gone are removed, nothing else.`,
    options: {
      out: { type: "string", value: "DIR", help: "the folder that the page is written into" },
      json,
    },
    load: async () => (await import("./site.ts")).site,
  },
  report: {
    usage:
      "report --month 2026-10 [owner/repo …] [--out DIR] [--review], or report --verify FILE [owner/repo#7]",
    summary:
      "says the figures of a month, a quarter or a year, or which facts of a committed report no longer hold",
    help: `Reads the incidents that were declared in the period and writes nothing to GitHub. Prints Markdown; with --out it writes
report.md with its drawings, tables for spreadsheets and figures.json. Without a repository it is GITHUB_REPOSITORY. It is for
those who may read the first repository that is named. With --review it prints the text of a service review instead: the figures, all
actions that are still to be done, and room for what is decided. Exit 2: the period has not begun.
With --verify the facts of a committed report are derived from GitHub again. The file names its incident; a redacted copy does not, so that
it is named behind the file. Exit 1: a fact no longer holds, or a part of the file can't be read.
Both need GITHUB_TOKEN, or APP_ID and PRIVATE_KEY, in the environment, and LEDGER_SECRET where Tocsin has one.`,
    options: {
      month: { type: "string", value: "2026-10", help: "a month of the calendar" },
      quarter: { type: "string", value: "2026-Q4", help: "a quarter of the calendar" },
      year: { type: "string", value: "2026", help: "a year of the calendar" },
      out: { type: "string", value: "DIR", help: "the folder that the report is written into" },
      review: { type: "boolean", help: "print the text of a service review, for an issue" },
      verify: { type: "string", value: "FILE", help: "the document, as it was committed" },
      json,
    },
    load: async () => (await import("./report.ts")).report,
  },
  channels: {
    usage: "channels check, or channels test NAME --to KEY …",
    summary: "says which channels are set up and whether they would work, or sends a test message by one",
    help: `Channels are set up in the environment, as TOCSIN_CHANNEL_NAME. check shows each with its kind, whom it serves, how many people it
knows by each key, and what is wrong with the page to mend it on; it asks each whether it would work, and sends nothing. test sends one
message that says it is a test. No address, key or number is printed. Exit 1: a channel is wrong, or the message was not sent.`,
    options: {
      to: {
        type: "string",
        multiple: true,
        value: "KEY",
        help: "an audience, role or contact that gets the test message",
      },
      json,
    },
    load: async () => (await import("./channels.ts")).channels,
  },
  demo: {
    usage: "demo [--policy POLICY] [--port PORT]",
    summary: "opens a local GitHub with a running Tocsin in your browser's reach",
    help: "Prints its address. Nothing leaves this machine. POLICY is a file or a preset's name: try your own process, with the forms and words that lie beside the file.",
    options: {
      policy: {
        type: "string",
        value: "POLICY",
        help: "rules the demo's repository (sre, with a few people)",
      },
      port: { type: "string", value: "PORT", help: "where it listens (any free port)" },
      json,
    },
    load: async () => (await import("./demo.ts")).demo,
  },
};

/** How wide help is at most. */
const WIDTH = 100;

/** What `tocsin` and `tocsin help` print. */
export function overview(): string {
  const lines = Object.values(COMMANDS).flatMap(({ usage, summary }) => [
    wrapped(usage, "  ", "      "),
    wrapped(summary, "      "),
  ]);
  return [
    "tocsin runs incidents as GitHub issues. Usage: tocsin <command>",
    "",
    ...lines,
    "",
    "tocsin help COMMAND says more, tocsin --version which it is. --json prints one JSON document.",
    "Exit 0: done. 1: found problems. 2: wrong use, or a file that can't be opened.",
    "",
  ].join("\n");
}

/** What `tocsin help COMMAND` prints. */
export function manual(listed: Listed): string {
  const options = Object.entries(listed.options).map(([name, { value, help }]) => {
    const left = value === undefined ? `--${name}` : `--${name} ${value}`;
    return wrapped(help, `  ${left.padEnd(18)}  `, " ".repeat(22));
  });
  return [
    wrapped(`tocsin ${listed.usage}`, "", "  "),
    "",
    wrapped(`${listed.summary}.`),
    wrapped(listed.help),
    "",
    ...options,
    "",
  ].join("\n");
}

/** A text in lines of at most `WIDTH`, the first and the others with what stands before them. */
function wrapped(text: string, first = "", others = first): string {
  const lines: string[] = [];
  let line = first;
  for (const word of text.split(/\s+/)) {
    const isNew = line === (lines.length === 0 ? first : others);
    if (!isNew && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = others + word;
    } else line += isNew ? word : ` ${word}`;
  }
  return [...lines, line].join("\n");
}
