// What the card says of what is known already, as values for its one line: the problem, an earlier incident that it repeats, or what it may be.

import { guarded } from "../guarded.ts";
import { type Earlier, type Knowledge, knownOf, type Likeness } from "../problems/known.ts";
import type { ProblemCase } from "../problems/problem.ts";
import type { IncidentSituation } from "../situation.ts";
import { inline } from "../text/safe.ts";
import { local } from "../time.ts";
import type { Value, Values } from "../wanted.ts";

/** The line; nothing where there is nothing to say. */
export function knownValues(here: IncidentSituation): Values {
  const { incident, snapshot, ruling, standing } = here;
  const isClosed = standing.phase === "closed";
  const known = knownOf({ incident, snapshot, policy: ruling.policy, isClosed });
  return known === undefined ? {} : { known: { kind: known.kind, ...lineOf(known, here) } };
}

/** What the review says of it: the problem and the earlier incident, each where there is one. */
export function comparedValues(here: IncidentSituation): Values {
  const { incident, snapshot, ruling } = here;
  const known = knownOf({ incident, snapshot, policy: ruling.policy, isClosed: true });
  const tied = known?.kind === "tied" ? known : undefined;
  const repeats = known?.kind === "repeat" ? known.of : tied?.repeats;
  return {
    problem: tied === undefined ? "" : { title: "", ...lineOf(tied, here) },
    repeats: repeats === undefined ? "" : earlierValues(repeats, here),
  };
}

function lineOf(known: Knowledge, here: IncidentSituation): Values {
  switch (known.kind) {
    case "opening":
      return { title: inline(known.title, 120) };
    case "tied":
      return {
        ref: inline(shortRef(known.ref, here), 140),
        gone: known.gone,
        ...(known.problem === undefined ? { title: "" } : problemValues(known.problem, here)),
        repeats: known.repeats === undefined ? "" : earlierValues(known.repeats, here),
      };
    case "problem":
      return { ...problemValues(known.problem, here), ...likeValues(known.like, here) };
    case "repeat":
      return earlierValues(known.of, here);
    case "earlier":
      return { ...earlierValues(known.of, here), ...likeValues(known.like, here) };
  }
}

function problemValues({ issue, words }: ProblemCase, here: IncidentSituation): Values {
  return {
    ref: shortRef(issue.ref, here),
    title: inline(guarded(issue.title), 80),
    state: issue.state,
    workaround: inline(words.workaround ?? "", 160),
  };
}

function earlierValues({ ref, about }: Earlier, here: IncidentSituation): Values {
  return {
    ref: shortRef(ref, here),
    title: inline(about.title, 80),
    day: local(about.declaredAt, here.ruling.policy.incidents.zone, "d MMM yyyy"),
    ...actionValues(about.actions),
  };
}

/** The order in which states of actions are told: what has been checked first, what is still owed last. */
const states = ["verified", "done", "open", "dropped", "lost"];

/** How many actions it had, and how many are in each state. */
function actionValues(actions: Earlier["about"]["actions"] = {}): Values {
  const found = Object.entries(actions).toSorted(
    ([one], [other]) => states.indexOf(one) - states.indexOf(other),
  );
  return {
    actions: found.reduce((sum, [, count]) => sum + count, 0),
    states: found.map(
      ([state, count]): Value => ({ state: state === "dropped" ? "won't do" : state, count }),
    ),
  };
}

function likeValues({ services, component, words }: Likeness, { ruling }: IncidentSituation): Values {
  const titles = services.map((key) => ruling.policy.services[key]?.title ?? key);
  return {
    services: titles.map((title) => inline(title, 60)).join(", "),
    component: inline(component ?? "", 60),
    words: words.slice(0, 5).map((word) => inline(word, 40)),
  };
}

/** An issue of this repository by its number alone. */
function shortRef(ref: string, { snapshot }: IncidentSituation): string {
  const home = `${snapshot.repository.name}#`;
  return ref.toLowerCase().startsWith(home.toLowerCase()) ? ref.slice(home.length - 1) : ref;
}
