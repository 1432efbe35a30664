// Listens to every pass of a rehearsal: is what is said the voice's, and does the record of speech know it again?
import type { AddComment, EditComment } from "../../src/engine/effect.ts";
import type { OwnComment } from "../../src/engine/incident.ts";
import { rules } from "../../src/engine/rules/all.ts";
import type { CommentItem } from "../../src/engine/snapshot/timeline.ts";
import type { Thought } from "../../src/engine/subjects.ts";
import { marker, readMarkers } from "../../src/engine/text/marker.ts";
import { isMessage, type Message } from "../../src/engine/voice/message.ts";
import { countedIn, idsIn, lineOf, saidIds, topicsOf } from "../../src/engine/voice/record.ts";
import type { Outcome } from "../../src/reconcile.ts";
import { mapOf } from "../engine/map-of.ts";

/** What was heard, of all rehearsals that it listened to. */
export class Speech {
  /** The marks of new comments and of comments that were edited. */
  readonly topics = new Set<string>();
  /** What breaks the record of speech, each once. */
  readonly breaches = new Set<string>();
  /** Ids of what a ceiling held back. */
  readonly unsaid = new Set<string>();

  /** Hears of a pass. */
  passed({ thought }: Outcome): void {
    if (thought === undefined) return;
    const { effects, unsaid } = thought.plan;
    for (const { id, step } of unsaid) if (step === "ceiling") this.unsaid.add(id);
    const said = effects.filter(({ kind }) => kind === "comment" || kind === "edit-comment");
    if (said.length + unsaid.length === 0) return;
    const messages = wanted(thought);
    for (const message of messages ?? []) this.#hold(message);
    for (const effect of said as readonly (AddComment | EditComment)[]) this.#check(effect, messages);
  }

  #hold({ id, ids = [id], topic, details = [], counts, edits }: Message): void {
    this.#expect(id.includes("/"), `the id ${id} has no slash`);
    for (const one of ids) this.#expect(one.includes("/"), `the id ${one} has no slash`);
    const said = read([[topic, ...ids, ...details]]);
    const isSpeech = topicsOf(said).length > 0;
    const known = idsIn(said.markers);
    this.#expect(
      known.join(" ") === (isSpeech ? ids.join(" ") : ""),
      `of ${topic} the record reads ${known.join(" ")} where ${ids.join(" ")} is said`,
    );
    if (edits !== undefined) return;
    const recent = new Map([[id, "IC_new"]]);
    const unseen = countedIn({ own: [], sent: new Map() }, { recent, said: [id] }, 0).length;
    this.#expect(unseen === Number(counts), `${id} counts ${unseen} before it can be read`);
    const gone = countedIn({ own: [], sent: mapOf({ [id]: 0 }) }, { recent: new Map(), said: [] }, 0).length;
    this.#expect(gone === Number(counts), `${id} counts ${gone} where only the ledger remembers it`);
    const shown = countedIn({ own: [said], sent: new Map() }, { recent: new Map(), said: [] }, 0).length;
    if (isSpeech) this.#expect(shown === Number(counts), `${id} counts ${shown} once it is in sight`);
  }

  #check(effect: AddComment | EditComment, messages: readonly Message[] | undefined): void {
    const [[topic = "", ...words] = []] = effect.markers;
    this.topics.add(topic);
    const said = read(effect.markers);
    const known = saidIds({ own: [said], sent: new Map() }, { recent: new Map() });
    const isSpeech = topicsOf(said).length > 0;
    if (isSpeech && effect.kind === "comment")
      this.#expect(known.has(effect.id), `${effect.id} is not known again`);
    if (messages === undefined) {
      for (const word of idsIn(said.markers))
        this.#expect(
          word === effect.id || word.startsWith("handover/"),
          `${effect.id} says ${word}, which is no id of a handover`,
        );
      return;
    }
    const ids = new Map(
      messages.flatMap((one) => [
        ...(one.ids ?? [one.id]).map((id) => [id, one.topic] as const),
        [lineOf(one.id).id, lineOf(one.id).topic] as const,
      ]),
    );
    for (const word of idsIn(said.markers))
      this.#expect(ids.get(word) === topic, `no rule wants ${word} to be said as ${topic}`);
    const its = messages.find(({ id }) => id === effect.id);
    this.#expect(
      its?.topic === topic || lineOf(effect.id.replace(/^ceiling\//, "")).id === effect.id,
      `no rule wants ${effect.id}`,
    );
    const first = its?.ids ?? [effect.id];
    this.#expect(
      first.every((id) => words.includes(id)),
      `${effect.id} does not say ${first.join(" ")}`,
    );
  }

  #expect(holds: boolean, breach: string): void {
    if (!holds) this.breaches.add(breach);
  }
}

/** What the rules of an incident have to say; a handover shows only what is said. */
function wanted(thought: Thought): readonly Message[] | undefined {
  if (thought.kind !== "incident") return undefined;
  const { here } = thought;
  return rules
    .filter(({ when }) => when.includes(here.incident.management))
    .flatMap(({ wish }) => wish(here).wants)
    .filter(isMessage);
}

/** A comment of ours with these marks, as it is read after it was written. */
function read(markers: AddComment["markers"]): OwnComment {
  const body = markers.map(([kind = "", ...words]) => marker(kind, ...words)).join("\n");
  const item: CommentItem = {
    ...{ id: "IC_said", at: 0, by: { login: "tocsin", kind: "bot" }, body },
    ...{ kind: "comment", minimized: false, reacted: [], edits: [] },
  };
  return { item, markers: readMarkers(body) };
}
