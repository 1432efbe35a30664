// Every action of an incident as it stands, for the ledger: the list of all actions and the figures read it there.
import type { Blocking } from "./action-blocks.ts";
import type { Mirroring } from "./action-dates.ts";
import { guarded } from "./guarded.ts";
import type { Incident } from "./incident.ts";
import type { Instant } from "./instant.ts";
import type { ActionRecord, ActionState } from "./ledger.ts";
import type { Ruling } from "./policy/ruling.ts";
import type { Child } from "./snapshot/child.ts";
import type { IncidentSnapshot } from "./snapshot.ts";
import { type Task, tasksOf } from "./task.ts";

/** How an action stands, by its issue and by what was said of it. */
export function actionState({ state, followUp }: Pick<Task, "state" | "followUp">): ActionState {
  return state === "done" && followUp?.verified !== undefined ? "verified" : state;
}

const mostOfReason = 200;

/** Where the hidden mark of an action has the key of its team. */
const TEAM_PLACE = 10;

/** The team that an action was filed for, where the policy has it still. */
function filedFor({ marks = [] }: Child, { policy }: Ruling): string | undefined {
  const key = marks.find(({ kind }) => kind === "of")?.words[TEAM_PLACE];
  return key !== undefined && Object.hasOwn(policy.teams, key) ? key : undefined;
}

/** The actions of an incident, oldest first; those whose issue can't be found any more as they stood when they were last seen. */
export function actionsOf(
  incident: Incident,
  {
    snapshot,
    ruling,
    blockings,
    mirrorings,
  }: {
    readonly snapshot: IncidentSnapshot;
    readonly ruling: Ruling;
    readonly blockings: ReadonlyMap<string, Blocking>;
    readonly mirrorings: ReadonlyMap<string, Mirroring>;
  },
): readonly ActionRecord[] {
  const known = new Map((snapshot.ledger?.actions ?? []).map((one) => [one.id, one]));
  const seen = tasksOf(incident, "action").map((task): ActionRecord => {
    const { child, due = "", followUp = {} } = task;
    const team = filedFor(child, ruling);
    const endedAt: Instant | undefined = child.state === "closed" ? child.closedAt : undefined;
    // The record stands in the card, where anybody can unpack it.
    const isHidden = child.private && snapshot.repository.public;
    const blocks = blockings.get(child.id)?.mark;
    const shown = mirrorings.get(child.id)?.shown;
    return {
      id: child.id,
      ref: child.ref,
      title: isHidden ? "" : guarded(child.title),
      owners: child.assignees,
      state: actionState(task),
      ...(due !== "" && { due }),
      filedAt: child.createdAt,
      ...(endedAt !== undefined && { endedAt }),
      ...(followUp.verified && { verifiedAt: followUp.verified.at }),
      ...(task.state === "dropped" &&
        followUp.wontDo &&
        !isHidden && { because: guarded(followUp.wontDo.because).slice(0, mostOfReason) }),
      ...(team !== undefined && { team }),
      ...(child.private && { isPrivate: true as const }),
      ...(child.archived && { isArchived: true as const }),
      ...(blocks !== undefined && { blocks }),
      ...(shown !== undefined && { shown }),
    };
  });
  const ids = new Set(seen.map(({ id }) => id));
  // A transferred issue is found under another id than the record has.
  const found = new Set(tasksOf(incident, "action").map(({ effect }) => effect));
  const gone = new Set(snapshot.unseen);
  const lost = [...(snapshot.ledger?.created ?? [])]
    .filter(([effect, { id }]) => effect.startsWith("action/") && !found.has(effect) && gone.has(id))
    .map(([effect, { id, ref }]): ActionRecord => {
      const before = known.get(id) ?? {
        ...{ id, ref, title: ref, owners: [] },
        filedAt: incident.declaredAt,
        state: "lost",
      };
      const said = (incident.followUps.get(effect) ?? incident.followUps.get(id))?.wontDo;
      // What was over before it went out of sight is over; what was only done can't be looked at any more.
      const isVerified = ruling.policy.actions.verify === undefined || before.verifiedAt !== undefined;
      if (before.state === "dropped" || (before.endedAt !== undefined && isVerified))
        return { ...before, state: before.state === "lost" ? "done" : before.state };
      if (said === undefined) return { ...before, state: "lost" };
      const isHidden = before.isPrivate === true && snapshot.repository.public;
      const because = isHidden ? {} : { because: said.because.slice(0, mostOfReason) };
      return { ...before, state: "dropped", ...because };
    });
  // Where whoever looks can look into no private repository, what stands in one is as it was.
  const veiled = (snapshot.ledger?.actions ?? []).filter(
    ({ id, isPrivate }) => isPrivate && !ids.has(id) && !gone.has(id),
  );
  return [...seen, ...veiled, ...lost];
}
