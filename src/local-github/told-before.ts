// What queries were answered while nothing has been written since: whoever looks again at the same state is told the same.

import type { Asker } from "./graphql/context.ts";
import { holderOf } from "./installations.ts";
import type { Addresses } from "./platform.ts";
import type { Store } from "./store.ts";

/** One query: the text of its request, who asks, and where the links in the answer lead. */
export interface Query {
  readonly text: string;
  readonly viewer: Asker;
  readonly addresses: Addresses;
}

/** Remembers the bodies of answers about the newest state, as text, until anything is written. */
export class ToldBefore {
  readonly #store: Store;
  /** By the text of a request, and by who asked. */
  readonly #told = new Map<string, Map<string, string>>();
  #writes = 0;

  constructor(store: Store) {
    this.#store = store;
  }

  /** The body for a query; `make` is called where it was not asked before. Only for answers that hang on the records alone. */
  of(query: Query, make: () => unknown): string {
    if (this.#writes !== this.#store.writes) this.#told.clear();
    this.#writes = this.#store.writes;
    const told = this.#told.get(query.text) ?? new Map<string, string>();
    this.#told.set(query.text, told);
    const who = whoAsks(query);
    const known = told.get(who);
    if (known !== undefined) return known;
    const text = JSON.stringify(make());
    told.set(who, text);
    return text;
  }
}

function whoAsks({ viewer, addresses: { web, api } }: Query): string {
  const { bot, permissions } = viewer;
  return JSON.stringify([viewer.kind, holderOf(viewer), bot.id, permissions, web, api]);
}
