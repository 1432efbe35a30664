// What people say in a random history of calls, levels, flags, duties that were met and clocks that rest, rightly and wrongly.
import { step } from "./opening.ts";
import { type Act, clock, gradedAnew, insiders, past, say } from "./saying.ts";

const fact: Act = (one, after) => {
  if (one.place.grades.length > 0 && one.chance.is(0.2)) {
    gradedAnew(one);
    return say(one, after, `/set ${one.chance.of(one.place.grades)}`);
  }
  const given = one.chance.of(one.place.facts);
  if (one.chance.is(0.15)) return say(one, after, `/unset ${given.split(" ")[0]}`);
  return say(one, after, `/set ${given.replace("{time}", past(one, after))}`);
};

const tell: Act = (one, after) => {
  const at = past(one, after);
  return say(
    one,
    after,
    one.chance.of([
      `/told cto ${at} by phone`,
      `/told siro ${at} by phone`,
      `/told customers ${at} by mail`,
      `/told regulator ${at} by portal`,
      `/told police ${at} by phone`,
      `/told users ${at} by mail`,
      `/told bridge ${at} INC123`,
      `/told provider ${at}`,
      `/told nhs-login ${at} by phone`,
      `/called bridge ${at} answered`,
      `/called edm ${at} no answer`,
      `/called edm ${at} no answer`,
      "/called edm busy in other calls",
      "/called level-3 answered",
      `/told cto ${clock(one, after + 7200)}`,
    ]),
  );
};

const call: Act = (one, after) =>
  say(
    one,
    after,
    one.chance.of([
      "/call wanted",
      `/call wanted ${past(one, after)}`,
      `/call started ${past(one, after)}`,
      "/call started",
      `/call ended ${past(one, after)}`,
      "/call ended",
      "/call me",
    ]),
  );

const done: Act = (one, after) =>
  say(
    one,
    after,
    one.chance.of([
      `/done report ${past(one, after)} accepted`,
      `/done regulator ${past(one, after)} no such risk is likely`,
      "/done corrective-action verified by the CTO",
      `/done join-call ${past(one, after)}`,
      "/done triage",
      "/done everything",
    ]),
  );

const rest: Act = (one, after) =>
  say(
    one,
    after,
    one.chance.of([
      "/pause update because all are on the call",
      "/pause because all are on the call",
      "/pause regulator because the officer is away",
      "/pause update",
      "/resume",
      "/resume update",
      "/resume nothing",
    ]),
  );

/** A level is named: which is the next hangs on whom Tocsin has asked by then, and people would look. */
const levels: Act = (one, after) =>
  say(
    one,
    after,
    one.chance.of([
      "/escalate 2 because the restore has failed",
      "/escalate 3 because of the press",
      "/escalate manager",
      "/escalate nowhere",
      "/ack",
      "/ack I take it on",
    ]),
  );

const flags = ["clinical", "security"] as const;

const flag: Act = (one, after) => {
  const key = one.chance.of(flags);
  one.touched.add(`flag: ${key}`);
  one.last.delete("flag");
  return say(
    one,
    after,
    one.chance.of([
      `/flag ${key}`,
      `/flag ${key} because letters went astray`,
      `/unflag ${key} because the wrong service was named`,
      `/unflag ${key}`,
      `/made-safe ${key} Letters are switched off and checked`,
      `/made-safe ${key}`,
      "/flag nothing",
    ]),
  );
};

/** Only labels that Tocsin has not moved and will not have: it puts them on and takes them off as well. */
const putFlag: Act = (one, after) => {
  const free = flags.map((key) => `flag: ${key}`).filter((name) => !one.touched.has(name));
  if (free.length === 0) return [];
  const name = one.chance.of(free);
  one.touched.add(name);
  one.last.set("flag", name);
  return [step(after, { by: one.chance.of(insiders), on: one.alias, label: { add: [name] } })];
};

/** All that this file has, as often as each comes up. */
export const duties: readonly Act[] = [
  ...[fact, fact, fact, tell, tell, tell, tell, call, call, done, rest, rest],
  ...[levels, levels, flag, putFlag],
];
