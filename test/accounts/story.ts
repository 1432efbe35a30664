// What happens at both accounts in a morning: incidents from report to filed actions, and whatever one may try against the other.
import type { Stage } from "./stage.ts";

/** Words that nobody but the repository in question has; those of `vault` are private. */
export const words = {
  acme: { vault: ["Zanzibar", "Kumquat", "Wombat", "Sorrel"], incidents: ["Marzipan", "Gooseberry"] },
  globex: { vault: ["Quixotic", "Persimmon", "Numbat", "Tarragon"], incidents: ["Bergamot", "Lingonberry"] },
} as const;

/** Who writes where. */
const crews = { acme: "ana", globex: "gil" } as const;
type Account = keyof typeof crews;
const both: readonly Account[] = ["acme", "globex"];

/** globex goes half a minute behind acme: two runs then write in the same order, whatever the machine does first. */
const later: Readonly<Record<Account, number>> = { acme: 0, globex: 0.5 };

/** The incidents are reported and confirmed, and dan, who works at both, takes the lead of all. */
export async function begin({ github, to, declare }: Stage): Promise<void> {
  for (const owner of both) {
    const { vault, incidents } = words[owner];
    const by = crews[owner];
    await to(later[owner] * 3);
    const refs = [
      declare(by, `${owner}/vault`, { title: `${vault[0]} ledger leaks`, words: vault[1] }),
      declare(by, `${owner}/incidents`, { title: `${incidents[0]} shop down`, words: incidents[1] }),
      declare(by, `${owner}/incidents`, { title: `${incidents[0]} twin`, words: incidents[1] }),
    ];
    await to(later[owner] * 3 + 1);
    for (const issue of refs) github.comment({ by, issue, body: "/confirm" });
    for (const issue of refs) github.comment({ by: "dan", issue, body: "/role lead me" });
  }
  await to(4);
}

/** Lines for the review that name all that may not be filed into. */
const lines = (owner: Account, secret: string): string => `
- [ ] Bolt the door team:web @dan
- [ ] Put the ${secret} away team:backlog
- [ ] Theirs by team team:rival
- [ ] Theirs in public team:shop
- [ ] Theirs by name repo:${owner === "acme" ? "globex" : "acme"}/incidents
- [ ] Hers by name repo:mallory/shop
- [ ] Nobody's by name repo:../..
- [ ] Vault by name repo:${owner === "acme" ? "globex" : "acme"}/vault`;

/** They are resolved and closed, one as a duplicate of the other account's, and the reviews get their action lines. */
export async function end(stage: Stage): Promise<void> {
  const each = async (minutes: number, run: (owner: Account) => void): Promise<void> => {
    for (const owner of both) {
      await stage.to(minutes + later[owner]);
      run(owner);
    }
  };
  const { github } = stage;
  const names = ["vault", "incidents"] as const;
  await each(100, (owner) => {
    for (const name of names) {
      const cause = name === "vault" ? words[owner].vault[2] : "a full disk";
      const issue = `${owner}/${name}#1`;
      github.comment({ by: crews[owner], issue, body: `/resolve\ncause: ${cause}` });
    }
  });
  await each(101, (owner) => {
    for (const name of names)
      github.close({ by: crews[owner], issue: `${owner}/${name}#1`, reason: "completed" });
  });
  await each(103, (owner) => {
    for (const name of names) {
      const review = github.issues(`${owner}/${name}`).find(({ title }) => title.startsWith("Review:"));
      if (review === undefined) throw new Error(`${owner}/${name} has no review`);
      const body = `${review.body}\n${lines(owner, name === "vault" ? words[owner].vault[3] : "keys")}`;
      github.editIssue({ by: crews[owner], issue: review.ref, body });
    }
  });
  // Whoever works at both carries nothing over, and whoever does not carries nothing anywhere.
  const twins = { acme: ["dan", "globex/incidents#2"], globex: ["gil", "acme/incidents#1"] } as const;
  await each(104, (owner) => {
    const [by, duplicateOf] = twins[owner];
    github.close({ by, issue: `${owner}/incidents#2`, reason: "duplicate", duplicateOf });
  });
  await stage.to(130);
}
