// What GitHub says about its limits, read from every answer: where one is used up nothing is sent before it ends.
import { type Instant, MINUTE, SECOND } from "../engine/instant.ts";

/** Nothing was sent, or it was refused, because a limit is used up; it is of use again at `until`. */
export class Limited extends Error {
  /** Epoch milliseconds. */
  readonly until: Instant;
  readonly retryAt: Instant;

  constructor(who: string, until: Instant, cause?: unknown) {
    super(
      `GitHub's limit for ${who} is used up: nothing is sent before ${new Date(until).toISOString()}; try again then`,
      { cause },
    );
    this.name = "Limited";
    this.until = until;
    this.retryAt = until;
  }
}

/** The limit that an answer speaks of. `all`: the secondary one, which holds for everything. */
export interface RateLimit {
  readonly resource: "all" | "graphql" | "core";
  readonly until: Instant;
}

/** How much of an hourly limit is left, from 0 to 1, and when it starts again. */
export interface Spare {
  readonly share: number;
  readonly until: Instant;
}

/** What an answer says is left of the limit that it counts towards; `undefined` where it says nothing. */
export function spareIn(headers: Headers): Spare | undefined {
  const [limit, remaining, reset] = ["limit", "remaining", "reset"].map((name) =>
    Number(text(headers, `x-ratelimit-${name}`)),
  ) as [number, number, number];
  const isSaid = limit > 0 && remaining >= 0 && reset > 0;
  return isSaid ? { share: Math.min(1, remaining / limit), until: reset * SECOND } : undefined;
}

type Headers = Readonly<Record<string, unknown>>;

function text(headers: Headers, name: string): string | undefined {
  const value = headers[name];
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

/** `retry-after` in seconds or as a date. */
function retryAfter(headers: Headers, now: Instant): Instant | undefined {
  const value = text(headers, "retry-after");
  if (value === undefined) return undefined;
  const seconds = Number(value);
  const until = Number.isFinite(seconds) ? now + seconds * SECOND : Date.parse(value);
  return Number.isNaN(until) ? undefined : Math.max(until, now + SECOND);
}

/** Where an hourly limit has nothing left: when it starts again. A reset that lies behind us means a minute. */
function exhausted(headers: Headers, now: Instant): Instant | undefined {
  if (text(headers, "x-ratelimit-remaining") !== "0") return undefined;
  const reset = Number(text(headers, "x-ratelimit-reset")) * SECOND;
  return reset > now ? reset : now + MINUTE;
}

interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  /** `graphql` or `core`. */
  readonly resource: "graphql" | "core";
}

/** The limit that an answer tells of, if any: after it nothing of that resource is sent before `until`. */
export function limitOf(answer: Answered, now: Instant): RateLimit | undefined {
  const { status, headers, body, resource } = answer;
  const later = retryAfter(headers, now);
  const refused = status === 429 || status === 403;
  if (later !== undefined && (refused || status === 200)) return { resource: "all", until: later };
  const spent = exhausted(headers, now);
  if (spent !== undefined && status < 500) return { resource, until: spent };
  if (errorTypes(body).includes("RATE_LIMITED")) return { resource, until: now + MINUTE };
  // A secondary limit may come without `retry-after`; its page in GitHub's documentation, or its words alone, tell it from a plain refusal.
  const isSecondary =
    (refused && documentation(body).includes("rate-limit")) ||
    ((refused || status === 200) && messages(body).some((message) => secondary.test(message)));
  if (status === 429 || isSecondary) return { resource: "all", until: now + MINUTE };
  return undefined;
}

/** GitHub's documentation names this as the sign of a secondary limit; the other is its older name. */
const secondary = /secondary rate limit|abuse detection mechanism/i;

/** What an answer says in words: of REST its message, of GraphQL those of its errors, of anything else its text. */
function messages(body: unknown): readonly string[] {
  if (typeof body === "string") return [body.slice(0, 2000)];
  if (typeof body !== "object" || body === null) return [];
  const own = "message" in body ? [body.message] : [];
  const errors = "errors" in body && Array.isArray(body.errors) ? body.errors : [];
  return [...own, ...errors.map((error: { message?: unknown } | null) => error?.message)].filter(
    (message) => typeof message === "string",
  );
}

function documentation(body: unknown): string {
  if (typeof body !== "object" || body === null || !("documentation_url" in body)) return "";
  return typeof body.documentation_url === "string" ? body.documentation_url : "";
}

function errorTypes(body: unknown): readonly string[] {
  if (typeof body !== "object" || body === null || !("errors" in body) || !Array.isArray(body.errors))
    return [];
  return body.errors.flatMap((error: unknown) =>
    typeof error === "object" && error !== null && "type" in error && typeof error.type === "string"
      ? [error.type]
      : [],
  );
}
