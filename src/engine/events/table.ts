// The one table of what clocks may start, restart, rest and stop on: a trigger that follows from an act is a row here and nothing else.
import { commandOf } from "../document.ts";
import { type EventContext, type EventRow, vacantRoles } from "./row.ts";

const rows = {
  declared: { when: "it became an incident", noun: "declaration" },
  accepted: {
    when: "a report from outside was taken on",
    noun: "acceptance",
    answers: () => ["/accept"],
  },
  confirmed: {
    when: "a status of the phase `confirmed` was reached",
    noun: "confirmation",
    answers: () => ["/confirm"],
  },
  assigned: {
    when: "somebody was assigned to the issue",
    noun: "an assignment",
  },
  update: {
    when: "somebody said how things stand",
    noun: "an update",
    answers: () => ["/update …"],
    follows: { update: ({ added }) => !added },
  },
  mitigated: {
    when: "a status of the phase `mitigated` was reached",
    noun: "mitigation",
    answers: (_, here) => statusOf("mitigated", here),
  },
  resolved: {
    when: "a status of the phase `resolved` was reached",
    noun: "resolution",
    answers: () => ["/resolve"],
  },
  closed: {
    when: "the incident was closed",
    noun: "closing",
    answers: (_, here) => statusOf("closed", here),
  },
  reopened: { when: "it was opened again", noun: "being opened again" },
  "status.<key>": {
    when: "this status was reached",
    names: "statuses",
    noun: ({ title }) => `the status “${title}”`,
    answers: (key) => [`/status ${key}`],
  },
  severity: {
    when: "a severity was settled for the first time",
    noun: "the first severity",
    answers: () => ["/severity …"],
  },
  major: { when: "a severity that the policy marks as major was reached", noun: "becoming major" },
  "field.<id>": {
    when: "the field is known; one of `type: time`: **at the time that it names**",
    names: "fields",
    noun: ({ title }) => `“${title}” being known`,
    answers: (id) => [`/set ${id} …`],
  },
  "role.<key>": {
    when: "the role was taken",
    names: "roles",
    noun: ({ title }) => `the ${title} role being taken`,
    answers: (key) => [`/role ${key} me`],
    follows: { role: ({ role, holders }) => holders.length > 0 && role },
  },
  roles: {
    when: "every offered role is taken",
    noun: "every offered role being taken",
    answers: (_, here) => vacantRoles(here).map((key) => `/role ${key} @name`),
    follows: { role: ({ holders }, here) => holders.length > 0 && vacantRoles(here).length === 0 },
  },
  "told.<who>": {
    when: "`/told`, or `/called` that was answered, at the time given",
    names: "people",
    noun: ({ key }) => `\`/told ${key}\``,
    answers: (who) => [`/told ${who}`],
    follows: { told: ({ who }) => who, called: ({ answered, who }) => answered && who },
  },
  notice: {
    when: "a notice was sent after which another comes (`next`), or a contact with `audience: true` was told",
    noun: "a notice to an audience",
    answers: (_, here) => audiences(here).map((who) => `/told ${who}`),
    follows: {
      told: ({ who }, here) => here.policy.contacts[who]?.audience,
      called: ({ answered, who }, here) => answered && here.policy.contacts[who]?.audience,
    },
  },
  "notice.<kind>": {
    when: "a notice of this kind was sent",
    names: "notices",
    noun: ({ title }) => `the ${title.toLowerCase()}`,
  },
  "called.<who>": {
    when: "`/called` that was answered, at the time given",
    names: "people",
    noun: ({ key }) => `\`/called ${key}\``,
    answers: (who) => [`/called ${who} answered`],
    follows: { called: ({ answered, who }) => answered && who },
  },
  "no-answer.<who>": {
    when: "`/called` that was not answered, at the time given",
    names: "people",
    noun: ({ key }) => `\`/called ${key}\` without an answer`,
    answers: (who) => [`/called ${who} no answer`],
    follows: { called: ({ answered, who }) => !answered && who },
  },
  "call.wanted": {
    when: "`/call wanted`, at the time given",
    noun: "a call being wanted",
    answers: () => ["/call wanted"],
    follows: { call: ({ what }) => what === "wanted" },
  },
  "call.started": {
    when: "`/call started`, at the time given",
    noun: "a call starting",
    answers: () => ["/call started"],
    follows: { call: ({ what }) => what === "started" },
  },
  "call.ended": {
    when: "`/call ended`, at the time given",
    noun: "a call ending",
    answers: () => ["/call ended"],
    follows: { call: ({ what }) => what === "ended" },
  },
  acked: {
    when: "`/ack`: somebody has seen what was asked and takes it on",
    noun: "somebody answering an escalation",
    answers: () => ["/ack"],
    follows: { ack: () => true },
  },
  escalated: {
    when: "`/escalate`: a level was asked for help",
    noun: "an escalation",
    answers: () => ["/escalate because …"],
    follows: { escalate: () => true },
  },
  "escalated.<level>": {
    when: "`/escalate`: this level was asked for help",
    names: "levels",
    noun: ({ title }) => `an escalation to the ${title}`,
    answers: (level) => [`/escalate ${level} because …`],
    // Without a name it is the next above the last that was asked, which the request says.
    follows: { escalate: (_, { requests }) => requests.at(-1)?.level },
  },
  "flag.<key>": {
    when: "the flag was set, by `/flag` or by its label",
    names: "flags",
    noun: ({ title }) => `the flag ${title}`,
    answers: (key) => [`/flag ${key}`],
    follows: { flag: ({ flag }) => flag },
  },
  "unflag.<key>": {
    when: "the flag was taken off",
    names: "flags",
    noun: ({ title }) => `the flag ${title} being taken off`,
    answers: (key) => [`/unflag ${key} because …`],
    follows: { unflag: ({ flag }) => flag },
  },
  "safe.<key>": {
    when: "`/made-safe`: the risk of the flag was made safe",
    names: "flags",
    noun: ({ title }) => `the flag ${title} being made safe`,
    answers: (key) => [`/made-safe ${key} …`],
    follows: { "made-safe": ({ flag }) => flag },
  },
  "done.<clock>": {
    when: "`/done <clock>`, at the time given",
    names: "clocks",
    noun: ({ key }) => `\`/done ${key}\``,
    answers: (clock) => [`/done ${clock}`],
    follows: { done: ({ clock }) => clock },
  },
  "filed.<task>": {
    when: "a task of this kind was opened: `review`, `action`, or one of the policy's own",
    names: "tasks",
    noun: ({ title }) => `the ${title} being opened`,
  },
  "owned.<task>": {
    when: "a task of this kind was given to somebody: assigned, or a review by `/review @name`",
    names: "tasks",
    noun: ({ title }) => `the ${title} being given to somebody`,
    answers: (task) => (task === "review" ? ["/review @name"] : []),
    follows: { review: ({ wanted, owners = [] }) => wanted && owners.length > 0 && "review" },
  },
  "ended.<task>": {
    when: "a task of this kind was done or dropped, by somebody who may end it",
    names: "tasks",
    noun: ({ title }) => `the ${title} being ended`,
  },
  "review.none": {
    when: "`/review no because …`: there is to be no review",
    noun: "there being no review",
    answers: () => ["/review no because …"],
    follows: { review: ({ wanted }) => !wanted },
  },
  "task.filed": { when: "an action of the review was filed", noun: "an action being filed" },
  "task.done": {
    when: "an action of the review was closed as completed",
    noun: "an action being done",
  },
  "tasks.done": {
    when: "no action of the review is open any more",
    noun: "the last action being done",
  },
  "task.verified": {
    when: "`/verified`: somebody else has seen that an action of the review is done",
    noun: "an action being verified",
    answers: () => ["/verified"],
  },
  "tasks.verified": {
    when: "every action of the review is verified, or won't be done; where `actions: verify:` asks for nobody: none is open",
    noun: "the last action being verified",
    answers: () => ["/verified"],
  },
  "opened.<document>": {
    when: "the pull request of this document was opened, or opened again",
    names: "documents",
    noun: ({ title }) => `the draft of the ${title.toLowerCase()}`,
    answers: (document) => said(document),
  },
  "submitted.<document>": {
    when: "this document was submitted: its pull request is ready for review, or `/<document> submitted`",
    names: "documents",
    noun: ({ title }) => `the ${title.toLowerCase()} being submitted`,
    answers: (document) => said(document, "submitted"),
    follows: { document: ({ document, step }) => step === "submitted" && document },
  },
  "changes.<document>": {
    when: "changes of this document were asked for, by a review or `/<document> changes`, **at the time of the review**",
    names: "documents",
    noun: ({ title }) => `changes of the ${title.toLowerCase()} being asked for`,
    answers: (document) => said(document, "changes"),
    follows: { document: ({ document, step }) => step === "changes" && document },
  },
  "resubmitted.<document>": {
    when: "after that this document was handed in again (a new commit, another request for a review, or `/<document> submitted`), or whoever asked approved it or took that back",
    names: "documents",
    noun: ({ title }) => `the ${title.toLowerCase()} being handed in again`,
    answers: (document) => said(document, "submitted"),
    follows: {
      document: ({ document, step, answered }) =>
        (step === "resubmitted" || (step === "approved" && answered === true)) && document,
    },
  },
  "accepted.<document>": {
    when: "this document was accepted: its pull request was merged, or `/<document> accepted`, every step of its chain is taken, and no request for changes stands",
    names: "documents",
    noun: ({ title }) => `the ${title.toLowerCase()} being accepted`,
    answers: (document) => said(document, "accepted"),
  },
  "approved.<document>": {
    when: "every step of this document's chain of approval is taken and no request for changes stands, by `/<document> approved`, an approving review, or the merge",
    names: "documents",
    noun: ({ title }) => `the ${title.toLowerCase()} being approved`,
    answers: (document) => said(document, "approved"),
    follows: {
      document: ({ document, step, last }) =>
        (step === "approved" || step === "accepted" || step === "away") && last === true && document,
    },
  },
  "closed.<document>": {
    when: "the pull request of this document was closed without being merged",
    names: "documents",
    noun: ({ title }) => `the draft of the ${title.toLowerCase()} being closed`,
  },
} as const satisfies Readonly<Record<string, EventRow>>;

/** Every event by its pattern (`told.<who>`), in the order in which an act that brings about several does so. */
export const eventTable: Readonly<Record<EventPattern, EventRow>> = rows;

/** An event as the table has it: `declared`, `told.<who>`. */
export type EventPattern = keyof typeof rows;

/** An event as it happens: `declared`, `told.bridge`. A name without a row in the table does not compile. */
export type EventName = NameOf<EventPattern>;

type NameOf<P extends string> = P extends `${infer Kind}.<${string}>` ? `${Kind}.${string}` : P;

/** The command for the first status of a phase, in the policy's order. */
function statusOf(phase: string, { policy }: EventContext): readonly string[] {
  const status = policy.statuses.find((one) => one.phase === phase);
  return status === undefined ? [] : [`/status ${status.key}`];
}

/** The first audience stands for all: one that is told is enough. */
function audiences({ policy }: EventContext): readonly string[] {
  const found = Object.entries(policy.contacts).find(([, contact]) => contact.audience);
  return found === undefined ? [] : [found[0]];
}

function said(document: string, word = ""): readonly string[] {
  const command = commandOf(document);
  return command === "" ? [] : [`/${command} ${word}`.trim()];
}
