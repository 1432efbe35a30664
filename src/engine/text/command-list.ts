// The commands that people may write, as a list: it is what `/help`, the docs and the refusals tell of them.

/** The name of a command, without its slash. */
export type CommandName =
  | "update"
  | "severity"
  | "status"
  | "confirm"
  | "resolve"
  | "next-update"
  | "role"
  | "set"
  | "unset"
  | "told"
  | "called"
  | "call"
  | "ack"
  | "escalate"
  | "flag"
  | "unflag"
  | "made-safe"
  | "done"
  | "pause"
  | "resume"
  | "review"
  | "quiet"
  | "adopt"
  | "accept"
  | "not-an-incident"
  | "drill"
  | "help";

/** What a command is for, in words: its usage line, its meaning in one sentence, and an example that is right. */
export type CommandHelp = {
  readonly name: CommandName;
  readonly usage: string;
  readonly meaning: string;
  readonly example: string;
};

const rows: readonly (readonly [CommandName, string, string, string])[] = [
  [
    "update",
    "[text]",
    "Says how things stand; “next 04:20” in it sets the next update, and lines “field: value” give facts.",
    "Restore is running, next 04:20",
  ],
  [
    "severity",
    "<severity> [because …]",
    "Sets the severity; lowering it takes a reason.",
    "sev2 because one site only",
  ],
  ["status", "<status> [because …]", "Sets the status.", "investigating"],
  [
    "confirm",
    "[time] [because …]",
    "Confirms that this is an incident of this severity, at the time given.",
    "10:05",
  ],
  [
    "resolve",
    "[text]",
    "Says that the service is back; lines “field: value” give what is asked for at the end.",
    "Certificate renewed",
  ],
  [
    "next-update",
    "[clock] <time or duration> [reason]",
    "Sets when the next update comes; with the name of another clock, when that is due.",
    "04:30 waiting for the restore",
  ],
  [
    "role",
    "<role> <@name …, “a contact”, me or nobody>",
    "Says who holds a role; a contact needs no GitHub account.",
    "lead @name",
  ],
  [
    "set",
    "<field> <value>",
    "Gives or corrects a fact; a long value may follow on the next lines.",
    "users 5000",
  ],
  ["unset", "<field>", "Takes a fact that was set by command back.", "users"],
  [
    "told",
    "<who> [time] [by phone] [reference]",
    "Records that somebody was told, at the time given.",
    "bridge 16:05 by phone INC123",
  ],
  [
    "called",
    "<who> [time] [answered, no answer or busy] [text]",
    "Records a call, and whether it was answered, at the time given.",
    "manager 10:05 no answer",
  ],
  [
    "call",
    "<wanted, started or ended> [time] [text]",
    "Records that a conference call is wanted, has begun or is over, at the time given.",
    "started 17:40",
  ],
  ["ack", "[text]", "Says that you have seen what was asked of you and take it on.", ""],
  [
    "escalate",
    "[level] [because …]",
    "Asks the next level, or the one that is named, for help.",
    "because the restore has failed",
  ],
  [
    "flag",
    "<flag> [because …]",
    "Marks the incident: clinical, security or another flag of the policy.",
    "clinical",
  ],
  [
    "unflag",
    "<flag> because …",
    "Takes a flag off that was set in error, with the reason.",
    "clinical because the wrong service was named",
  ],
  [
    "made-safe",
    "<flag> <statement>",
    "Records how the risk of a flag was made safe; the flag stays.",
    "clinical Letters are switched off and checked",
  ],
  [
    "done",
    "<clock> [time] [text]",
    "Records that a duty was met, at the time given, and stops its clock.",
    "report 16:05 accepted",
  ],
  [
    "pause",
    "[clock] because …",
    "Lets a clock rest until `/resume`, with the reason.",
    "update because all are on the call",
  ],
  ["resume", "[clock]", "Lets a clock that rests run on.", "update"],
  [
    "review",
    "[no because …]",
    "Opens the review, or records why there is none.",
    "no because it was a false alarm",
  ],
  [
    "quiet",
    "<duration, or off> [because …]",
    "Stops reminders for a while, or lets them begin again.",
    "60m because all are on the call",
  ],
  ["adopt", "", "Takes an issue under management that was opened before Tocsin was switched on.", ""],
  ["accept", "", "Takes a report by somebody from outside as an incident.", ""],
  ["not-an-incident", "[because …]", "Stops everything: this is no incident.", "because it is a test page"],
  ["drill", "[real]", "Makes this an exercise; “real” turns an exercise into an incident.", "real"],
  ["help", "", "Shows the commands.", ""],
];

/** All commands in the order in which people meet them. */
export const commandHelp: readonly CommandHelp[] = rows.map(([name, usage, meaning, example]) => ({
  name,
  usage: `/${name} ${usage}`.trim(),
  meaning,
  example: `/${name} ${example}`.trim(),
}));

/** What a word after a slash means to us: a command, a mistyped one, or (undefined) something that is not ours. */
export type Named = { readonly help: CommandHelp; readonly exact: boolean };

// Commands of bots that are in wide use and near one of ours; they are not mistakes.
const foreign: ReadonlySet<string> = new Set(["hold", "test", "retest", "close", "label", "state"]);

/** The command that a word names, or the nearest if the word is one mistake (in long names two) away from it. */
export function nameCommand(word: string): Named | undefined {
  const wanted = word.toLowerCase().replaceAll("_", "-");
  const exact = commandHelp.find((help) => help.name === wanted);
  if (exact) return { help: exact, exact: true };
  if (foreign.has(wanted)) return undefined;
  const near = commandHelp
    .map((help) => ({ help, away: distance(wanted, help.name) }))
    .filter(({ help, away }) => away <= (Math.min(wanted.length, help.name.length) < 5 ? 1 : 2))
    .toSorted((one, other) => one.away - other.away)[0];
  return near ? { help: near.help, exact: false } : undefined;
}

/** Letters to insert, drop, replace or swap with their neighbour to make one word of the other. */
function distance(one: string, other: string): number {
  // Nothing near has a length that differs by more than what is allowed.
  if (Math.abs(one.length - other.length) > 2) return 3;
  const rowsOf: number[][] = [Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      row.push(
        Math.min(
          (rowsOf[i - 1]?.[j] ?? 0) + 1,
          (row[j - 1] ?? 0) + 1,
          (rowsOf[i - 1]?.[j - 1] ?? 0) + same,
          swapped ? (rowsOf[i - 2]?.[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    rowsOf.push(row);
  }
  return rowsOf[one.length]?.[other.length] ?? 0;
}
