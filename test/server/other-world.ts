// What is on the second stand-in for GitHub: one repository and its issues, as plain objects that graphql-js can walk.

/** A JSON object. */
export type Json = Readonly<Record<string, unknown>>;

/** An entry of a timeline. */
export interface Noted extends Json {
  readonly __typename: string;
  readonly id: string;
}

/** An issue: what is done to it, and how GraphQL shows that. */
export interface OtherIssue {
  readonly number: number;
  readonly labels: { readonly id: string; readonly name: string }[];
  readonly timeline: Noted[];
  readonly shown: Json;
}

const alice = { __typename: "User", login: "alice" };
/** The app. */
export const us = { __typename: "Bot", login: "sentry-box" };
const page = { hasNextPage: false, hasPreviousPage: false, endCursor: null, startCursor: null };
const listOf = (nodes: readonly unknown[]) => ({ totalCount: nodes.length, pageInfo: page, nodes });

/** One repository `lab/ops` under a policy, and what is done to it. */
export class OtherWorld {
  /** Field and input of each mutation, in order. */
  readonly done: { readonly field: string; readonly input: Json }[] = [];
  readonly issues: OtherIssue[] = [];
  readonly labels: { id: string; name: string; color: string; description: string }[] = [];
  #ids = 0;

  /** Alice opens an issue with the label `incident`. */
  open(title: string): OtherIssue {
    const labels = this.labels.filter(({ name }) => name === "incident");
    const timeline: Noted[] = [];
    const number = this.issues.length + 1;
    const issue = { number, labels, timeline, shown: this.#shown(title, { number, labels, timeline }) };
    this.issues.push(issue);
    return issue;
  }

  /** Somebody comments. */
  say(issue: OtherIssue, body: string, author = alice): Noted {
    const comment = {
      ...{ __typename: "IssueComment", id: this.#id("IC"), ...this.#now("createdAt", "updatedAt") },
      ...{ body, author, authorAssociation: "MEMBER", url: "http://other/1#comment" },
      ...{ editor: null, lastEditedAt: null, isMinimized: false },
      reactionGroups: [],
      userContentEdits: listOf([]),
    };
    issue.timeline.push(comment);
    return comment;
  }

  #id(kind: string): string {
    return `${kind}_${++this.#ids}`;
  }

  #now(...names: readonly string[]): Json {
    const at = `${new Date().toISOString().slice(0, 19)}Z`;
    return Object.fromEntries(names.map((name) => [name, at]));
  }

  #shown(title: string, issue: Omit<OtherIssue, "shown">): Json {
    return {
      number: issue.number,
      ...{ __typename: "Issue", id: this.#id("I"), title, body: "Nobody can pay.", url: "http://other/1" },
      ...{ state: "OPEN", stateReason: null, closedAt: null, lastEditedAt: null, editor: null },
      ...{ ...this.#now("createdAt", "updatedAt"), author: alice, authorAssociation: "MEMBER" },
      ...{ repository: { nameWithOwner: "lab/ops", isPrivate: false } },
      ...{ userContentEdits: listOf([]), assignees: listOf([]), subIssues: listOf([]) },
      labels: () => listOf(issue.labels),
      comments: () => listOf(issue.timeline.filter(({ __typename }) => __typename === "IssueComment")),
      timelineItems: ({ itemTypes }: { itemTypes: readonly string[] }) => {
        const named = (type: string) =>
          type.replace(/[A-Z]/g, (letter, at) => `${at === 0 ? "" : "_"}${letter}`);
        return listOf(
          issue.timeline.filter((item) => itemTypes.includes(named(item.__typename).toUpperCase())),
        );
      },
    };
  }

  /** What the queries in use begin with. */
  readonly root = {
    repository: ({ owner, name }: { readonly owner: string; readonly name: string }) =>
      owner === "lab" && name === "ops" ? this.#repository() : null,
    node: () => null,
    nodes: () => [],
  };

  #repository() {
    const file = { __typename: "Blob", oid: "a".repeat(40), text: "extends: sre\n" };
    return {
      ...{
        id: "R_1",
        nameWithOwner: "lab/ops",
        visibility: "PUBLIC",
        isArchived: false,
        hasIssuesEnabled: true,
        defaultBranchRef: { name: "main", target: { __typename: "Commit", oid: "b".repeat(40) } },
      },
      labels: () => listOf(this.labels),
      label: ({ name }: { name: string }) => this.labels.find((label) => label.name === name) ?? null,
      object: ({ expression }: { expression: string }) => (expression.endsWith("tocsin.yml") ? file : null),
      issue: ({ number }: { number: number }) => this.issues[number - 1]?.shown ?? null,
      issues: ({ states }: { states?: readonly string[] }) =>
        listOf(states?.includes("OPEN") === false ? [] : this.issues.map(({ shown }) => shown)),
    };
  }

  #byId(id: unknown): OtherIssue {
    const found = this.issues.find((issue) => issue.shown.id === id);
    if (found === undefined) throw new Error(`there is no issue ${id}`);
    return found;
  }

  /** The mutations that these stories need. */
  readonly #mutations: Readonly<Record<string, (input: Json) => Json>> = {
    createLabel: ({ name, color, description }) => {
      const label = {
        id: this.#id("LA"),
        name: String(name),
        color: String(color),
        description: String(description),
      };
      this.labels.push(label);
      return { label };
    },
    addComment: ({ subjectId, body }) => ({
      commentEdge: { node: this.say(this.#byId(subjectId), String(body), us) },
    }),
    updateIssueComment: ({ id, body }) => {
      const comment = this.issues.flatMap(({ timeline }) => timeline).find((item) => item.id === id);
      if (comment === undefined) throw new Error(`there is no comment ${id}`);
      Object.assign(comment, { body, editor: us, ...this.#now("lastEditedAt", "updatedAt") });
      return { issueComment: comment };
    },
    addLabelsToLabelable: ({ labelableId, labelIds }) => {
      const issue = this.#byId(labelableId);
      for (const label of this.labels.filter(({ id }) => (labelIds as string[]).includes(id))) {
        issue.labels.push(label);
        const event = {
          __typename: "LabeledEvent",
          id: this.#id("LE"),
          actor: us,
          label,
          ...this.#now("createdAt"),
        };
        issue.timeline.push(event);
      }
      return {};
    },
    removeLabelsFromLabelable: ({ labelableId, labelIds }) => {
      const issue = this.#byId(labelableId);
      for (const id of labelIds as string[]) {
        const [label] = issue.labels.splice(
          issue.labels.findIndex((one) => one.id === id),
          1,
        );
        const event = {
          __typename: "UnlabeledEvent",
          id: this.#id("UE"),
          actor: us,
          label,
          ...this.#now("createdAt"),
        };
        issue.timeline.push(event);
      }
      return {};
    },
    addReaction: () => ({}),
  };

  /** Carries out one mutation. */
  do(field: string, input: Json): Json {
    const mutation = this.#mutations[field];
    if (mutation === undefined) throw new Error(`this server has no Mutation.${field}`);
    this.done.push({ field, input });
    return { clientMutationId: input.clientMutationId ?? null, ...mutation(input) };
  }
}
