// What leaves GitHub: recorded before it leaves, repeated only where a repeat is none, and waiting for a host that can carry it.
import { describe, expect, test } from "vitest";
import {
  type CarrierReport,
  carrierOf,
  type Delivery,
  deliveriesNow,
  isLeaving,
  outgoing,
  type Reach,
} from "../../src/engine/delivery.ts";
import type { Effect } from "../../src/engine/effect.ts";
import { MINUTE } from "../../src/engine/instant.ts";
import type { SendMessage } from "../../src/engine/leaving.ts";
import { mapOf } from "./map-of.ts";

const now = Date.parse("2026-05-01T09:00:00Z");
const carrier = "channel:email";

const effect = (more: Partial<SendMessage> = {}): SendMessage => ({
  kind: "send",
  id: "notice/I_1/first",
  because: "The first notice is due.",
  purpose: "notice",
  channel: "email",
  to: ["directors"],
  subject: "Payments are down",
  about: {
    ...{ incident: "I_1", slug: "incident-2025-04-01-payments", ref: "acme/incidents#1" },
    ...{ title: "Payments are down", severity: "SEV1", resolved: false },
  },
  template: "notice",
  values: {},
  repeatable: false,
  ...more,
});

const reach = (reports: Readonly<Record<string, CarrierReport>> = {}, can = [carrier]): Reach => ({
  can: new Set(["github", ...can]),
  looksUp: new Set(),
  reports: mapOf(reports),
});

const delivery = (state: Delivery["state"], at: number, attempts = 1): Delivery => ({
  carrier,
  state,
  attempts,
  at,
});

const told = (state: CarrierReport["state"], more: Partial<CarrierReport> = {}): CarrierReport => ({
  ...{ carrier, state, attempt: 1, at: now },
  ...more,
});

const out = (
  known: Readonly<Record<string, Delivery>>,
  how: { readonly effect?: SendMessage; readonly reach?: Reach; readonly at?: number } = {},
) => outgoing([how.effect ?? effect()], mapOf(known), { reach: how.reach ?? reach(), now: how.at ?? now });

const { id } = effect();

describe("an effect that leaves GitHub", () => {
  test("is told from what stays, with its carrier", () => {
    const close: Effect = {
      kind: "close",
      id: "c",
      because: "It is over.",
      issueId: "I",
      reason: "COMPLETED",
    };
    const commit: Effect = {
      ...{ kind: "commit", id: "f", because: "It is due.", repository: "acme/log", branch: "log" },
      ...{ home: "acme/incidents", ongoing: false, edit: { kind: "row", header: [], keys: [], cells: [] } },
      ...{ path: "log.csv", template: "log", values: {}, repeatable: true },
    };
    expect([close, effect(), commit].map(isLeaving)).toEqual([false, true, true]);
    expect([close, effect(), commit].map(carrierOf)).toEqual(["github", carrier, "commit"]);
  });

  test("stands as sending before it leaves", () => {
    const { leaving, deliveries, waiting } = out({});
    expect(leaving).toEqual([effect()]);
    expect(waiting).toEqual([]);
    expect(deliveries).toEqual(mapOf({ [id]: delivery("sending", now) }));
  });

  test("waits where this host has no such carrier, and nothing is recorded of it", () => {
    const { leaving, waiting, deliveries } = out({}, { reach: reach({}, []) });
    expect(leaving).toEqual([]);
    expect(waiting).toEqual([effect()]);
    expect(deliveries).toEqual(new Map());
  });

  test.each<[Delivery["state"]]>([["sent"], ["held"], ["sending"]])(
    "does not leave again while it is %s",
    (state) => {
      const { leaving, waiting } = out({ [id]: delivery(state, now) });
      expect([...leaving, ...waiting]).toEqual([]);
    },
  );
});

describe("what a carrier said", () => {
  test("goes into the record", () => {
    const known = mapOf({ [id]: delivery("sending", now - MINUTE) });
    expect(deliveriesNow(known, reach({ [id]: told("sent") }), now)).toEqual(
      mapOf({ [id]: delivery("sent", now) }),
    );
  });

  test("goes into the record whatever this host's clock says of it", () => {
    const known = mapOf({ [id]: delivery("sending", now) });
    const said = reach({ [id]: told("sent", { at: now - 3_000 }) });
    expect(deliveriesNow(known, said, now).get(id)?.state).toBe("sent");
  });

  test("counts though a replica shows no record of it yet, or one of an earlier try: it does not leave twice", () => {
    for (const state of ["sending", "sent", "unclear"] as const) {
      expect(out({}, { reach: reach({ [id]: told(state) }) })).toMatchObject({
        leaving: [],
        deliveries: mapOf({ [id]: expect.objectContaining({ state, attempts: 1 }) }),
      });
      const second = reach({ [id]: told(state, { attempt: 2 }) });
      expect(out({ [id]: delivery("failed", now - 60 * MINUTE) }, { reach: second })).toMatchObject({
        leaving: [],
        deliveries: mapOf({ [id]: expect.objectContaining({ state, attempts: 2 }) }),
      });
    }
  });

  test("ends the doubt when it comes late, of its own try alone", () => {
    const known = mapOf({ [id]: delivery("unclear", now - MINUTE) });
    expect(deliveriesNow(known, reach({ [id]: told("sent") }), now).get(id)?.state).toBe("sent");
    const third = mapOf({ [id]: delivery("unclear", now - MINUTE, 3) });
    expect(deliveriesNow(third, reach({ [id]: told("sent") }), now).get(id)?.state).toBe("unclear");
  });

  test("of an earlier try says nothing of a later one", () => {
    const known = mapOf({ [id]: delivery("sending", now, 2) });
    const said = reach({ [id]: told("failed", { at: now - MINUTE, because: "refused" }) });
    expect(deliveriesNow(known, said, now)).toEqual(known);
  });

  test("is unclear where nothing was heard for two minutes", () => {
    const known = mapOf({ [id]: delivery("sending", now - 3 * MINUTE) });
    const unclear = { state: "unclear", at: now - MINUTE, because: "nothing was heard of it after it left" };
    expect(deliveriesNow(known, reach(), now)).toEqual(
      mapOf({ [id]: { ...delivery("sending", now), ...unclear } }),
    );
    for (const known of [{}, { [id]: delivery("sending", now) }])
      expect(out(known).wakeAt).toBe(now + 2 * MINUTE);
    const atIt = reach({ [id]: told("sending", { at: now - 5 * MINUTE }) });
    expect(out({ [id]: delivery("sending", now - 5 * MINUTE) }, { reach: atIt }).wakeAt).toBe(
      now + 2 * MINUTE,
    );
  });
});

describe("a repeat", () => {
  test("of what was refused comes after a pause that doubles, six times in all", () => {
    const pauses = [1, 2, 3, 4, 5].map((attempts) => {
      const { wakeAt = now, leaving } = out({ [id]: delivery("failed", now, attempts) });
      expect(leaving).toEqual([]);
      const then = out({ [id]: delivery("failed", now, attempts) }, { at: wakeAt });
      expect(then.deliveries.get(id)).toEqual(delivery("sending", wakeAt, attempts + 1));
      return (wakeAt - now) / MINUTE;
    });
    expect(pauses).toEqual([1, 2, 4, 8, 16]);
    const last = out({ [id]: delivery("failed", now - 1e9, 6) });
    expect(last.leaving).toEqual([]);
    expect(last.wakeAt).toBeUndefined();
  });

  test("of what is unclear comes only with a key by which it is no second one", () => {
    const known = { [id]: delivery("unclear", now - 10 * MINUTE) };
    expect(out(known).leaving).toEqual([]);
    expect(out(known, { effect: effect({ repeatable: true }) }).leaving).toHaveLength(1);
  });
});

test("of what nobody wants any more the newest hundred are kept, and what is under way", () => {
  const old = Object.fromEntries(
    Array.from({ length: 150 }, (_, index) => [`notice/${index}`, delivery("sent", now - index)] as const),
  );
  const known = { ...old, "notice/x": delivery("sending", now - 1_000), [id]: delivery("sent", now - 1_000) };
  const { deliveries } = out(known);
  expect(deliveries.size).toBe(102);
  expect([id, "notice/x", "notice/149"].map((one) => deliveries.has(one))).toEqual([true, true, false]);
});
