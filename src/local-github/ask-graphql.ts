// The GraphQL door of the API: what a document costs, whether it may run, and its answer as HTTP.
import type { Allowance, Asker } from "./graphql/context.ts";
import { type Cost, costOf } from "./graphql/cost.ts";
import { type Age, answer, type CheckedDocument, checkDocument, type GraphqlRequest } from "./graphql.ts";
import {
  count,
  fated,
  type Ground,
  type Incoming,
  isRecord,
  parsed,
  secondary,
  unparsed,
  viewFor,
} from "./ground.ts";
import { holderOf, type Viewer } from "./installations.ts";
import { rateHeaders } from "./rate.ts";
import type { RouteReply } from "./rest/call.ts";

const mostNodes = 500_000;

/** One document on its way through. */
interface Passage {
  readonly ground: Ground;
  readonly check: CheckedDocument;
  readonly asked: GraphqlRequest;
  /** The body of the request. */
  readonly text: string;
  readonly viewer: Asker;
  readonly cost: Cost;
  readonly allowance: Allowance;
}

const refused = (type: string, message: string): RouteReply => ({
  status: 200,
  body: { errors: [{ type, message }] },
});

function limited({ ground, check, viewer, allowance, cost }: Passage): RouteReply | undefined {
  if (cost.nodes > mostNodes) {
    const limit = `exceeds the maximum limit of ${mostNodes}`;
    return refused(
      "MAX_NODE_LIMIT_EXCEEDED",
      `This query requests up to ${cost.nodes} possible nodes which ${limit}.`,
    );
  }
  if (allowance.remaining < 0) return refused("RATE_LIMITED", "API rate limit exceeded for installation.");
  const wait = check.write ? ground.rate.tooFast(holderOf(viewer)) : undefined;
  return wait === undefined ? undefined : secondary(wait);
}

function run({ ground, check, asked, text, ...who }: Passage): RouteReply {
  const { platform, applied, toldBefore, luck } = ground;
  const make = () => {
    const view = viewFor(ground, check.write);
    return answer(check, asked, { platform, view, ...who, applied, crash: undefined });
  };
  // What is left of an allowance is another with each request, and what a replica shows with each instant.
  const hangsOnRecords = !check.write && luck.lag === 0 && !asked.query.includes("rateLimit");
  if (!hangsOnRecords) return { status: 200, body: make() };
  const { addresses } = platform;
  return { status: 200, body: toldBefore.of({ text, viewer: who.viewer, addresses }, make) };
}

function passed(passage: Passage): RouteReply {
  const { ground, check, cost, viewer } = passage;
  const entry = { kind: "graphql", name: check.name, write: check.write, points: cost.points } as const;
  let status = 0;
  try {
    const reply = limited(passage) ?? fated(ground, check.write, () => run(passage));
    status = reply.status;
    return reply;
  } finally {
    // A request that was broken off was sent all the same: it counts, with the status 0.
    count(ground, viewer, { ...entry, status });
  }
}

/** What the body of a request asks, as far as its text alone says. */
interface Question {
  readonly asked: GraphqlRequest;
  readonly check: CheckedDocument;
  readonly cost: Cost;
}

const questions = new Map<Age, Map<string, Question>>();
const mostQuestions = 500;

/** What a text asks, or why it is no question. Whoever sweeps asks the same words again and again: they are read once. */
function questionIn(text: string, age: Age): Question | RouteReply {
  const known = questions.get(age) ?? new Map<string, Question>();
  questions.set(age, known);
  const before = known.get(text);
  if (before !== undefined) return before;
  const question = readQuestion(text, age);
  // What is written is hardly ever written twice.
  if ("status" in question || question.check.write) return question;
  if (known.size >= mostQuestions) known.clear();
  known.set(text, question);
  return question;
}

function readQuestion(text: string, age: Age): Question | RouteReply {
  const body = parsed(text);
  if (body === undefined) return unparsed;
  const { query, operationName } = body;
  if (typeof query !== "string")
    return { status: 400, body: { message: "A query attribute must be specified" } };
  const check = checkDocument(query, age);
  const variables = isRecord(body.variables) ? body.variables : {};
  const name = typeof operationName === "string" ? operationName : undefined;
  const cost =
    check.document === undefined ? { points: 1, nodes: 0 } : costOf(check.document, variables, name);
  return { asked: { query, variables, operationName: name }, check, cost };
}

/** Answers a POST to GraphQL. What a listener threw to break it off is thrown on. */
export function askGraphql(ground: Ground, { text }: Incoming, viewer: Viewer): RouteReply {
  if (viewer.kind === "app") return { status: 401, body: { message: "Requires authentication" } };
  const question = questionIn(text, ground.age);
  if ("status" in question) return question;
  const allowance = ground.rate.spend(holderOf(viewer), "graphql", question.cost.points);
  const reply = passed({ ...question, ground, text, viewer, allowance });
  return { ...reply, headers: { ...rateHeaders(allowance, "graphql"), ...reply.headers } };
}
