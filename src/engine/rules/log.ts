// Asks for the commit by which the incident's row in the log is as it should be (S-7).
import { recordIn } from "../log/kept.ts";
import type { Rule } from "../rule.ts";

/** A row for each incident; what nobody can carry waits for a host that can, and the card says so. */
export const rule: Rule = {
  name: "log",
  place: 86,
  when: ["managed", "withdrawn"],
  wish: (here) => {
    const record = recordIn(here);
    return { wants: record === undefined ? [] : [record] };
  },
};
