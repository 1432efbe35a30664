// The webhooks of the local GitHub: signed snapshots of events on their way to the apps, and the list of deliveries.
import { createHmac } from "node:crypto";
import type { PlatformClock } from "./clock.ts";
import type { Luck } from "./faults.ts";
import type { IdSource } from "./identity.ts";
import type { Delivered, Installation } from "./installations.ts";

/** One attempt to deliver, as `GET /app/hook/deliveries` lists it. `deliveredAt` is epoch milliseconds. */
export interface Delivery extends Omit<Delivered, "id"> {
  readonly id: number;
  readonly guid: string;
  readonly appId: number;
  readonly action: string | null;
  readonly installationId: number;
  readonly repositoryId: number | null;
  readonly redelivery: boolean;
  readonly deliveredAt: number;
  status: string;
  statusCode: number;
}

/** What is to be delivered: an event's name and its whole payload. */
export interface WebhookMessage {
  readonly event: string;
  readonly repositoryId: number | null;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Sends deliveries by the clock and remembers them; what fails is kept and never sent again by itself. */
export class Webhooks {
  readonly deliveries: Delivery[] = [];
  readonly #clock: PlatformClock;
  readonly #luck: Luck;
  readonly #identity: IdSource;

  constructor(clock: PlatformClock, luck: Luck, identity: IdSource) {
    this.#clock = clock;
    this.#luck = luck;
    this.#identity = identity;
  }

  /** Sends one event to the app of an installation, subject to the faults in force. */
  send(installation: Installation, message: WebhookMessage): void {
    if (installation.app.options.webhook === undefined) return;
    const body = JSON.stringify(message.payload);
    const delivery = this.#entry(installation, { message, body });
    const arrivals = this.#luck.arrivals();
    if (arrivals.length === 0) {
      delivery.status = "failed to connect to host";
      delivery.statusCode = 502;
    }
    for (const late of arrivals) this.#clock.after(late, () => this.#attempt(installation, delivery));
  }

  /** Sends a delivery once more, with the same GUID; `undefined` when there is no such delivery. */
  redeliver(installation: Installation, id: number): Delivery | undefined {
    const old = this.deliveries.find((delivery) => delivery.id === id);
    if (old === undefined) return undefined;
    const again: Delivery = {
      ...old,
      id: this.#identity.next("delivery"),
      redelivery: true,
      deliveredAt: this.#clock.now(),
      status: "pending",
      statusCode: 0,
    };
    this.deliveries.push(again);
    this.#clock.after(0, () => this.#attempt(installation, again));
    return again;
  }

  #entry(
    installation: Installation,
    what: { readonly message: WebhookMessage; readonly body: string },
  ): Delivery {
    const guid = this.#identity.guid();
    const { options } = installation.app;
    const { action } = what.message.payload;
    const delivery: Delivery = {
      id: this.#identity.next("delivery"),
      guid,
      appId: options.id,
      event: what.message.event,
      action: typeof action === "string" ? action : null,
      installationId: installation.id,
      repositoryId: what.message.repositoryId,
      redelivery: false,
      deliveredAt: this.#clock.now(),
      status: "pending",
      statusCode: 0,
      body: what.body,
      headers: {
        accept: "*/*",
        "content-type": "application/json",
        "user-agent": "GitHub-Hookshot/0000000",
        "x-github-delivery": guid,
        "x-github-event": what.message.event,
        "x-github-hook-id": String(400_000_000 + options.id),
        "x-github-hook-installation-target-id": String(options.id),
        "x-github-hook-installation-target-type": "integration",
        "x-hub-signature": `sha1=${createHmac("sha1", options.webhookSecret).update(what.body).digest("hex")}`,
        "x-hub-signature-256": `sha256=${createHmac("sha256", options.webhookSecret).update(what.body).digest("hex")}`,
      },
    };
    this.deliveries.push(delivery);
    return delivery;
  }

  /** A receiver that fails or can't be reached is a failed delivery, as on GitHub: its error becomes the status. */
  async #attempt(installation: Installation, delivery: Delivery): Promise<void> {
    const { webhook } = installation.app.options;
    if (webhook === undefined) return;
    const { guid, event, headers, body } = delivery;
    try {
      const { status } = await webhook({ id: guid, event, headers, body });
      delivery.statusCode = status;
      delivery.status = status >= 200 && status < 300 ? "OK" : `Invalid HTTP Response: ${status}`;
    } catch (error) {
      delivery.statusCode = 502;
      delivery.status = `failed to connect to host: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
}
