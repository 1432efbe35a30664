import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeLedger, encodeLedger } from "../../src/github/ledger.ts";
import { createProof, type Proof } from "../../src/github/proof.ts";
import { ledgerOf } from "./stage.ts";

const seat = { id: "I_7", ref: "acme/incidents#7", createdAt: 1_700_000_000_000 };
const ledger = ledgerOf({ key: seat.ref }, { mentions: new Map([["ana", 5]]) });
const [proof, another, none] = ["s", "t", undefined].map((secret) => createProof({ secret })) as [
  Proof,
  Proof,
  Proof,
];
const ours = { seat, proof, editorIsOurs: true };
const line = encodeLedger(ledger, { seat, number: 3, proof });
const theirs = { ...ours, editorIsOurs: false };

describe("a ledger", () => {
  test("is one hidden line and comes back the same", () => {
    expect(line).toMatch(/^<!-- tocsin:ledger 2 [\w-]+ [\w-]{43} -->$/);
    expect(decodeLedger(`card\n${line}`, theirs)).toEqual({ trust: "signed", ledger, number: 3, of: "I_7" });
  });

  test("signed with another secret is lost, whoever edited the card", () => {
    const signed = encodeLedger(ledger, { seat, number: 3, proof: another });
    expect(decodeLedger(signed, ours)).toEqual({ trust: "lost" });
  });

  test("copied to another incident's card is lost there, at the same address too", () => {
    for (const other of [
      { ...seat, id: "I_8" },
      { ...seat, id: "I_8", ref: "acme/incidents#8" },
      { id: "I_8", ref: "acme/vault#1", createdAt: seat.createdAt + 1_000 },
    ])
      expect(decodeLedger(line, { ...ours, seat: other }).trust).toBe("lost");
  });

  test("is still the issue's own after a transfer, and that of no other issue of the repository it came from", () => {
    const moved = { id: "I_2", ref: "acme/vault#2", createdAt: seat.createdAt };
    const formerly = ["acme/incidents"];
    expect(decodeLedger(line, { ...ours, seat: moved, formerly })).toMatchObject({
      trust: "signed",
      of: "I_7",
    });
    expect(decodeLedger(line, { ...ours, seat: moved }).trust).toBe("lost");
    const other = { ...moved, createdAt: seat.createdAt + 1_000 };
    expect(decodeLedger(line, { ...ours, seat: other, formerly }).trust).toBe("lost");
  });

  test("without a signature is believed where none is asked for, while the card's last editor is ours", () => {
    const unsigned = encodeLedger(ledger, { seat, number: 3, proof: none });
    expect(decodeLedger(unsigned, { ...ours, proof: none }).trust).toBe("believed");
    expect(decodeLedger(unsigned, { ...theirs, proof: none }).trust).toBe("lost");
    expect(decodeLedger(unsigned, ours).trust).toBe("lost");
  });

  test("without a signature is believed while a take-over lasts, and no longer", () => {
    const unsigned = encodeLedger(ledger, { seat, number: 3, proof: none });
    for (const [now, trust] of [
      [99, "believed"],
      [100, "lost"],
    ] as const) {
      const taking = createProof({ secret: "s", takeOverUntil: 100, clock: { now: () => now } });
      expect(decodeLedger(unsigned, { ...ours, proof: taking }).trust).toBe(trust);
    }
  });

  test("of version 0.2 counts while nobody else edited the card last: it has no number that tells its age", () => {
    const written = JSON.stringify([
      seat.ref,
      { ...ledger, version: 1, ...{ clocks: {}, sent: {}, created: {}, mentions: { ana: 5 } } },
    ]);
    const packed = deflateRawSync(written).toString("base64url");
    const old = `<!-- tocsin:ledger 1 ${packed} ${proof.sign(packed, "ledger 1")} -->`;
    expect(decodeLedger(old, ours)).toEqual({ trust: "signed", ledger: { ...ledger, version: 1 } });
    expect(decodeLedger(old, theirs).trust).toBe("lost");
    expect(decodeLedger(old, { ...ours, seat: { ...seat, ref: "acme/incidents#8" } }).trust).toBe("lost");
  });

  test("that unpacks to more than any ledger is lost", () => {
    const packed = deflateRawSync(Buffer.alloc(40_000_000, 32)).toString("base64url");
    expect(decodeLedger(`<!-- tocsin:ledger 1 ${packed} -->`, ours)).toEqual({ trust: "lost" });
  });

  test("of whatever text never throws, and is never made up", () => {
    const text = fc.oneof(
      fc.string(),
      fc.base64String().map((packed) => `<!-- tocsin:ledger 2 ${packed.replace(/[+/=]/g, "_")} -->`),
      fc.json().map((json) => `<!-- tocsin:ledger 2 ${deflateRawSync(json).toString("base64url")} -->`),
    );
    fc.assert(fc.property(text, (body) => decodeLedger(body, ours).trust === "lost"));
  });

  test("with any character changed is lost", () => {
    const start = line.indexOf("2 ") + 2;
    const end = line.length - " -->".length;
    fc.assert(
      fc.property(
        fc.integer({ min: start, max: end - 2 }),
        fc.constantFrom("A", "b", "-", "9"),
        (index, letter) => {
          fc.pre(line[index] !== letter);
          const changed = line.slice(0, index) + letter + line.slice(index + 1);
          expect(decodeLedger(changed, theirs).trust).toBe("lost");
        },
      ),
    );
  });
});
