import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hasWords, isCourtesy, visible } from "../../../src/engine/text/visible.ts";

const fence = "```";

describe("words of a comment", () => {
  const cases: readonly (readonly [name: string, markdown: string, words: string])[] = [
    ["keeps plain lines", "One.\nTwo.", "One.\nTwo."],
    ["takes CRLF for a line end", "One.\r\n\r\nTwo.\r\n", "One.\n\nTwo."],
    [
      "leaves out what is struck",
      "~~/resolve~~\nNext ~~14:30~~ 14:50, ~one~ two",
      "\nNext  14:50,  two".trim(),
    ],
    [
      "keeps signs of an estimate",
      "~14:30 or ~15:00, `~~x~~`, ~/a ~/b",
      "~14:30 or ~15:00, `~~x~~`, ~/a ~/b",
    ],
    ["leaves quoted lines out", "> /resolve\n\nNot yet.", "Not yet."],
    ["keeps a line written straight under a quote", "> old\n/confirm", "/confirm"],
    ["leaves fenced code out", `Log:\n${fence}\n/resolve\n${fence}\nend`, "Log:\nend"],
    ["leaves a fence of tildes out", "~~~sh\n/resolve\n```\n~~~\nend", "end"],
    ["needs a closing fence as long as its opening", "````\n```\n/resolve\n```\n````\nend", "end"],
    ["takes an unclosed fence to the end", `a\n${fence}\n/resolve\nb`, "a"],
    [
      "takes a fence inside a list item as one",
      `- item\n  ${fence}\n  /resolve\n  ${fence}\nend`,
      "- item\nend",
    ],
    [
      "ends an unclosed fence of a list item with the item",
      `- ${fence}\n  /resolve\n\nstill here`,
      "still here",
    ],
    [
      "knows a code span of three backticks from a fence",
      "``` not a fence ``` here\nend",
      "``` not a fence ``` here\nend",
    ],
    ["leaves HTML comments out", "a <!-- hidden --> b", "a  b"],
    ["leaves a comment over several lines out", "<!--\n/resolve\n\n-->\nend", "end"],
    ["leaves an unclosed comment out to the end", "a\n<!-- note\n\n/resolve", "a"],
    ["keeps what stands behind a comment", "<!-- form --> /confirm", " /confirm"],
    ["keeps a comment sign in a code span", "write `<!--` here\n\nend", "write `<!--` here\n\nend"],
    [
      "keeps a comment sign that GitHub shows as text",
      "a <!-- never closed\n\nend",
      "a <!-- never closed\n\nend",
    ],
    ["is empty for nothing", "", ""],
    ["is empty where all is hidden", "<!-- a -->\n> b\n", ""],
  ];
  test.each(cases)("%s", (_name, markdown, words) => {
    expect(visible(markdown)).toBe(words);
  });
});

describe("words of a comment that came by mail", () => {
  const quoted = "> **Update overdue**\n> @ana, you hold the lead.\n";
  const footer =
    "—\nReply to this email directly, view it on GitHub\n<https://github.com/acme/incidents/issues/7#issuecomment-1>, or unsubscribe\n.\nYou are receiving this because you were mentioned.Message ID:\n***@***.***>";
  const cases: readonly (readonly [name: string, markdown: string, words: string])[] = [
    [
      "cuts the quoted mail and its header",
      `nothing new, next at 04:20\r\n\r\nOn Tue, 1 Apr 2025 at 09:00, Tocsin ***@***.***> wrote:\r\n\r\n${quoted}`,
      "nothing new, next at 04:20",
    ],
    [
      "cuts a header that the mail program wrapped",
      `Done.\n\nOn Tue, 1 Apr 2025 at 09:00, Tocsin <notifications@github.com>\nwrote:\n\n${quoted}`,
      "Done.",
    ],
    [
      "keeps an answer below the quote",
      `On Tue, 1 Apr 2025 at 09:00, Tocsin <notifications@github.com> wrote:\n${quoted}\nRestore runs.`,
      "Restore runs.",
    ],
    [
      "cuts an old mail that is not marked as a quote",
      "Done.\n\nOn 1 Apr 2025, at 09:00, Tocsin <notifications@github.com> wrote:\n\n/resolve\nold words",
      "Done.",
    ],
    [
      "cuts the German header",
      `Läuft.\n\nAm Di., 1. Apr. 2025 um 09:00 Uhr schrieb Tocsin <notifications@github.com>:\n${quoted}`,
      "Läuft.",
    ],
    [
      "cuts the other German header",
      `Läuft.\n\ntocsin[bot] ***@***.***> schrieb am Di., 1. Apr. 2025, 09:00:\n\n${quoted}`,
      "Läuft.",
    ],
    [
      "cuts the French header",
      `Ça marche.\n\nLe mar. 1 avr. 2025 à 09:00, Tocsin <notifications@github.com> a écrit :\n${quoted}`,
      "Ça marche.",
    ],
    ["cuts the footer of GitHub", `Restore runs.\n\n${footer}`, "Restore runs."],
    ["cuts the signature", "Restore runs.\n-- \nA. Person\nDuty desk", "Restore runs."],
    ["cuts a signature whose space was lost", "Restore runs.\n\n--\nA. Person", "Restore runs."],
    [
      "cuts an old mail under a rule",
      "Restore runs.\n\n________________________________\nFrom: Tocsin <notifications@github.com>\nSent: 01 April 2025 09:00\n\n/resolve",
      "Restore runs.",
    ],
    [
      "cuts an old mail under its German head",
      "Läuft.\n\nVon: Tocsin\nGesendet: Dienstag, 1. April 2025 09:00\nAn: acme/incidents\nBetreff: Payments\n\n/resolve",
      "Läuft.",
    ],
    [
      "cuts what a telephone adds",
      "Restore runs.\n\nSent from my iPhone\n\nOn 1 Apr 2025, at 09:00, Tocsin <n@github.com> wrote:\n\n> old",
      "Restore runs.",
    ],
    ...["Отправлено с iPhone", "发自我的 iPhone", "Enviado do meu iPhone", "iPhone'umdan gönderildi"].map(
      (tail) => [`cuts ${tail}`, `Restore runs.\n\n${tail}`, "Restore runs."] as const,
    ),
    ...["Odesláno z iPhonu", "Få Outlook til iOS", "Wysłane z iPhone'a"].map(
      (tail) => [`cuts ${tail}`, `Restore runs.\n\n${tail}`, "Restore runs."] as const,
    ),
    ["keeps a rule and an underline", "Title\n--\n\n---\ntext", "Title\n--\n\n---\ntext"],
    [
      "keeps a sentence that only resembles a header",
      "On call, ben wrote:\nthe restore runs",
      "On call, ben wrote:\nthe restore runs",
    ],
    [
      "keeps facts that only resemble a mail's head",
      "From: 10:00\nDate: 2025-04-01\nsecond try",
      "From: 10:00\nDate: 2025-04-01\nsecond try",
    ],
    [
      "keeps a mention of a telephone in mid-text",
      "Sent from my desk:\nall good",
      "Sent from my desk:\nall good",
    ],
  ];
  test.each(cases)("%s", (_name, markdown, words) => {
    expect(visible(markdown)).toBe(words);
  });
});

describe("an old mail that nothing marks as a quote", () => {
  const old =
    "**Update overdue since 03:20 BST**\n@ana, comment here; next update 04:20 is enough.\n\n/resolve";
  const to = "acme/incidents <incidents@noreply.github.com>";
  const from = "Tocsin <notifications@github.com>";

  test.each([
    ["Zoho", `---- On Tue, 01 Apr 2025 09:00:00 +0100 ${from} wrote ---`],
    ["Zoho with a name alone", "---- On Tue, 01 Apr 2025 09:00:00 +0100 Ana Bell wrote ----"],
    ["GitHub's own first line", "tocsin[bot] left a comment (acme/incidents#1)"],
    [
      "Outlook in Finnish with names alone",
      "Lähettäjä: tocsin\nLähetetty: tiistai 1. huhtikuuta 2025 9.50\nVastaanottaja: acme\nAihe: Re: Payments",
    ],
    ["Zoho in Spanish", `---- El mar, 01 abr 2025 09:00:00 +0100 ${from} escribió ----`],
    [
      "Outlook in Danish",
      `Fra: ${from}\nSendt: 1. april 2025 09:00\nTil: ${to}\nEmne: Re: [acme/incidents] Payments (Issue #7)`,
    ],
    [
      "Outlook in Polish",
      `Od: ${from}\nWysłano: wtorek, 1 kwietnia 2025 09:00\nDo: ${to}\nTemat: Re: [acme/incidents] Payments`,
    ],
    [
      "Outlook in Japanese",
      `差出人: ${from}\n送信日時: 2025年4月1日 9:00\n宛先: ana\n件名: Re: [acme/incidents] Payments`,
    ],
    [
      "the same with wide colons",
      `差出人：${from}\n送信日時：2025年4月1日 9:00\n宛先：ana\n件名：Re: [acme/incidents] Payments`,
    ],
    [
      "Outlook in Swedish, under its rule",
      `________________________________\nFrån: ${from}\nSkickat: den 1 april 2025 09:00\nTill: ana\nÄmne: SV: Payments`,
    ],
    [
      "an older Outlook in Danish",
      `-----Oprindelig meddelelse-----\nFra: ${from}\nSendt: 1. april 2025 09:00\nTil: Ana <ana@example.org>\nEmne: Payments`,
    ],
    ["Gmail in Danish", `Den tirs. 1. apr. 2025 kl. 09.00 skrev ${from}:`],
    ["Gmail in Swedish, the address masked", "Den tis 1 apr. 2025 kl 09:00 skrev tocsin[bot] ***@***.***>:"],
    ["Gmail in Polish, wrapped", `wt., 1 kwi 2025 o 09:00 ${from}\nnapisał(a):`],
    ["Gmail in Japanese", `2025年4月1日(火) 9:00 ${from}:`],
    ["Gmail in Finnish", "ti 1. huhtik. 2025 klo 9.00 Tocsin (notifications@github.com)\nkirjoitti:"],
    ["Gmail in Turkish", `${from}, 1 Nis 2025 Sal, 09:00 tarihinde\nşunu yazdı:`],
    ["Gmail in Chinese", `${from} 于2025年4月1日周二 09:00写道：`],
    [
      "Gmail in Hebrew, with its marks of direction",
      "\u202Bבתאריך יום ג׳, 1 באפר׳ 2025 ב-9:00 מאת tocsin <\u202A***@***.***\u202C\u200F>:\u202C",
    ],
    [
      "GMX, its day first",
      `Gesendet: Dienstag, 1. April 2025 um 09:00\nVon: ${from}\nAn: ${to}\nBetreff: Re: [acme/incidents] Payments (Issue #7)`,
    ],
    [
      "GMX in English",
      `Sent: Tuesday, April 01, 2025 at 9:00 AM\nFrom: "tocsin[bot]" ***@***.***>\nTo: ${to}\nSubject: Payments`,
    ],
    [
      "GMX in a language of its own",
      `Odeslano: 1.4.2025 09:00\nOdesilatel: tocsin\nAdresat: acme\nVec: Re: Payments`,
    ],
    [
      "Outlook in Polish, every second line empty",
      `Od: ${from}\n\nWysłane: wtorek, 1 kwietnia 2025 09:00\n\nDo: ${to}\n\nTemat: Re: [acme/incidents] Payments`,
    ],
    [
      "Apple in Danish, its subject second",
      `Fra: tocsin\nEmne: Re: [acme/incidents] Payments\nDato: 1. april 2025 kl. 09.00\nTil: acme`,
    ],
    [
      "Notes",
      `tocsin[bot] ***@***.***>\n01/04/2025 09:00\nTo\n${to}\ncc\n\nSubject\nRe: [acme/incidents] Payments (Issue #7)`,
    ],
    [
      "Notes in a browser",
      `-----tocsin wrote: -----\nTo: ${to}\nFrom: tocsin\nDate: 01.04.2025 09:00\nSubject: Payments`,
    ],
    ["Thunderbird in Danish", "Den 01.04.2025 kl. 09.00 skrev tocsin:"],
    ["Thunderbird in Finnish", "tocsin kirjoitti 1.4.2025 klo 9.00:"],
    ["Thunderbird in Hungarian", "2025. 04. 01. 09:00 keltezéssel, tocsin írta:"],
    [
      "a forwarding telephone",
      `Begin forwarded message:\n\nFrom: ${from}\nSubject: a\nDate: 1 April 2025 at 09:00\nTo: ${to}`,
    ],
  ])("of %s is not the writer's, with or without a line between", (_program, header) => {
    for (const gap of ["\n\n", "\n"])
      expect(visible(`Restored. Next at 15:00${gap}${header}\n\n${old}`)).toBe("Restored. Next at 15:00");
  });

  test.each([
    ["W dniu 1.04.2025 o 14:05, ben pisze:"],
    ["Dne 01. 04. 25 v 14:05 ben napsal(a):"],
    ["01.04.2025 14:05, ben пишет:"],
    ["Le 01/04/2025 à 14h05, ben a écrit :"],
  ])("goes with %j over it", (header) => {
    expect(visible(`ok, thanks\n\n${header}\n> /resolve\n\nNot yet.`)).toBe("ok, thanks\n\n\nNot yet.");
  });

  test("takes no fact with it that stands above a head whose day comes first", () => {
    const head = `Sendt: 1. april 2025 09:00\nFra: ${from}\nTil: ${to}\nEmne: SV: Payments`;
    expect(visible(`Status: fixed\n${head}\n\n/resolve`)).toBe("Status: fixed");
  });

  test.each([
    "Reporter: Ana <ana@example.org>\nSince: 2025-04-01 14:05\nImpact: none",
    "Reporter: ana@example.org\nFirst seen: 14:05\nContact: ben@example.org",
    "Contact: ana@example.org\nNext update: 14:30\nStatus: fixing",
    "At 2025-04-01 14:05 we saw:\n- a\n- b",
    "Timeline (2025-04-01 14:05, ask ops@example.org for access):\n- a",
    "--- Timeline ---\n14:05 down\nask ana@example.org",
    "---- 2025-04-01 14:05 restored ----\nmore",
    "Since: 2025-04-01 14:05\nReporter: Ana <ana@example.org>\nContact: Ben <ben@example.org>\nStatus: fixing",
    "To: all shops\nDate: 2025-04-01\nFrom: 10:00",
    "Restored at 2025-04-01 14:05, see the log:\n- a",
    "Ana <ana@example.org>\nsince 2025-04-01 14:05\nlooks at it",
    "Outlook for iOS is down",
    "All mails were sent, gönderildi",
  ])("is not seen in %j", (words) => {
    expect(visible(words)).toBe(words);
  });
});

describe("a comment that says something", () => {
  test.each([
    "deploying fix",
    "fixed in #12",
    "ok",
    "Läuft wieder",
    "再起動",
    "next 04:20",
    "👍 restore runs",
    "[dashboard](https://example.org) is green",
    "`kubectl` hangs",
    "> old\n\nnew",
  ])("is one: %s", (comment) => {
    expect(hasWords(comment)).toBe(true);
  });

  test.each([
    "",
    "  \n",
    "👍",
    "👍🏽 🎉",
    "ℹ️",
    "1️⃣",
    "+1",
    ":+1: :tada:",
    "@ana",
    "@ana @acme/payments",
    "![screenshot](https://example.org/a.png)",
    '<img width="800" alt="graph" src="https://example.org/a.png" />',
    "https://example.org/dashboard",
    "[dashboard](https://example.org)",
    "acme/payments#3",
    "...",
    "> deploying fix",
    "<!-- deploying fix -->",
    "```\ndeploying fix\n```",
  ])("is none: %s", (comment) => {
    expect(hasWords(comment)).toBe(false);
  });
});

test("nothing of a quote, a fence or a comment gets among the words", () => {
  const hidden = fc.constantFrom("> SECRET", "```\nSECRET\n```", "<!-- SECRET -->", "<!--\nSECRET\n\n-->");
  const plain = fc.constantFrom("words", "", "- [ ] item", "# Title", "1. one", "two `spans`", "text  ");
  fc.assert(
    fc.property(fc.array(fc.oneof(hidden, plain)), fc.constantFrom("\n", "\r\n"), (pieces, end) => {
      const text = pieces.join("\n\n").replaceAll("\n", end);
      expect(visible(text)).not.toContain("SECRET");
      expect(visible(text)).not.toContain("\r");
    }),
  );
});

test.each([
  "thanks all, great work",
  "Thanks everybody, well done",
  "thanks everyone for joining",
  "hm",
  "nice",
  "Nice one, team",
])("%s is polite and says nothing of how things stand", (words) => {
  expect(isCourtesy(words)).toBe(true);
});

test.each(["All work is done", "Done", "Great, the restore is through", "Well, it is down again"])(
  "%s is no courtesy",
  (words) => {
    expect(isCourtesy(words)).toBe(false);
  },
);
