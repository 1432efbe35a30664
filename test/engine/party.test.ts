// Who is meant by what stands in a policy, a command or a ledger.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  account,
  accountOrTeam,
  contact,
  handleOf,
  hasAccount,
  nameOf,
  partyText,
  readParty,
} from "../../src/engine/party.ts";

describe("a party", () => {
  test.each([
    ["@ana", account("ana")],
    ["@Ana-Maria", account("Ana-Maria")],
    ["@ana_acme", account("ana_acme")],
    ["Dr Who, on call", contact("Dr Who, on call")],
    ["ana", contact("ana")],
    ["@acme/everybody", contact("acme/everybody")],
    ["@@ana", contact("ana")],
    ["@ana @ben", contact("ana @ben")],
    ["@", contact("")],
  ])("of a ledger, %s, is read", (text, party) => {
    expect(readParty(text)).toEqual(party);
  });

  test("of a policy is an account or a team", () => {
    expect(accountOrTeam("@ana")).toEqual({ kind: "account", login: "ana" });
    expect(accountOrTeam("acme/on-call")).toEqual({ kind: "team", team: "acme/on-call" });
  });

  test("is mentioned by its handle; a contact has none, whatever it is called", () => {
    expect([account("ana"), accountOrTeam("acme/x"), contact("@acme/x")].map(handleOf)).toEqual([
      "ana",
      "acme/x",
      undefined,
    ]);
    expect([account("ana"), contact("ana")].map(hasAccount)).toEqual([true, false]);
    expect(nameOf(contact("@acme/x"))).toBe("@acme/x");
  });

  test("that is no account is never read as one from what was written of it", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `@${text}`),
        ),
        (name) => {
          expect(readParty(partyText(contact(name))).kind).toBe("contact");
          expect(readParty(partyText({ kind: "team", team: name })).kind).toBe("contact");
        },
      ),
    );
    expect(readParty(partyText(account("ana")))).toEqual(account("ana"));
  });
});
