// What is said on a document's pull request where a hidden line of one of its parts is gone: nothing is written into that part.
import type { Pull } from "../snapshot/pull.ts";
import { hash } from "../text/hash.ts";
import { readRegions } from "../text/regions.ts";
import type { Message } from "../voice/message.ts";
import type { WantedDocument } from "./document-wanted.ts";

/** Said once for each way in which it is torn: where, and how it is mended. */
export function tears({ kind }: Pick<WantedDocument, "kind">, pull: Pull, path: string): readonly Message[] {
  if (pull.state !== "open" || pull.text === undefined) return [];
  const { torn } = readRegions(pull.text);
  if (torn.length === 0) return [];
  const values = {
    document: kind.title,
    file: path,
    torn: torn.map(({ name, line, why }) => ({ name, line, why })),
  };
  return [
    {
      id: `document-torn/${pull.id}.${hash(JSON.stringify(torn.map(({ name, why }) => [name, why])))}`,
      topic: "document-torn",
      on: pull.id,
      asks: [],
      silenced: false,
      counts: false,
      say: () => ({
        because: "A hidden line of the document is gone, so that a part of it is left alone.",
        rule: `documents.${kind.key}`,
        template: "document-torn",
        values,
      }),
    },
  ];
}
