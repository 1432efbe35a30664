// What the form of a pull request's page does: each button becomes the act of a person, with GitHub's rules.
import type { PullFacts } from "../github.ts";
import { Refused } from "../rights.ts";
import type { Done } from "./acts.ts";
import { pullHref } from "./pulls.ts";
import type { Visit } from "./site.ts";

/** What a browser sent: on which pull request, and the fields of the form. */
export interface PullPost {
  readonly pull: PullFacts;
  readonly fields: URLSearchParams;
}

type Act = (visit: Visit, pull: string, body: string) => void;

/** Acts that words go along with; the others say first what stands beside them. */
const withWords: Readonly<Record<string, Act>> = {
  comment: ({ github, login: by }, issue, body) => github.comment({ by, issue, body }),
  approve: ({ github, login: by }, pull, body) => github.review({ by, pull, verdict: "APPROVED", body }),
  changes: ({ github, login: by }, pull, body) => {
    if (body.trim() === "") throw new Refused("Say in the field what should change.");
    github.review({ by, pull, verdict: "CHANGES_REQUESTED", body });
  },
};

const withoutWords: Readonly<Record<string, Act>> = {
  merge: ({ github, login: by }, pull) => github.mergePull({ by, pull }),
  ready: ({ github, login: by }, pull) => github.readyForReview({ by, pull }),
  draft: ({ github, login: by }, pull) => github.convertToDraft({ by, pull }),
  close: ({ github, login: by }, pull) => github.closePull({ by, pull }),
  reopen: ({ github, login: by }, pull) => github.reopenPull({ by, pull }),
};

/** Does what the button says that was pressed. Words beside a button that takes none are said first. */
export function answerPull(visit: Visit, { pull, fields }: PullPost): Done {
  const name = fields.get("act") ?? "comment";
  const body = (fields.get("body") ?? "").replace(/\r\n/g, "\n");
  const spoken = Object.hasOwn(withWords, name) ? withWords[name] : undefined;
  const silent = Object.hasOwn(withoutWords, name) ? withoutWords[name] : undefined;
  if (spoken === undefined && silent === undefined) throw new Refused(`There is no button "${name}".`);
  if (silent !== undefined && body.trim() !== "") withWords.comment?.(visit, pull.ref, body);
  (spoken ?? silent)?.(visit, pull.ref, body);
  return { to: pullHref(pull) };
}
