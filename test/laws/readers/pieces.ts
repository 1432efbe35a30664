// The tokens of every syntax that people's texts are read by: what a text is repeated from, to find a reader that does not keep step.

/** Signs of Markdown and HTML, alone and as they stand in a line. */
const markdown = [
  ..."` ``` ~~~ | > >> - * + = --- === _ ** __ ~~ [ ] ( ) ![ ]( < > </ <!-- --> <!----> <!--> \\ \\` & &amp; &# ; $ @ # ##".split(
    " ",
  ),
  ..."```x|- [ ]|- [x]|- [ ] a|- [x] a|1. |1)|# |###|### a|[a](b)|![a](|<a|<!-- -->|@a|@ana|@a-|@org/team|#1|a/b#1".split(
    "|",
  ),
  ..."→ a/b#1|-> #1|https://a.b/c|https://|www.|:a:|+1|👍|`@a`|<!-- tocsin:|<!-- tocsin:of a -->|<!-- tocsin:box back -->|<!-- tocsin:box verified I_1 -->".split(
    "|",
  ),
  ..."<details>|</details>|<https://a>|### Users\n\n|### What\n\n|### Logs\n\n|### Boxes\n\n|## Actions\n\n".split(
    "|",
  ),
];

/** Words of commands, times, fields, action lines and mails. */
const spoken = [
  ..."/|/done |/update |because |next |next update |next: |now |at |by |ago |in |until |for |and |to |is |me |nobody ".split(
    "|",
  ),
  ..."1|12|99999|1d |1d|1h30m |1d and |1.5h,|04:05|4:05 |4pm |4 p.m. |16h05 |04:05 UTC |+01:00 |BST |Europe/London ".split(
    "|",
  ),
  ..."half past two |within the |an hour |ET |UTC-3 |(BST) |1430Z |14h30 |update again |- 05:00 |---- a@b.c wrote ----|a <a@b.c> 2025 04:05:|Re: [a/b] a".split(
    "|",
  ),
  ..."today |monday |on fri |1 may |1st |may 1, |2025-04-01|2025-04-01T04:05|2025|a|A|a |é|e\u0301|İ|ﬃ|ß|ana, |who ".split(
    "|",
  ),
  ..."no answer |busy |in person |by phone |in other calls |still |a: |users: 1|alert 04:05 |**alert** |- action: |comms|decision — |: |a:|team:a |team:|due:30d |repo:a/b ".split(
    "|",
  ),
  ..."type:b |by friday |due |owner: @a|~~a~~|~a~|**a**|_a_|a, |nothing new|On a 1 wrote:|On 1 |Am 1 schrieb |From: a|Sent: a|To: a|Sent from my |-- |____".split(
    "|",
  ),
  ..."Reply to this email directly|You are receiving this because you|about |over |1,000|1, |-1|1–|≥ |<1|users |yes".split(
    "|",
  ),
  ..."_No response_|None|, |SEV1|SEV-1 — a|SEV 2".split("|"),
];

/** An entry of a calendar up to its rule: on the last day of a month, and as long as 270 years. */
export const event = "BEGIN:VEVENT\nSUMMARY:ana\nDTSTART:20250131T090000\nDURATION:P98550D\nRRULE:FREQ=";

/** Signs of YAML and of iCalendar. */
const files = [
  ..."*a &a *a, - ? : , | ' \" { } !! ! % null ~ true 0x 1e9 .inf 2025-01-01 \\x \\u <<: ... 'a' \"a\"".split(
    " ",
  ),
  ..."&a |- |? |: |, |[ |{ |> |- *a\n|a: b\n|a:\n|a: &a [*a]\n|<<: *a\n|---\n|name: a\n|- type: input\n|- a\n|# a\n".split(
    "|",
  ),
  ..."BEGIN:VEVENT\n|END:VEVENT\n|BEGIN:VCALENDAR\n|SUMMARY:ana\n|DTSTART:20250401T090000\n|DURATION:PT1H\n|UID:a\n".split(
    "|",
  ),
  ...'RRULE:FREQ=DAILY\n|EXDATE:20250401T090000\n|,20250401T090000|;A=|;A=a|;A="a"|;A="|,"a"|:a|FREQ=DAILY;|\n a|A:b\n'.split(
    "|",
  ),
  ..."ATTENDEE:ana\n|RECURRENCE-ID:20250401T090000\n".split("|"),
  `${event}DAILY\nEND:VEVENT\n`,
  `${event}MONTHLY;COUNT=650\nEND:VEVENT\n`,
];

/** White space of all kinds, and what is no character by itself. */
const blank = [
  ...[" ", "  ", "\t", "\n", "\r", "\r\n", "\n\n", "\r\n\r\n", " \n", "\t\n", "\v", "\f", "\0", "\u0085"],
  ...["\u00A0", "\u2003", "\u2028", "\u2029", "\u3000", "\uFEFF", "\u200B", "\u200F", "\u202E", "\u2060"],
  ...["\uD83D", "\uDC4D", "\uFE0F", "\u20E3", "\u0301", "\u{E0001}", "𝟙", "٣", "１"],
];

/** Every piece, each once. */
export const pieces: readonly string[] = [...new Set([...markdown, ...spoken, ...files, ...blank])];

/** What may end a text, so that a pattern which took all of it has to give it back: nothing, a sign, a word, a line of either kind. */
export const ends: readonly string[] = ["", "!", " x", "\nx\n", "x\u2028x"];
