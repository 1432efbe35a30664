// What says nothing of how things stand, and what does.
import { expect, test } from "vitest";
import { saysNothing } from "../../../src/engine/text/own-words.ts";
import { visible } from "../../../src/engine/text/visible.ts";

const logs = `2025-04-01T10:02:11.031Z ERROR checkout: upstream timed out
2025-04-01 10:02:12,100 [main] WARN  c.e.Pool - no connection`;

test.each([
  ["nothing", ""],
  ["a courtesy", "ok, thanks @ben"],
  ["a courtesy in German", "Danke!"],
  ["a courtesy of two languages", "ok merci @ana"],
  ["a courtesy in Spanish", "gracias!"],
  ["a courtesy in Russian", "Ок, спасибо"],
  ["a courtesy in Italian", "grazie"],
  ["a courtesy in Portuguese", "OBRIGADO"],
  ["a courtesy in Norwegian", "takk"],
  ["a courtesy in Polish, its marks apart", "Dziękuję".normalize("NFD")],
  ["a courtesy in Dutch", "bedankt"],
  ["a question", "any news?"],
  ["a question to somebody", "who is looking at this? @ana"],
  ["two questions and thanks", "Hi all. Is it back?\nWho is on it?! Thanks 🙏"],
  ["a picture", "![Screenshot](https://example.org/a.png)"],
  ["a quote", "> what is it now?"],
  ["a fence", "```\nselect 1\n```"],
  ["a fence that is never closed", "```\nselect 1"],
  ["a fence by tildes, and thanks", "~~~sh\nkubectl get pods\n~~~\nthanks"],
  ["indented code", "    /severity sev4 because x"],
  ["indented code with a blank line in it", "    one two\n\n    three"],
  ["code by a tab", "\tkubectl get pods"],
  ["a span", "`kubectl rollout undo deploy/web`"],
  ["a span with a backtick in it", "``a ` b``"],
  ["a span over two lines", "`one\ntwo`"],
  ["an HTML comment", "<!-- /severity sev4 because x -->"],
  ["lines of a log", logs],
  ["a line of syslog", "Apr  1 10:02:11 web-1 nginx[812]: upstream timed out"],
  [
    "a stack",
    'Traceback (most recent call last):\n  File "/srv/a.py", line 3, in pay\nCaused by: java.io.IOException: reset\n\tat com.example.Pay.run(Pay.java:12)',
  ],
  ["a courtesy above a signature", "ok\n\nKind regards,\nAna Smith\nHead of Payments, Acme Ltd"],
  ["a courtesy and its writer", "Thanks\n\nBest, Ana"],
  [
    "a courtesy in German with a number to ring",
    "Danke\n\nMit freundlichen Grüßen\nBen\nTel. +44 20 7946 0000, erreichbar bis 16:00",
  ],
  ["what a mail server adds", "ok\n\nThis email and any attachments are confidential.\nDelete it."],
  ["a command and its picture", "$ curl -I example.org\n![](https://example.org/a.png)"],
])("%s says nothing of how things stand", (_, text) => {
  expect(saysNothing(visible(text))).toBe(true);
});

test.each([
  ["a sentence under a fence", "```\nselect 1\n```\nis slow again"],
  ["a sentence before a question", "Rolled back. All good?"],
  ["a line above a question", "Rolled back\nAll good?"],
  ["a question and its answer", "All good? Errors are gone"],
  ["a sentence with a query in its link", "see https://example.org/?q=a?"],
  ["a sentence around a span", "`web-1` is down"],
  ["a sentence above a log", `The pool is empty:\n${logs}`],
  ["a sentence under indented code", "    select 1\n\nis slow again"],
  ["an indented line that goes on from a paragraph", "We roll back\n    to version 12"],
  ["a paragraph of a list", "- Rolled back\n\n    Errors are falling"],
  ["a backtick by itself", "the ` key is stuck"],
  ["runs of backticks that do not match", "``down` again"],
  ["a time and what was done", "10:42 rolled back"],
  ["a time with a date and what was done", "2025-04-01 10:42:07 rolled back"],
  ["at somebody's place", "at the data centre (Leeds) now"],
  ["a sentence above a signature", "Rolled back\n\nKind regards,\nAna"],
  ["a sentence below a signature", "ok\n\nCheers,\nAna\n\nPS: restored the database"],
  ["a closing word that begins a sentence", "Cheers, the database is restored"],
  ["a sentence below a closing word", "Kind regards,\nthe queue is drained"],
  ["a message that users see", "This message is now shown to all users"],
  ["a price", "$ 4,000 are lost in a minute"],
])("%s says something", (_, text) => {
  expect(saysNothing(visible(text))).toBe(false);
});

test("hostile backticks and indents are read in time", () => {
  const runs = Array.from({ length: 4_000 }, (_, length) => "`".repeat((length % 60) + 1)).join(" a ");
  for (const text of [
    runs,
    "`".repeat(60_000),
    "    a\n".repeat(10_000),
    "at a(".repeat(12_000),
    "Regards, A".repeat(6_000),
  ])
    expect(typeof saysNothing(text)).toBe("boolean");
});
