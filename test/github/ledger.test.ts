import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeLedger, encodeLedger } from "../../src/github/ledger.ts";
import { ledgerOf } from "./stage.ts";

const address = "acme/incidents#7";
const ledger = ledgerOf({ key: address }, { mentions: { ana: 5 } });
const ours = { address, secret: "s", editorIsOurs: true };

describe("a ledger", () => {
  test("is one hidden line and comes back the same", () => {
    const line = encodeLedger(ledger, { address, secret: "s" });
    expect(line).toMatch(/^<!-- tocsin:ledger 1 [\w-]+ [\w-]{43} -->$/);
    expect(decodeLedger(`card\n${line}`, { ...ours, editorIsOurs: false })).toEqual({
      trust: "signed",
      ledger,
    });
  });

  test("signed with another secret is lost, whoever edited the card", () => {
    expect(decodeLedger(encodeLedger(ledger, { address, secret: "t" }), ours)).toEqual({ trust: "lost" });
  });

  test("copied to another incident's card is lost there", () => {
    const line = encodeLedger(ledger, { address, secret: "s" });
    expect(decodeLedger(line, { ...ours, address: "acme/incidents#8" })).toEqual({ trust: "lost" });
  });

  test("is still the issue's own after a transfer", () => {
    const line = encodeLedger(ledger, { address, secret: "s" });
    const moved = { ...ours, address: "acme/vault#2", formerly: ["acme/incidents"] };
    expect(decodeLedger(line, moved).trust).toBe("signed");
  });

  test("without a signature is believed while the card's last editor is ours", () => {
    const line = encodeLedger(ledger, { address });
    expect(decodeLedger(line, ours).trust).toBe("believed");
    expect(decodeLedger(line, { ...ours, editorIsOurs: false }).trust).toBe("lost");
  });

  test("that unpacks to more than any ledger is lost", () => {
    const packed = deflateRawSync(Buffer.alloc(40_000_000, 32)).toString("base64url");
    expect(decodeLedger(`<!-- tocsin:ledger 1 ${packed} -->`, ours)).toEqual({ trust: "lost" });
  });

  test("of whatever text never throws, and is never made up", () => {
    const text = fc.oneof(
      fc.string(),
      fc.base64String().map((packed) => `<!-- tocsin:ledger 1 ${packed.replace(/[+/=]/g, "_")} -->`),
      fc.json().map((json) => `<!-- tocsin:ledger 1 ${deflateRawSync(json).toString("base64url")} -->`),
    );
    fc.assert(fc.property(text, (body) => decodeLedger(body, ours).trust === "lost"));
  });

  test("with any character changed is lost", () => {
    const line = encodeLedger(ledger, { address, secret: "s" });
    const start = line.indexOf("1 ") + 2;
    const end = line.length - " -->".length;
    fc.assert(
      fc.property(
        fc.integer({ min: start, max: end - 2 }),
        fc.constantFrom("A", "b", "-", "9"),
        (index, letter) => {
          fc.pre(line[index] !== letter);
          const changed = line.slice(0, index) + letter + line.slice(index + 1);
          expect(decodeLedger(changed, { ...ours, editorIsOurs: false }).trust).toBe("lost");
        },
      ),
    );
  });
});
