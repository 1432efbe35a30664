// How the local GitHub tells of what happens: to installed apps by webhook, and to listeners at once.
import type { Installation } from "./installations.ts";
import { isOn, subscribed } from "./installations.ts";
import type { GithubEvent, Platform } from "./platform.ts";
import type { Account } from "./records.ts";
import { shownLogin } from "./records.ts";
import { accountShape, organizationShape } from "./shapes/account.ts";
import { repositoryShape } from "./shapes/repository.ts";
import type { Webhooks } from "./webhooks.ts";

/** Somebody who hears of every event at once: its name, whole payload, and the login of who caused it. */
export type EventListener = (event: string, payload: Payload, actor: string) => void;

type Payload = Readonly<Record<string, unknown>>;

/** Completes payloads and sends them where they belong. */
export class Events {
  readonly installations: Installation[] = [];
  readonly listeners: EventListener[] = [];
  readonly #platform: () => Platform;
  readonly #webhooks: Webhooks;

  constructor(platform: () => Platform, webhooks: Webhooks) {
    this.#platform = platform;
    this.#webhooks = webhooks;
  }

  /** The installations on an owner. */
  on(owner: Account): readonly Installation[] {
    return this.installations.filter((installation) => installation.owner.id === owner.id);
  }

  /** Tells the apps on the repository's owner that are subscribed, and every listener. */
  emit(what: GithubEvent): void {
    const payload = this.#whole(what);
    if (what.repository !== undefined) {
      const { repository } = what;
      const on = this.installations.filter((installation) => isOn(installation, repository));
      const told = [...on, ...(what.also === undefined ? [] : this.on(what.also))];
      for (const installation of told)
        if (subscribed(installation.app).includes(what.event)) this.#send(installation, what, payload);
    }
    for (const listener of this.listeners) listener(what.event, payload, shownLogin(what.actor));
  }

  /** Tells one installation about itself. */
  tell(installation: Installation, what: GithubEvent): void {
    this.#send(installation, what, this.#whole(what));
  }

  #whole({ repository, actor, payload }: GithubEvent): Payload {
    const platform = this.#platform();
    const view = platform.store.view();
    const sender = accountShape(platform, actor);
    if (repository === undefined) return { ...payload, sender };
    const owner = view.theAccount(repository.ownerId);
    return {
      ...payload,
      repository: repositoryShape(platform, view, repository),
      ...(owner.kind === "Organization" ? { organization: organizationShape(platform, owner) } : {}),
      sender,
    };
  }

  #send(installation: Installation, { event, repository }: GithubEvent, payload: Payload): void {
    const { id } = installation;
    const node = Buffer.from(`Integration Installation${id}`).toString("base64");
    const whole = { ...payload, installation: payload.installation ?? { id, node_id: node } };
    this.#webhooks.send(installation, {
      event,
      repositoryId: repository?.databaseId ?? null,
      payload: whole,
    });
  }
}
