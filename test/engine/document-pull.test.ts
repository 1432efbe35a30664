// What a pull request's own history says of its document.
import { expect, test } from "vitest";
import { stepsOf } from "../../src/engine/document-pull.ts";
import type { Pull, PullItem } from "../../src/engine/snapshot/pull.ts";

const person = { login: "ben", kind: "user" } as const;
const us = { login: "tocsin", kind: "bot" } as const;

function pull(kinds: readonly (readonly [PullItem["kind"], PullItem["by"]])[], wasDraft = true): Pull {
  return {
    ...{ id: "PR_1", ref: "acme/incidents#30", url: "https://github.com/acme/incidents/pull/30" },
    ...{ state: "open", draft: wasDraft, wasDraft, createdAt: 0, updatedAt: 0, author: us, private: true },
    ...{ branch: "incident/x", head: "0" },
    items: kinds.map(([kind, by], index) => ({ id: `E_${index}`, at: index + 1, by, kind })),
  };
}

const said = (given: Pull) => stepsOf(given, ({ by }) => by?.kind === "bot").map(({ step }) => step);

test.each([
  ["ready for review is submitted", [["ready", person]], ["opened", "submitted"]],
  [
    "made a draft again it is written on",
    [
      ["ready", person],
      ["drafted", person],
    ],
    ["opened", "submitted", "withdrawn"],
  ],
  ["a review that asks for changes does so on a draft, too", [["changes", person]], ["opened", "changes"]],
  [
    "a new commit of a person hands it in again, once",
    [
      ["ready", person],
      ["changes", person],
      ["commit", person],
      ["commit", person],
    ],
    ["opened", "submitted", "changes", "rewritten", "resubmitted", "rewritten"],
  ],
  [
    "our own commit hands nothing in: it is what the text has by then",
    [
      ["ready", person],
      ["changes", person],
      ["commit", us],
      ["asked", person],
    ],
    ["opened", "submitted", "changes", "written", "resubmitted"],
  ],
  [
    "a second round begins with the second review",
    [
      ["ready", person],
      ["changes", person],
      ["commit", person],
      ["changes", person],
    ],
    ["opened", "submitted", "changes", "rewritten", "resubmitted", "changes"],
  ],
  [
    "an approval is one, and accepts nothing by itself",
    [
      ["ready", person],
      ["approved", person],
    ],
    ["opened", "submitted", "approved"],
  ],
  [
    "a merge is a merge, and the closing beside it says nothing",
    [
      ["ready", person],
      ["merged", person],
      ["closed", person],
    ],
    ["opened", "submitted", "merged"],
  ],
  [
    "after whoever asked for changes has approved, a commit hands nothing in again",
    [
      ["ready", person],
      ["changes", person],
      ["approved", person],
      ["commit", person],
    ],
    ["opened", "submitted", "changes", "approved", "rewritten"],
  ],
  [
    "after a merge only reviews say something",
    [
      ["ready", person],
      ["merged", person],
      ["commit", person],
      ["changes", person],
      ["approved", person],
    ],
    ["opened", "submitted", "merged", "rewritten", "changes", "approved"],
  ],
  [
    "closed without a merge it is closed, and opened again",
    [
      ["closed", person],
      ["reopened", person],
    ],
    ["opened", "closed", "opened"],
  ],
  [
    "what was ready for review when it was closed is so when it is opened again, and is not handed in twice",
    [
      ["ready", person],
      ["closed", person],
      ["reopened", person],
      ["ready", person],
    ],
    ["opened", "submitted", "closed", "opened"],
  ],
  [
    "a request for changes stands when it is opened again: a commit hands it in",
    [
      ["ready", person],
      ["changes", person],
      ["closed", person],
      ["reopened", person],
      ["commit", person],
    ],
    ["opened", "submitted", "changes", "closed", "opened", "rewritten", "resubmitted"],
  ],
  [
    "a request for changes that was answered while it was closed is none when it is opened again",
    [
      ["ready", person],
      ["changes", person],
      ["closed", person],
      ["approved", person],
      ["reopened", person],
      ["commit", person],
    ],
    ["opened", "submitted", "changes", "closed", "approved", "opened", "rewritten"],
  ],
  [
    "made a draft while it was closed it is a draft when it is opened again",
    [
      ["ready", person],
      ["closed", person],
      ["drafted", person],
      ["reopened", person],
      ["ready", person],
    ],
    ["opened", "submitted", "closed", "opened", "withdrawn", "submitted"],
  ],
  [
    "with its request for changes answered and made a draft while it was closed it is a draft",
    [
      ["ready", person],
      ["changes", person],
      ["closed", person],
      ["approved", person],
      ["drafted", person],
      ["reopened", person],
    ],
    ["opened", "submitted", "changes", "closed", "approved", "opened", "withdrawn"],
  ],
  [
    "made ready while it was closed it is submitted when it is opened again",
    [
      ["closed", person],
      ["ready", person],
      ["reopened", person],
    ],
    ["opened", "closed", "opened", "submitted"],
  ],
] as const)("%s", (_, items, expected) => {
  expect(said(pull(items))).toEqual(expected);
});

test("where a repository has no drafts, to ask for a review submits it", () => {
  expect(said(pull([["asked", person]], false))).toEqual(["opened", "submitted"]);
  expect(said(pull([["asked", person]]))).toEqual(["opened"]);
});
