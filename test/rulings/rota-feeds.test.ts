// Rotas at an address: when they are fetched, what holds while they can't be read, and where no request may go.
import { describe, expect, test } from "vitest";
import { HOUR, MINUTE } from "../../src/engine/instant.ts";
import { loadPolicy } from "../../src/engine/policy.ts";
import { httpsFetch } from "../../src/rulings/feed-https.ts";
import { createRotaFeeds, type Fetched } from "../../src/rulings/rota-feeds.ts";
import { presets } from "../../src/shipped/presets.ts";

const start = Date.parse("2025-04-01T09:00:00Z");

function policyOf(...urls: readonly string[]) {
  const rotas = urls.map((url, index) => `  r${index}: { ical: { url: '${url}', names: { Ana: ana } } }`);
  const { policy, problems } = loadPolicy({
    file: "p",
    text: `extends: sre\nrota:\n${rotas.join("\n")}\n`,
    presets: presets(),
  });
  if (policy === undefined) throw new Error(JSON.stringify(problems));
  return policy;
}

/** Feeds over answers that are given in turn; the last goes on. */
function feeds(answers: readonly Fetched[], env: Readonly<Record<string, string>> = {}) {
  const clock = { at: start, now: () => clock.at };
  const asked: string[] = [];
  const read = createRotaFeeds({
    clock,
    env,
    fetch: async (address, etag) => {
      asked.push([address, etag].filter((one) => one !== undefined).join(" "));
      return (
        answers[Math.min(asked.length, answers.length) - 1] ?? { kind: "failed", why: "there is no answer" }
      );
    },
  });
  return { clock, asked, read };
}

const url = "https://calendar.example.org/secret-token/on-call.ics";
/** A calendar by which a person has the duty for a day. */
const shift = (summary: string, day = "20250402", more = ""): string =>
  `BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:${day}\nSUMMARY:${summary}\n${more}END:VEVENT\nEND:VCALENDAR\n`;
const [one, two] = [shift("Ana"), shift("On call: Ana")];
const text = (content: string, etag?: string): Fetched => ({ kind: "text", text: content, etag });
const down: Fetched = { kind: "failed", why: "the answer was HTTP 503" };

describe("a feed", () => {
  test("is fetched every 15 minutes at most, with the tag of what is known", async () => {
    const { clock, asked, read } = feeds([text(one, '"1"'), { kind: "same" }, text(two)]);
    const policy = policyOf(url);
    expect(await read(policy)).toMatchObject([
      { url, shown: "https://calendar.example.org/…", text: one, fault: undefined },
    ]);
    clock.at += 14 * MINUTE;
    await read(policy);
    expect(asked).toEqual([url]);
    clock.at += MINUTE;
    expect(await read(policy)).toMatchObject([{ text: one }]);
    clock.at += 15 * MINUTE;
    expect(await read(policy)).toMatchObject([{ text: two }]);
    expect(asked).toEqual([url, `${url} "1"`, `${url} "1"`]);
  });

  test("is fetched once for all who ask at the same time", async () => {
    const { asked, read } = feeds([text(one)]);
    await Promise.all([read(policyOf(url)), read(policyOf(url, url)), read(policyOf(url))]);
    expect(asked).toEqual([url]);
  });

  test("keeps the last good text while it can't be read, and says since when, without its address", async () => {
    const { clock, read } = feeds([text(one), down, down, text(two)]);
    const policy = policyOf(url);
    await read(policy);
    clock.at += HOUR;
    const [failing] = await read(policy);
    expect(failing?.text).toBe(one);
    expect(failing?.fault).toBe(
      "It could not be read since Tue 1 Apr 10:00 UTC: the answer was HTTP 503. What was read on Tue 1 Apr 09:00 UTC holds.",
    );
    clock.at += HOUR;
    expect((await read(policy))[0]).toEqual(failing);
    clock.at += HOUR;
    expect(await read(policy)).toMatchObject([{ text: two, fault: undefined }]);
  });

  test.each([
    [
      "a page of a sign-in",
      "<html></html>",
      "line 1: This is no iCalendar text; it begins with BEGIN:VCALENDAR.",
    ],
    [
      "a calendar without entries",
      "BEGIN:VCALENDAR\nEND:VCALENDAR\n",
      "nobody has the duty by it, now or later.",
    ],
    ["shifts of the past alone", shift("Ana", "20250301"), "nobody has the duty by it, now or later."],
    ["leave alone", shift("Ana on leave"), "nobody has the duty by it, now or later."],
    ["nobody of the rota", shift("Zoe"), 'line 2: The entry "Zoe" names nobody of names:'],
    ["what can't be read", shift("Ana", "20250402", "RRULE:FREQ=YEARLY\n"), "line 6: RRULE has FREQ=YEARLY"],
  ])("keeps the last good text where the answer is %s, and says since when", async (_, answer, why) => {
    const { clock, read } = feeds([text(one), text(answer), down, text(answer), text(two)]);
    const policy = policyOf(url);
    await read(policy);
    clock.at += HOUR;
    const [odd] = await read(policy);
    expect(odd?.text).toBe(one);
    expect(odd?.fault).toContain(`Since Tue 1 Apr 10:00 UTC its answer puts nobody on duty: ${why}`);
    expect(odd?.fault).toContain("What was read on Tue 1 Apr 09:00 UTC holds.");
    clock.at += HOUR;
    const [failing] = await read(policy);
    expect(failing?.text).toBe(one);
    expect(failing?.fault).toContain(
      "It could not be read since Tue 1 Apr 11:00 UTC: the answer was HTTP 503.",
    );
    clock.at += HOUR;
    expect(await read(policy)).toEqual([odd]);
    clock.at += HOUR;
    expect(await read(policy)).toMatchObject([{ text: two, fault: undefined }]);
  });

  test("is judged by the names of each policy that reads it", async () => {
    const { clock, read } = feeds([text(one), text(shift("Zoe"))]);
    const policy = policyOf(url);
    await read(policy);
    clock.at += HOUR;
    expect(await read(policy)).toMatchObject([{ text: one }]);
    const { r0 } = policy.rotas;
    if (r0?.ical === undefined) throw new Error("no rota");
    const other = { ...policy, rotas: { r0: { ...r0, ical: { ...r0.ical, names: { Zoe: "zoe" } } } } };
    expect(await read(other)).toMatchObject([{ text: shift("Zoe"), fault: undefined }]);
    const both = { ...policy, rotas: { ...other.rotas, r1: { ...r0, key: "r1" } } };
    expect(await read(both)).toMatchObject([{ text: shift("Zoe"), fault: undefined }]);
    const turns = { ...policy, rotas: { r0: { ...r0, people: ["cat"] } } };
    expect(await read(turns)).toMatchObject([{ text: shift("Zoe"), fault: undefined }]);
  });

  test("that never put anybody on duty is handed on, and what is wrong is said", async () => {
    const { read } = feeds([text("<html></html>")]);
    const [first] = await read(policyOf(url));
    expect(first?.text).toBe("<html></html>");
    expect(first?.fault).toMatch(
      /^Since Tue 1 Apr 09:00 UTC its answer puts nobody on duty: line 1: [^.]*\.$/,
    );
  });

  test("that was never read has no text", async () => {
    const { read } = feeds([down]);
    expect(await read(policyOf(url))).toMatchObject([
      { text: undefined, fault: "It could not be read since Tue 1 Apr 09:00 UTC: the answer was HTTP 503." },
    ]);
  });

  test("may stand in a variable, which is shown by its name alone", async () => {
    const { asked, read } = feeds([text(one)], { ROTA_URL: url, OTHER: "not an address" });
    expect(await read(policyOf("env:ROTA_URL", "env:OTHER", "env:ABSENT"))).toMatchObject([
      { url: "env:ROTA_URL", shown: "env:ROTA_URL", text: one },
      { shown: "env:OTHER", fault: "The variable OTHER is not set to an https address here." },
      { shown: "env:ABSENT", fault: "The variable ABSENT is not set to an https address here." },
    ]);
    expect(asked).toEqual([url]);
  });
});

describe("where a request may go", () => {
  test.each([
    ["https://127.0.0.1:1/a.ics", "it is an address of a private network"],
    ["https://[::1]:1/a.ics", "it is an address of a private network"],
    ["https://[fec0::1]:1/a.ics", "it is an address of a private network"],
    ["https://[2001::1]:1/a.ics", "it is an address of a private network"],
    ["https://[::ffff:0:7f00:1]:1/a.ics", "it is an address of a private network"],
    ["https://0x7f000001:1/a.ics", "it is an address of a private network"],
    ["https://localhost:1/a.ics", "localhost is an address of a private network"],
    ["http://example.org/a.ics", "it leads to an address that is not https"],
  ])("%s is refused", async (address, why) => {
    expect(await httpsFetch()(address, undefined)).toEqual({ kind: "failed", why });
  });
});
