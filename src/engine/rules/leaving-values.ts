// What the card says of what leaves GitHub: what waits for a host that can carry it, and what did not arrive for sure.
import type { Delivery, Outgoing } from "../delivery.ts";
import { carrierOf } from "../delivery.ts";
import { isOpen } from "../escalation/step.ts";
import { isOfLog, lineOf, recordIn } from "../log/kept.ts";
import { goingUp, isOfStep, isPage, pagesOf } from "../paging.ts";
import type { IncidentSituation } from "../situation.ts";
import { inline } from "../text/safe.ts";
import type { Value, Values } from "../wanted.ts";
import type { CardTimes } from "./card-times.ts";
import { silentPages } from "./silence.ts";

/** One entry for each carrier that something waits for, and for each thing that was refused, or of which it is not known whether it arrived; nothing where all is well. */
export function leavingValues(
  { waiting, deliveries }: Outgoing,
  times: CardTimes,
  here: IncidentSituation,
): Values {
  const told = toldPages(here, deliveries);
  // Of a document and of the log its own line says so, and what to do.
  const missing = new Set(
    waiting.filter(({ id, kind }) => kind !== "document" && !isOfLog(id)).map(carrierOf),
  );
  const waits = Array.from(missing, (carrier): Value => ({ state: "waiting", by: wordOf(carrier) }));
  const untold = [...deliveries].filter(([id]) => !told.has(id) && !isOfLog(id));
  // Of a notice its own line asks what became of it.
  const troubled = untold.flatMap(([id, delivery]): readonly Value[] =>
    delivery.state === "failed" || (delivery.state === "unclear" && !id.startsWith("notice/"))
      ? [valuesOf(delivery, times)]
      : [],
  );
  const leaving = [...waits, ...troubled, ...logValues({ waiting, deliveries }, times, here)];
  return leaving.length === 0 ? {} : { leaving };
}

function valuesOf(delivery: Delivery, times: CardTimes): Values {
  return {
    state: delivery.state,
    by: wordOf(delivery.carrier),
    at: times.wasAlso(delivery.at),
    attempts: delivery.attempts,
    because: inline(delivery.because ?? "", 200),
  };
}

/** What keeps the row of the incident log back, or was left out of it. Of a row that is another by now nothing is said. */
function logValues(
  { waiting, deliveries }: Pick<Outgoing, "waiting" | "deliveries">,
  times: CardTimes,
  here: IncidentSituation,
): readonly Value[] {
  const record = recordIn(here);
  if (record === undefined) return [];
  const { id, path, repository, home } = record;
  const place = { state: "log", path, repository };
  const delivery = deliveries.get(id);
  if (waiting.some((one) => one.id === id)) return [{ ...place, how: "waiting" }];
  const { note } = delivery?.receipt ?? {};
  if (delivery?.state === "sent")
    return note === undefined ? [] : [{ ...place, how: "noted", because: inline(note, longestLogReason) }];
  if (delivery?.state !== "failed" && delivery?.state !== "unclear") return [];
  const told = { ...valuesOf(delivery, times), because: inline(delivery.because ?? "", longestLogReason) };
  // Elsewhere more people may read it than here.
  return [
    {
      ...told,
      ...place,
      how: delivery.state,
      row: repository === home ? lineOf(record) : "",
    },
  ];
}

/** It says where to mend what. */
const longestLogReason = 300;

/** `channel:email` is the channel email. */
function wordOf(carrier: string): string {
  const [kind = "", name = ""] = carrier.split(":");
  if (kind === "documents") return "a pull request";
  return kind === "channel" ? `the channel ${inline(name, 40)}` : `a ${kind}`;
}

/** Pages that no other line of the card needs to speak of: those that escalation tells of, and those that nobody waits for any more. */
function toldPages(here: IncidentSituation, deliveries: Outgoing["deliveries"]): ReadonlySet<string> {
  const pages = [...deliveries.keys()].filter(isPage);
  if (pages.length === 0) return new Set();
  const wanted = new Set([...pagesOf(here), ...silentPages(here)].map(({ id }) => id));
  const { steps } = here.standing.escalation;
  const up = goingUp(here);
  const told = [...steps.filter(isOpen), ...(up === undefined ? [] : [up])];
  const isTold = (id: string): boolean => told.some((step) => isOfStep(id, step));
  return new Set(pages.filter((id) => !wanted.has(id) || isTold(id)));
}
