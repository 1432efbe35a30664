// What came back over the wire: the body as data, or the knowledge that it was broken off.
import type { Parameters } from "./transport.ts";

/** An answer of whatever status. */
export interface Response {
  readonly status: number;
  readonly headers: Parameters;
  readonly data: unknown;
}

/**
 * The body of a good answer. Octokit's own parser takes several times as long as the engine's and hands on half an answer
 * as text, so it is given the stream to leave alone (`parseSuccessResponseBody: false`). JSON becomes data, anything else
 * stays text. Throws where the body ends too soon.
 */
export async function readBody({ headers, data }: Response): Promise<unknown> {
  if (!(data instanceof ReadableStream)) return data;
  const text = await new globalThis.Response(data).text();
  if (!String(headers["content-type"] ?? "").includes("json")) return text;
  return JSON.parse(text) as unknown;
}

/** What came back with an error of Octokit's, if anything did. */
export function responseOf(error: unknown): Response | undefined {
  if (!(error instanceof Error) || !("response" in error)) return undefined;
  return (error as { response?: Response }).response;
}
