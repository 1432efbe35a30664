// Stories about who is on duty: changes of duty on an open incident, and what can't be read of a rota.
import { incident } from "../engine/build.ts";
import { at, outage, type Said, type Stories } from "./stories.ts";

const rota = `extends: sre
incidents: { zone: Europe/London }
calendars: { core: { hours: { mon-fri: '08:00-17:30' } } }
contacts: { desk: Service desk }
rota: { nights: { people: [ben, cat], from: 2026-04-27 } }
roles:
  lead: { duty: { core: [ana], out: { rota: nights } } }
  comms: { duty: { core: [dan], out: [desk] } }
`;
const file = `${rota}`.replace(
  "{ people: [ben, cat], from: 2026-04-27 }",
  "{ ical: { path: .github/rota/nights.ics, names: { Ben: ben } } }",
);

/** An incident on a Friday afternoon, under a rota. */
function afternoon(policy: string, ...times: readonly string[]) {
  const history = incident({ policy }).opened("16:40", "alice", outage).looked("16:40");
  for (const when of times) history.looked(when);
  return history;
}

/** What is said at changes of duty. */
export const dutyStories: Stories = {
  "shift-out-of-hours": () => at(afternoon(rota, "17:20"), "17:30", "shift"),
  "shift-wanted": () =>
    at(
      afternoon(`${rota}escalation: [{ key: "1", role: lead }]\n`, "17:10")
        .comment("17:12", "alice", "/escalate because we need a decision")
        .looked("17:12"),
      "17:30",
      "shift",
    ),
  "shift-late": () =>
    at(afternoon(rota, "17:20").comment("18:50", "alice", "It goes on").looked("18:50"), "4 08:05", "shift"),
  declare: () =>
    at(
      incident({ policy: "extends: sre\nroles: { manager: { duty: [ben] } }" }).opened(
        "03:00",
        "alice",
        outage,
      ),
      "03:00",
      "declare",
    ),
  "card-rota-unread": (): Said =>
    at(afternoon(file).comment("16:50", "alice", "It goes on"), "16:50", "card"),
};
