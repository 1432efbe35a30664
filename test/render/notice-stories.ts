// Stories of notices: every state of a draft, what leaves, who is asked, and what would be sent to whom.
import type { DeliveryState } from "../../src/engine/ledger.ts";
import { type History, incident, time } from "../engine/build.ts";
import { mapOf } from "../engine/map-of.ts";
import { at, led, outage, type Stories } from "./stories.ts";

/** A process with notices of every sort: by a clock, by an event, by itself, held, blocked. */
const policy = `extends: sre
site: { title: Acme status }
roles: { comms: { duty: [ben] }, press: { title: press officer, duty: [ana] } }
audiences:
  public: { channels: [status, email, sms], unless: { workaround: none } }
  managers: { title: managers, when: { severity: sev1 }, unless: { workaround: none }, channels: [email] }
clocks:
  public-update: { starts: [declared, notice.first] , restarts: notice.first, within: { any: 60m, sev1: 60m }, warn: [60m] }
notices:
  public-update: null
  first:
    title: First notice
    clock: public-update
    next: public-update
    audiences: [public, managers]
    contains: [impact]
    shows: [service]
    approve: comms
    hold: [{ when: { cause: "*" }, release: press, because: a cause is named }]
    block: [{ when: { users: many }, because: so many are told by the press office }]
    source: H-8
  over: { title: It is over, starts: resolved, stops: reopened, audiences: [public], contains: [impact], approve: comms }
  board: { title: Word to managers, starts: mitigated, audiences: [managers], contains: [impact], approve: none }
`;

/** The same of which nobody said whom it hits. */
export function unwritten(): History {
  const { impact: _, ...rest } = outage;
  return incident({ policy, channels: ["email", "sms"] }).opened("15:40", "alice", rest);
}

/** A SEV1 outage at 15:40 of which the first notice is drafted at once. */
export function drafted(): History {
  return incident({ policy, channels: ["email", "sms"] })
    .opened("15:40", "alice", outage)
    .looked("15:40");
}

/** The code of a draft, as its comment has it. */
function codeOf(history: History, n: number, when: string): string {
  const plan = history.situation(when);
  const box = JSON.stringify(plan.incident.notices.map((notice) => notice.n));
  if (!box.includes(String(n))) throw new Error(`There is no notice ${n}, but ${box}.`);
  const refused = history.comment(when, "ben", `/send ${n} 0000`).plan(when);
  const said = refused.effects.find((effect) => "template" in effect && effect.template === "refused");
  const code = said && "values" in said ? said.values.code : undefined;
  if (typeof code !== "string") throw new Error(`Notice ${n} can't be sent: ${JSON.stringify(said)}`);
  return code;
}

/** The same, let go by ben. */
export function sent(): History {
  const code = codeOf(drafted(), 1, "15:41");
  return drafted().comment("15:42", "ben", `/send 1 ${code}`).looked("15:42").looked("15:42");
}

/** What became of what left, as the ledger has it. */
function told(history: History, state: DeliveryState, because?: string): History {
  return history.changed((snapshot) => {
    const { ledger } = snapshot;
    if (ledger === undefined) return snapshot;
    const deliveries = new Map(
      Array.from(ledger.deliveries ?? [], ([id, delivery]) => [
        id,
        {
          ...delivery,
          state,
          at: time("15:43"),
          ...(because !== undefined && { because }),
          ...(state === "sent" && { receipt: { accepted: 12, refused: 1 } }),
        },
      ]),
    );
    return { ...snapshot, ledger: { ...ledger, deliveries } };
  });
}

/** What the comment of a notice is written, or written anew, to say. */
function draftAt(history: History, when: string, n = 1) {
  const found = history
    .plan(when)
    .effects.find(
      (effect) => "template" in effect && effect.template === "notice-draft" && effect.values.n === n,
    );
  if (found === undefined || !("template" in found)) throw new Error(`Nothing is said of notice ${n}.`);
  return { template: found.template, values: found.values };
}

/** Every state of a notice. */
export const noticeStories: Stories = {
  "notice-drafted": () =>
    draftAt(
      incident({
        policy,
        channels: ["email", "sms"],
        heads: { email: mapOf({ public: 214, managers: 1 }), sms: mapOf({ public: 12 }) },
      }).opened("15:40", "alice", outage),
      "15:40",
    ),
  "notice-on-card": () => at(drafted(), "15:41", "card"),
  "notice-incomplete": () => draftAt(unwritten(), "15:40"),
  "notice-suspect": () =>
    draftAt(drafted().comment("15:44", "ben", "/set impact 943 476 5919 sees others"), "15:44"),
  "notice-held": () => draftAt(drafted().comment("15:44", "ben", "/set cause a bad deploy"), "15:44"),
  "notice-held-by-a-person": () =>
    draftAt(drafted().comment("15:44", "ben", "/notice 1 hold because legal is asked"), "15:44"),
  "notice-ask-held": () =>
    at(drafted().comment("15:44", "ben", "/set cause a bad deploy"), "15:44", "notice-ask"),
  "notice-released": () =>
    draftAt(
      drafted()
        .comment("15:44", "ben", "/set cause a bad deploy")
        .looked("15:44")
        .comment("15:45", "ana", "/notice 1 release because it is known already"),
      "15:45",
    ),
  "notice-blocked": () => draftAt(drafted().comment("15:44", "ben", "/set users many"), "15:44"),
  "notice-nobody": () => draftAt(drafted().comment("15:44", "ben", "/set workaround none"), "15:44"),
  "notice-own-words": () =>
    draftAt(
      drafted().comment(
        "15:44",
        "ben",
        "/notice 1 Cards are refused.\nPay by bank transfer.\n\nNext update by 17:00 BST.",
      ),
      "15:44",
    ),
  "notice-skipped": () =>
    draftAt(drafted().comment("15:44", "ben", "/notice 1 skip because the desk rings everybody"), "15:44"),
  "notice-moot": () => draftAt(drafted().comment("15:44", "ben", "/resolve"), "15:44"),
  "notice-replaced": () => {
    const text = "extends: sre\nsite: { title: Acme status }\n";
    const history = incident({ policy: text }).opened("15:40", "alice", outage).looked("15:40");
    history.comment("15:44", "ben", "/resolve").looked("15:44");
    return draftAt(history, "15:45");
  },
  "notice-void": () => {
    const offline = policy.replace("site: { title: Acme status }\n", "");
    const begin = () =>
      incident({ policy: offline, channels: ["email", "sms"] })
        .opened("15:40", "alice", outage)
        .looked("15:40");
    const [history, code] = [begin(), codeOf(begin(), 1, "15:41")];
    return draftAt(
      history
        .comment("15:42", "ben", `/send 1 ${code}`)
        .looked("15:42")
        .policy(
          offline
            .replace("shows: [service]", "shows: [service, users]")
            .replace("title: First notice", "title: First word"),
        ),
      "15:43",
    );
  },
  "notice-on-its-way": () =>
    draftAt(drafted().comment("15:42", "ben", `/send 1 ${codeOf(drafted(), 1, "15:41")}`), "15:42"),
  "notice-sent": () => draftAt(told(sent(), "sent"), "15:43"),
  "notice-sent-on-card": () => at(told(sent(), "sent"), "15:43", "card"),
  "notice-unclear": () => draftAt(told(sent(), "unclear", "the connection broke"), "15:43"),
  "notice-unclear-on-card": () => at(told(sent(), "unclear", "the connection broke"), "15:43", "card"),
  "notice-waits-for-approval": () =>
    at(drafted().comment("15:44", "ben", "/resolve").looked("15:44"), "15:44", "notice-ask"),
  "notice-by-itself": () => draftAt(drafted().comment("15:44", "ben", "/status mitigated"), "15:44", 2),
  "notice-preview": () => at(drafted().comment("15:44", "ben", "/notice"), "15:44", "notice-preview"),
  "notice-preview-of-little": () => at(led().comment("15:50", "ana", "/notice"), "15:50", "notice-preview"),
  "notice-words": () => letter("notice"),
  "notice-short-words": () => letter("notice-short"),
};

function letter(template: string) {
  const history = drafted().comment("15:42", "ben", `/send 1 ${codeOf(drafted(), 1, "15:41")}`);
  const effect = history
    .plan("15:42")
    .effects.find((one) => one.kind === "send" && one.template === template);
  if (effect?.kind !== "send") throw new Error(`Nothing leaves in the words of ${template}.`);
  return { template: effect.template, values: effect.values };
}
