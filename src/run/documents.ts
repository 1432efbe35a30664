// Documents as a carrier: whether it may open a pull request is known here; how it does stands apart, since most runs open none.

import type { Client } from "../github/client.ts";
import { ownerOf } from "../github/names.ts";
import type { Carrier } from "../world.ts";
import { carryDocument, type DocumentMeans } from "./carry-document.ts";

/** The carrier of documents, by the client's own rights. */
export function documentCarrier(
  means: Omit<DocumentMeans, "replaced"> & { readonly client: Pick<Client, "mayPropose"> },
): Carrier {
  const replaced = new Map<string, Set<string>>();
  return {
    name: "documents",
    serves: (repository) => means.client.mayPropose(ownerOf(repository)),
    // The branch, the file and the pull request are each looked for before they are made.
    looksUp: true,
    carry: (effect, text) => carryDocument(effect, text, { ...means, replaced }),
  };
}
