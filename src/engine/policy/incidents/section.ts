// The section `incidents`: which issues are incidents, and how they are treated.
import { z } from "zod";
import { isZone } from "../../zone.ts";
import { completeLabel, list, login as plainLogin } from "../complete.ts";
import { type Finding, shown, wrong } from "../finding.ts";
import type { LabelUse } from "../labels.ts";
import type { Checking, Completing, Model } from "../section.ts";
import { label, login, name } from "../words.ts";
import { readSince } from "./since.ts";

const schema = z
  .strictObject({
    label: label.optional().describe("The label that makes an issue an incident."),
    "follow-up-label": label
      .optional()
      .describe("Says on a closed incident that something is still owed (a review, an action)."),
    "overdue-label": label
      .optional()
      .describe("Stands on an incident while a limit of it is overdue; nothing is put on without it."),
    "drill-label": label.optional().describe("Marks an exercise, which is left out of every figure."),
    mode: z
      .enum(["on", "watch"])
      .optional()
      .describe("`watch` writes nothing to issues and shows what it would have said."),
    since: z
      .string()
      .optional()
      .describe("Issues opened before this day (or instant) are left alone until `/adopt`: `2025-04-01`."),
    forms: z
      .array(name)
      .optional()
      .describe(
        "File names of issue forms without their ending: an issue with such a form's headings is an incident.",
      ),
    authors: z
      .array(login)
      .optional()
      .describe(
        "Bots, without `[bot]`, that take turns with this app: their labels and marked comments count as its own. By default none.",
      ),
    bots: z.array(login).optional().describe("Bots whose acts count as a person's. Other bots are nobody."),
    zone: z.string().optional().describe("IANA time zone in which people read times: `Europe/London`."),
    slug: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]*$/, "is no slug; use a-z, 0-9 and -")
      .optional()
      .describe("First word of an incident's short name (D-1)."),
    "plain-updates": z
      .boolean()
      .optional()
      .describe("Any comment with words in it by a role holder, assignee or writer is an update."),
  })
  .describe("Which issues are incidents, and how they are treated.")
  .transform((given) => {
    const zone = given.zone ?? "UTC";
    return {
      rules: {
        /** Issues opened before are left alone until `/adopt`; an instant. */
        since: given.since === undefined ? undefined : readSince(given.since, known(zone)),
        /** `watch` writes nothing to issues. */
        mode: given.mode ?? ("on" as const),
        /** File names of issue forms without their ending: an issue with such a form's headings is an incident. */
        forms: given.forms ?? [],
        /** Logins (without `[bot]`) whose label events and marked comments are ours, besides this app's own. */
        authors: list(given.authors).map(plainLogin),
        /** Bots whose acts count as a person's. */
        bots: list(given.bots).map(plainLogin),
        /** IANA zone in which people read times. */
        zone,
        /** The first words of the slug (D-1): `incident` gives `incident-2025-04-01-payments-down`. */
        slug: given.slug ?? "incident",
        /** Any comment with words by a role holder, assignee or writer is an update. */
        plainUpdates: given["plain-updates"] ?? false,
      },
      labels: {
        incident: completeLabel(given.label, { name: "incident", color: "b60205" }),
        followUp: completeLabel(given["follow-up-label"], { name: "incident: follow-up", color: "fbca04" }),
        drill: completeLabel(given["drill-label"], { name: "drill", color: "c5def5" }),
        overdue: given["overdue-label"]
          ? completeLabel(given["overdue-label"], { name: "overdue", color: "d93f0b" })
          : undefined,
      },
    };
  });

/** Which issues are incidents, and how they are treated. */
export type Incidents = Model<z.output<typeof schema>["rules"]>;

/** The labels are with all others in the model. */
function build({ read }: Completing): Incidents {
  return read.incidents.rules;
}

function labels({ read }: Pick<Completing, "read">): readonly LabelUse[] {
  const { incident, followUp, drill, overdue } = read.incidents.labels;
  return [
    {
      id: "incident",
      means: { kind: "incident" },
      label: incident,
      what: "incident label",
      of: "an incident",
      path: ["incidents", "label"],
    },
    {
      id: "follow-up",
      means: { kind: "follow-up" },
      label: followUp,
      what: "follow-up label",
      of: "a closed incident of which something is owed",
      path: ["incidents", "follow-up-label"],
    },
    {
      id: "drill",
      means: { kind: "drill" },
      label: drill,
      what: "drill label",
      of: "a drill",
      path: ["incidents", "drill-label"],
    },
    ...(overdue === undefined
      ? []
      : [
          {
            id: "overdue",
            means: { kind: "overdue" },
            label: overdue,
            what: "overdue label",
            of: "an incident of which a limit is overdue",
            path: ["incidents", "overdue-label"],
          } as const,
        ]),
  ];
}

function check({ file }: Checking): readonly Finding[] {
  const { zone = "UTC", since } = file.incidents ?? {};
  const found: Finding[] = [];
  if (!isZone(zone)) {
    found.push(
      wrong(
        ["incidents", "zone"],
        `${shown(zone)} is no time zone; write an IANA name such as Europe/London.`,
      ),
    );
  }
  if (since !== undefined && readSince(since, known(zone)) === undefined) {
    const message = `${shown(since)} is no date; write 2025-04-01, or an instant such as 2025-04-01T09:00:00+01:00.`;
    found.push(wrong(["incidents", "since"], message));
  }
  return found;
}

/** A zone that there is: the check tells of one that there is not. */
function known(zone: string): string {
  return isZone(zone) ? zone : "UTC";
}

/** The section `incidents`. */
export const incidents = { schema, labels, check, build };
