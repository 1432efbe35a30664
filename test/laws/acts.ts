// What people do to an incident in a random history. They look at nothing that Tocsin wrote, so that they do the same in
// every world; what GitHub would not let them do is refused in every world alike.

import { duties } from "./duties.ts";
import type { Timed } from "./history.ts";
import { type Case, step } from "./opening.ts";
import { type Act, clock, insiders, moment, say } from "./saying.ts";

/** Whatever somebody does next; sometimes nothing, where it would not make sense. */
export function actsOn(one: Case, after: number): readonly Timed[] {
  return one.chance.of(acts)(one, after);
}

const plain: Act = (one, after) =>
  say(
    one,
    after,
    one.chance.of([
      "Restore is running.",
      "Half of the nodes are back, next in 30m",
      "Looking at the database now.\nusers: 300",
      "nothing new",
      "+1",
      "👍",
      "> somebody said this\n",
      `All quiet, next ${clock(one, after + 2400)}`,
      "/lgtm",
    ]),
  );

const update: Act = (one, after) =>
  say(
    one,
    after,
    one.chance.of([
      "/update Restore is running",
      "/update nothing new",
      `/update Going well, next ${clock(one, after + 3000)}`,
      "/update\nservice: checkout\nimpact: Some orders are lost",
      "/update half done, next yesterday",
      `/update Half is back\nAlert ${clock(one, after - 900)} disk full\n- **Action**: restarted`,
      `/note decision ${clock(one, after - 60)} fail over`,
      `alert ${clock(one, after - 3000)} disk full\ncomms at ${clock(one, after + 600)} told the shops`,
    ]),
  );

/** After somebody said that it is closed Tocsin closes the issue, so that what people say of its status hangs on that. */
const unlessTold =
  (act: Act): Act =>
  (one, after) =>
    one.told ? [] : act(one, after);

const severity: Act = (one, after) => {
  const to = one.chance.of(["1", "2", "3", "4"]);
  one.touched.add(labelOf(one, to));
  one.last.delete("severity");
  const because = one.chance.is(0.5) ? " because only one site has it" : "";
  return say(
    one,
    after,
    one.chance.is(0.9) ? `/severity ${one.chance.of(["", "sev"])}${to}${because}` : "/severity huge",
  );
};

const status: Act = (one, after) => {
  const to = one.chance.of(["confirmed", "investigating", "mitigated", "resolved", "closed"]);
  one.touched.add(`status: ${to}`);
  one.last.delete("status");
  if (to === "closed") {
    if (!one.open) return [];
    one.told = true;
  }
  return say(one, after, one.chance.is(0.9) ? `/status ${to}` : "/status nowhere");
};

const confirm: Act = (one, after) => {
  one.touched.add("status: confirmed");
  one.last.delete("status");
  return say(one, after, one.chance.of(["/confirm", "/confirm", `/confirm ${clock(one, after - 600)}`]));
};

const resolve: Act = (one, after) => {
  one.touched.add("status: resolved");
  one.last.delete("status");
  const words = [
    "/resolve",
    "/resolve Certificate renewed\ncause: it had expired",
    `/resolve ${clock(one, after - 900)} Certificate renewed`,
    `/status resolved ${clock(one, after - 2400)}`,
    `/resolve ${moment(one, after - 5400)}`,
    `/resolve Renewed\nresolved-at: ${clock(one, after - 300)}`,
  ];
  return say(one, after, one.chance.of(words));
};

const nextUpdate: Act = (one, after) =>
  say(
    one,
    after,
    one.chance.of([
      "/next-update 45m waiting for the restore",
      `/next-update ${clock(one, after + one.chance.whole(300, 7200))}`,
      "/next-update nonsense",
      "/next-update confirm 30m",
    ]),
  );

const small: Act = (one, after) =>
  say(
    one,
    after,
    one.chance.of([
      "/role lead me",
      "/role lead @cas",
      "/role lead nobody",
      "/role bridge @ana",
      "/role nothing me",
      "Half of it is back, next in 40m.\n\n- /role lead me\n- **/set users 400**\n- /role nothing me",
      "/set users 70\n/told manager\n/lead @ben",
      "Nobody knows why.\n/qiet 30m",
      "/role tech cas",
      "/set users 5000",
      "/set impact Nobody can pay",
      "/set closing-reason trivial",
      "/set nonsense 3",
      "/unset users",
      `/told manager ${clock(one, after - 120)} by phone`,
      "/told provider",
      "/called mo no answer",
      "/called edm answered",
      "/quiet 30m because we are in a call",
      "/quiet off",
      "/quiet 9 years",
      "/review",
      "/review no because it was small",
      "/drill",
      "/drill real",
      "/help",
      "/adopt",
      "/accept",
    ]),
  );

const withdraw: Act = (one, after) => {
  one.labelled = false;
  one.last.clear();
  return say(one, after, one.chance.of(["/not-an-incident because it was a test", "/adopt"]));
};

const putLabel: Act = (one, after) => {
  const kind = one.told ? "severity" : one.chance.of(["severity", "status"] as const);
  const names =
    kind === "severity"
      ? one.place.severityLabels
      : ["status: confirmed", "status: investigating", "status: mitigated", "status: resolved"];
  const free = names.filter((name) => !one.touched.has(name));
  if (free.length === 0) return [];
  const name = one.chance.of(free);
  one.touched.add(name);
  one.last.set(kind, name);
  return [step(after, { by: one.chance.of(insiders), on: one.alias, label: { add: [name] } })];
};

const takeLabel: Act = (one, after) => {
  const [kind, name] = one.chance.of([...one.last, [undefined, undefined]] as const);
  if (kind === undefined || name === undefined) return [];
  one.last.delete(kind);
  return [step(after, { by: one.chance.of(insiders), on: one.alias, label: { remove: [name] } })];
};

const unlabelIncident: Act = (one, after) => {
  if (!one.labelled || one.chance.is(0.7)) return [];
  one.labelled = false;
  one.last.clear();
  return [step(after, { by: one.chance.of(insiders), on: one.alias, label: { remove: ["incident"] } })];
};

const foreign: Act = (one, after) => {
  const name = one.chance.of(["bug", "help wanted"]);
  const by = one.chance.of(insiders);
  if (one.foreign.delete(name)) return [step(after, { by, on: one.alias, label: { remove: [name] } })];
  one.foreign.add(name);
  return [step(after, { by, on: one.alias, label: { add: [name] } })];
};

const editBody: Act = (one, after) => {
  const by = one.chance.of(["ana", "cas", one.opener]);
  if (!one.byForm)
    return [step(after, { by, on: one.alias, edit: { append: `More is known at ${after}.` } })];
  const severity = one.chance.of(["1", "2", "3", ""]);
  if (severity === "") {
    return [
      step(after, {
        by,
        on: one.alias,
        edit: { fields: { impact: one.chance.of(["Nobody", "All of them"]) } },
      }),
    ];
  }
  one.touched.add(labelOf(one, severity));
  one.last.delete("severity");
  const text = one.place.options[Number(severity) - 1] ?? "";
  return [step(after, { by, on: one.alias, edit: { fields: { severity: text } } })];
};

const rename: Act = (one, after) => [
  step(after, {
    by: one.chance.of(["ana", "cas"]),
    on: one.alias,
    edit: { title: `${one.chance.of(["Bookings", "Letters"])} fail ${one.alias}` },
  }),
];

const assign: Act = (one, after) => {
  const who = [one.chance.of(["ana", "cas", "ben"])];
  return [
    step(after, {
      by: one.chance.of(insiders),
      on: one.alias,
      assign: one.chance.is(0.7) ? { add: who } : { remove: who },
    }),
  ];
};

/** Somebody without the right may close what they opened: the issue is closed then, and the incident is not. */
const close: Act = (one, after) => {
  if (!one.open || one.told) return [];
  one.open = false;
  one.last.delete("status");
  for (const name of ["status: resolved", "status: closed"]) one.touched.add(name);
  if (one.chance.is(0.2)) return [step(after, { by: "ana", on: one.alias, "merge-fix": true })];
  const by = one.chance.of(["ana", "cas", "ben", one.opener]);
  return [
    step(after, { by, on: one.alias, close: one.chance.of(["completed", "completed", "not_planned"]) }),
  ];
};

const sayAgain: Act = (one, after) => {
  one.last.delete("status");
  for (const to of ["open", "confirmed", "investigating", "mitigated", "resolved"])
    one.touched.add(`status: ${to}`);
  const words = [
    "/reopen it came back",
    "/reopen because it came back",
    `/reopen ${clock(one, after - 120)}`,
    `/reopen ${clock(one, after - 900)} it came back`,
  ];
  return say(one, after, one.chance.of(words));
};

/** By opening the issue again, or by words, whatever had been said before: of a closed one they leave the issue as it is. */
const reopen: Act = (one, after) => {
  if (one.told) return [];
  if (one.open || one.chance.is(0.25)) return sayAgain(one, after);
  one.open = true;
  one.last.delete("status");
  one.touched.add("status: investigating");
  return [step(after, { by: one.chance.of(["ana", "cas"]), on: one.alias, reopen: true })];
};

const acts: readonly Act[] = [
  ...[plain, plain, plain, plain, update, update, severity, severity, unlessTold(status), unlessTold(status)],
  ...[
    unlessTold(confirm),
    unlessTold(resolve),
    nextUpdate,
    nextUpdate,
    small,
    small,
    small,
    small,
    unlessTold(withdraw),
    putLabel,
    putLabel,
    takeLabel,
    takeLabel,
  ],
  ...[unlessTold(unlabelIncident), foreign, editBody, editBody, rename, assign, close, close, reopen, reopen],
  ...duties.map(unlessTold),
];

/** The label of a severity by its number. */
function labelOf(one: Case, severity: string): string {
  return one.place.severityLabels[Number(severity) - 1] ?? "";
}
