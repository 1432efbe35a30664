// The first gate of a delivery: its body is read once, bounded, before anything looks at it.
import type { IncomingMessage } from "node:http";

/** GitHub sends no payload above 25 MB; what is larger is not from GitHub. */
export const mostBytes = 25 * 1024 * 1024;

/** A body, or why there is none: the status to answer with. */
export type Body =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "refused"; readonly status: 400 | 413 | 415; readonly why: string };

const isJson = /^\s*application\/json\s*(;|$)/i;

const noJson: Body = {
  kind: "refused",
  status: 415,
  why: "The content type is not application/json: choose it for the webhook on the app's settings page",
};

const tooLarge: Body = { kind: "refused", status: 413, why: `The body is larger than ${mostBytes} bytes` };

/**
 * Reads a request's body up to 25 MiB and no byte further: beyond that it stops listening and says so. A JSON object is
 * all that a delivery can be, so anything else is refused unread by a parser. Resolves also where the sender gave up.
 */
export function readBody(request: IncomingMessage): Promise<Body> {
  if (!isJson.test(request.headers["content-type"] ?? "")) return Promise.resolve(noJson);
  if (Number(request.headers["content-length"] ?? 0) > mostBytes) return Promise.resolve(tooLarge);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const end = (body: Body): void => {
      request.off("data", take);
      resolve(body);
    };
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > mostBytes) {
        request.pause();
        end(tooLarge);
      } else chunks.push(chunk);
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
