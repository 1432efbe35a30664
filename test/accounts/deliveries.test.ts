// Deliveries that GitHub signed, with another account's installation, repository, issue or root in them.
import { beforeAll, expect, test } from "vitest";
import { idsOf, visiblyDoneAt } from "./seen.ts";
import { type Stage, setStage } from "./stage.ts";
import { begin, words } from "./story.ts";

type Payload = Record<string, unknown>;

const isPayload = (value: unknown): value is Payload => typeof value === "object" && value !== null;

/** Payloads of both accounts, one of each sort, with one part of the other's in the place of their own; and with all of them. */
function crossed({ delivered }: Stage): readonly (readonly [string, Payload])[] {
  const all = delivered.map(({ event, body }) => ({ event, payload: JSON.parse(body) as Payload }));
  const ownerIn = ({ repository, installation }: Payload): string => {
    const place = isPayload(repository)
      ? repository.owner
      : isPayload(installation)
        ? installation.account
        : undefined;
    return isPayload(place) ? String(place.login) : "";
  };
  const one = new Map(
    all.map(({ event, payload }) => [`${ownerIn(payload)} ${event} ${payload.action}`, { event, payload }]),
  );
  return [...one.values()].flatMap(({ event, payload }) => {
    const other = ownerIn(payload) === "acme" ? "globex" : "acme";
    const theirs = one.get(`${other} ${event} ${payload.action}`)?.payload ?? {};
    const parts = Object.keys(payload).filter((name) => isPayload(payload[name]) && isPayload(theirs[name]));
    return [
      ...parts.map((name): [string, Payload] => [event, { ...payload, [name]: theirs[name] }]),
      ...parts.map((name): [string, Payload] => [event, { ...theirs, [name]: payload[name] }]),
    ];
  });
}

async function play(deliver: boolean): Promise<Stage & { readonly sent: number }> {
  const stage = await setStage();
  await begin(stage);
  await stage.to(10);
  const payloads = deliver ? crossed(stage) : [];
  for (const [event, payload] of payloads) stage.service.deliver(event, payload);
  await stage.to(12);
  for (const [event, payload] of payloads.toReversed()) stage.service.deliver(event, payload);
  await stage.to(66);
  return { ...stage, sent: payloads.length };
}

let stage: Awaited<ReturnType<typeof play>>;
let quiet: Stage;
beforeAll(async () => {
  stage = await play(true);
  quiet = await play(false);
}, 60_000);

test("lead nobody to act at one account with the other's token", () => {
  expect(stage.sent).toBeGreaterThan(60);
  for (const [owner, other] of [
    ["acme", "globex"],
    ["globex", "acme"],
  ] as const) {
    const theirs = [...idsOf(stage.github, other), ...words[other].vault, ...words[other].incidents];
    for (const { by, text } of stage.asked.filter((one) => one.by === owner))
      expect([by, text.slice(0, 200), theirs.filter((id) => text.includes(id))]).toEqual([
        by,
        text.slice(0, 200),
        [],
      ]);
    const named = new RegExp(`"owner":"${other}"`, "i");
    expect(
      stage.asked
        .filter(({ by, text }) => by === owner && named.test(text))
        .map(({ text }) => text.slice(0, 300)),
    ).toEqual([]);
  }
});

test("change nothing that is done at either, but when a card is looked at again", () => {
  const said = ({ github }: Stage, owner: string): readonly string[] =>
    visiblyDoneAt(github, owner)
      .map((entry) => entry.split("\n")[0]?.replace(/^\d+ /, "") ?? "")
      // Of several that wait for one person's turn any may come first.
      .map((entry) => entry.replace(/^commented \S+ (?= *\*\*Update due by).*/, "a reminder"))
      .map((entry) => entry.replace(/^minimized \S+/, "minimized"))
      .filter((entry) => !entry.startsWith("edited-comment"))
      .toSorted();
  for (const owner of ["acme", "globex"]) expect(said(stage, owner)).toEqual(said(quiet, owner));
});
