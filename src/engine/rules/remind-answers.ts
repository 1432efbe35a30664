import type { Prompt } from "../prompt.ts";
import type { Situation } from "../situation.ts";

/** What stops a clock or lets it start anew, for clocks that no update answers: any of the answers, of each all its commands. */
export function answersTo({ clock, state }: Prompt, here: Situation): readonly (readonly string[])[] {
  const events = [...clock.stops, ...clock.restarts].filter((name) => name !== "closed");
  const near = events.filter((name) => name !== "resolved");
  const wanted = (near.length > 0 ? near : events).map((name) =>
    name
      .split("+")
      .filter((part) => !state.seen?.includes(part))
      .flatMap((part) => (part === "roles" ? takings(here) : (commandFor(part, here) ?? []))),
  );
  const told = new Map(wanted.map((commands) => [commands.join(" "), commands]));
  return [...told.values()].filter((commands) => commands.length > 0);
}

/** What a clock that ends when every offered role is taken waits for. */
function takings(here: Situation): readonly string[] {
  return vacantRoles(here).map((key) => `/role ${key} @name`);
}

/** Offered roles that nobody has taken. */
export function vacantRoles({ incident, ruling }: Situation): readonly string[] {
  const offered = Object.values(ruling.policy.roles).filter((role) => role.offered);
  return offered.map(({ key }) => key).filter((key) => !incident.roles[key]?.holders.length);
}

/** An audience is told by name. */
function noticeCommand(here: Situation): string | undefined {
  const audience = Object.entries(here.ruling.policy.contacts).find(([, contact]) => contact.audience);
  return audience && `/told ${audience[0]}`;
}

const simple: Readonly<Record<string, string>> = {
  confirmed: "/confirm",
  accepted: "/accept",
  resolved: "/resolve",
  severity: "/severity …",
  update: "/update …",
};

function commandFor(event: string, here: Situation): string | undefined {
  const [kind = "", key = ""] = event.replace(/^first\./, "").split(".", 2);
  switch (kind) {
    case "told":
    case "called":
      return `/${kind} ${key}`;
    case "role":
      return `/role ${key} me`;
    case "status":
      return `/status ${key}`;
    case "field":
      return `/set ${key} …`;
    case "done":
      return `/done ${key}`;
    case "call":
      return `/call ${key}`;
    case "notice":
      return noticeCommand(here);
    case "safe":
      return `/made-safe ${key} …`;
    default: {
      const status = here.ruling.policy.statuses.find((one) => one.phase === kind);
      return simple[kind] ?? (status && `/status ${status.key}`);
    }
  }
}
