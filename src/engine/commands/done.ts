// `/done`: a duty was met, at the time that is given, and its clock stops.
import { joinedEvents } from "../events/read.ts";
import type { Instant } from "../instant.ts";
import { atTime } from "../judge/meant.ts";
import { type JudgingResult, type JudgingSituation, refuse } from "../judge/situation.ts";
import { clockNamed } from "../policy/names.ts";
import type { CommentItem } from "../snapshot/timeline.ts";
import type { CommandLine, CommandOf } from "../text/command.ts";
import { leadingName, reasonIn, spoken, timed } from "../text/spoken.ts";
import type { CommandDefinition } from "./definition.ts";

declare module "../text/command.ts" {
  interface Commands {
    done: { readonly clock: string; readonly when?: string; readonly text?: string };
  }
}

declare module "../act.ts" {
  interface Acts {
    done: { readonly clock: string; readonly when: Instant; readonly how?: string | undefined };
  }
}

/** `/done`. */
export const done: CommandDefinition<"done", "done"> = {
  name: "done",
  usage: "<clock> [time] [text]",
  meaning: "Records that a duty was met, at the time given, and stops its clock.",
  example: "report 16:05 accepted",
  read,
  judge,
  acts: {
    done: (draft, act, source) => {
      const values = { clock: act.clock, how: act.how ?? "" };
      draft.history.push({ at: act.when, saidAt: source.at, by: source.by, what: "done", values });
    },
  },
};

function read(line: CommandLine): CommandOf<"done"> | string {
  const named = leadingName(line.whole);
  if (named === undefined) return "It does not say what is done.";
  return { kind: "done", clock: named.name, ...timed(named.others), ...spoken(line) };
}

function judge(command: CommandOf<"done">, item: CommentItem, here: JudgingSituation): JudgingResult {
  const { policy } = here.ruling;
  const clock = clockNamed(policy, command.clock);
  const name = clock?.name ?? "";
  if (clock === undefined || !clock.stops.some((words) => joinedEvents(words).includes(`done.${name}`))) {
    const names = policy.clocks
      .filter((one) => one.stops.includes(`done.${one.name}`))
      .map((one) => one.name);
    return refuse("done", { text: command.clock, names: names.join(", ") });
  }
  const open = openTasks(clock.afterTasks, here);
  if (open.length > 0)
    return refuse("open-tasks", { what: clock.title, names: open.join(", "), text: `/done ${name}` });
  // What a role decides is read by others later, a regulator among them (S-4).
  if (clock.decide !== undefined && (reasonIn(command.text, "") ?? command.because) === undefined)
    return refuse("because", { text: `/done ${name}` });
  return atTime(command.when, item, here, (when) => ({ kind: "done", clock: name, when, how: command.text }));
}

/** The issues of these kinds of tasks that are open when it is said. */
function openTasks(kinds: readonly string[], { tasks, endedTasks, at }: JudgingSituation): readonly string[] {
  const opened = tasks.filter(
    (one) =>
      one.became === "filed" && one.at <= at && kinds.includes(one.task.key) && !endedTasks.has(one.id),
  );
  return opened.map(({ child }) => child.ref);
}
