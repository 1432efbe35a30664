// Who a request comes from: the app's JWT, an installation's token, or the token of a workflow run.
import { createPublicKey, createVerify } from "node:crypto";
import type { IdSource } from "./identity.ts";
import { type App, leftOf, type Viewer } from "./installations.ts";

/** Tokens end after an hour of real time: clients sign and cache by the machine's clock, whatever the virtual one says. */
const lifeMs = 3_600_000;

interface Issued {
  readonly viewer: Viewer;
  readonly expiresAt: number;
}

/** A token as it was given out; `expiresAt` is epoch milliseconds of real time. */
export interface Token {
  readonly token: string;
  readonly expiresAt: number;
}

/** Either who asks, or the message of the 401. */
export type Known = { readonly viewer: Viewer } | { readonly refused: string };

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

function claimsOf(part: string | undefined): Readonly<Record<string, unknown>> | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(part ?? "", "base64url").toString("utf8"));
    return isRecord(claims) ? claims : undefined;
  } catch (error) {
    // A token that is no JSON is no JWT: the caller answers 401.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** With what it may still do: rights that its app lost are gone at once. */
function asNow(viewer: Viewer): Viewer {
  if (viewer.kind !== "installation") return viewer;
  return { ...viewer, permissions: leftOf(viewer.permissions, viewer.installation.app.permissions) };
}

/** Gives out tokens and knows them again. */
export class Tokens {
  readonly #identity: IdSource;
  readonly #apps: () => Iterable<App>;
  readonly #issued = new Map<string, Issued>();

  constructor(identity: IdSource, apps: () => Iterable<App>) {
    this.#identity = identity;
    this.#apps = apps;
  }

  /** A new token for an installation or a workflow run. */
  issue(viewer: Viewer): Token {
    const token = `ghs_${this.#identity.hex("token").slice(0, 36)}`;
    const expiresAt = Date.now() + lifeMs;
    this.#issued.set(token, { viewer, expiresAt });
    return { token, expiresAt };
  }

  /** Who sends this `Authorization` header (`token …`, `bearer …`, or Basic with the token as its password, as git does). */
  known(header: string | null): Known {
    if (header === null || header === "") return { refused: "Requires authentication" };
    const [scheme = "", credentials = ""] = header.split(/\s+/, 2);
    const text =
      scheme.toLowerCase() === "basic"
        ? (Buffer.from(credentials, "base64").toString("utf8").split(":")[1] ?? "")
        : credentials;
    const issued = this.#issued.get(text);
    if (issued !== undefined) {
      return issued.expiresAt > Date.now()
        ? { viewer: asNow(issued.viewer) }
        : { refused: "Bad credentials" };
    }
    return text.split(".").length === 3 ? this.#app(text) : { refused: "Bad credentials" };
  }

  #app(jwt: string): Known {
    const [head, claimsPart, signature] = jwt.split(".");
    const claims = claimsOf(claimsPart);
    const issuer = String(claims?.iss);
    for (const app of this.#apps()) {
      const { options } = app;
      if (options.privateKey === undefined) return { viewer: { kind: "app", app } };
      if (issuer !== String(options.id) && issuer !== `Iv23li${options.slug}`) continue;
      const key = createPublicKey(options.privateKey);
      const verifier = createVerify("RSA-SHA256").update(`${head}.${claimsPart}`);
      if (!verifier.verify(key, signature ?? "", "base64url")) {
        return { refused: "A JSON web token could not be decoded" };
      }
      const expires = Number(claims?.exp);
      if (!(expires * 1000 > Date.now()))
        return { refused: "'Expiration time' claim ('exp') must be in the future" };
      return { viewer: { kind: "app", app } };
    }
    return { refused: "Integration not found" };
  }
}
