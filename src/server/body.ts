// The first gate of a delivery: its body is read once, bounded, before anything looks at it.
import type { IncomingMessage } from "node:http";

/** GitHub sends no payload above 25 MB; what is larger is not from GitHub. */
export const mostBytes = 25 * 1024 * 1024;

/** A body, or why there is none: the status to answer with. */
export type Body =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "refused"; readonly status: 400 | 413 | 415 | 503; readonly why: string };

const isJson = /^\s*application\/json\s*(;|$)/i;

const noJson: Body = {
  kind: "refused",
  status: 415,
  why: "The content type is not application/json: choose it for the webhook on the app's settings page",
};

const tooLarge: Body = { kind: "refused", status: 413, why: `The body is larger than ${mostBytes} bytes` };

const unsigned: Body = {
  kind: "refused",
  status: 400,
  why: "The headers are not those of a delivery: expected x-github-event, x-github-delivery and x-hub-signature-256 with sha256= and 64 digits",
};

const full: Body = {
  kind: "refused",
  status: 503,
  why: "Too much is being read at once; what is not taken in now is found by the next sweep",
};

/** BodyRoom for bodies that are being read, over all connections. */
export interface BodyRoom {
  /** Takes so many bytes more; `false` where there is no room for them. */
  take(bytes: number): boolean;
  give(bytes: number): void;
}

/** GitHub's deliveries have some 20 KB; what anybody sends who is not GitHub has to share this. */
export const mostInFlight = 4 * mostBytes;

/** BodyRoom for so many bytes. */
export function createRoom(most: number = mostInFlight): BodyRoom {
  let taken = 0;
  return {
    take(bytes) {
      if (taken + bytes > most) return false;
      taken += bytes;
      return true;
    },
    give(bytes) {
      taken -= bytes;
    },
  };
}

/** Has it what a delivery of GitHub's has, whatever its signature is worth? Nothing else is read. */
function isSigned({ headers }: IncomingMessage): boolean {
  const { "x-hub-signature-256": signature, "x-github-event": event, "x-github-delivery": id } = headers;
  return typeof signature === "string" && /^sha256=[0-9a-f]{64}$/.test(signature) && Boolean(event && id);
}

/**
 * Reads a request's body up to 25 MiB and no byte further: beyond that, or where there is no room for more, it stops listening
 * and says so. What has not the headers of a delivery is refused unread, and what is no JSON object by no parser. Resolves also
 * where the sender gave up.
 */
export function readBody(request: IncomingMessage, room: BodyRoom): Promise<Body> {
  if (!isJson.test(request.headers["content-type"] ?? "")) return Promise.resolve(noJson);
  if (!isSigned(request)) return Promise.resolve(unsigned);
  if (Number(request.headers["content-length"] ?? 0) > mostBytes) return Promise.resolve(tooLarge);
  return new Promise((resolve) => {
    let chunks: Buffer[] = [];
    let size = 0;
    let over = false;
    const end = (body: Body): void => {
      if (over) return;
      over = true;
      request.off("data", take);
      chunks = [];
      room.give(size);
      resolve(body);
    };
    const take = (chunk: Buffer): void => {
      const fits = size + chunk.length <= mostBytes;
      if (fits && room.take(chunk.length)) {
        size += chunk.length;
        chunks.push(chunk);
        return;
      }
      request.pause();
      end(fits ? full : tooLarge);
    };
    request.on("data", take);
    request.once("end", () => {
      const text = Buffer.concat(chunks, size).toString("utf8");
      if (/^\s*\{/.test(text)) end({ kind: "text", text });
      else end({ kind: "refused", status: 400, why: "The body is not a JSON object" });
    });
    request.once("close", () => end({ kind: "refused", status: 400, why: "The body ended early" }));
    request.once("error", () => end({ kind: "refused", status: 400, why: "The body could not be read" }));
  });
}
