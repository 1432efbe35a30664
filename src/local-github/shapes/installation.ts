// Apps, installations and deliveries as REST and webhooks show them.
import type { App, Installation, Permissions } from "../installations.ts";
import { selectionOf, subscribed } from "../installations.ts";
import type { Platform } from "../platform.ts";
import { shownTime } from "../records.ts";
import type { Delivery } from "../webhooks.ts";
import { accountShape } from "./account.ts";

/** GitHub's `integration`: the app itself. */
export function appShape(platform: Platform, app: App, installations: number): Record<string, unknown> {
  return {
    id: app.options.id,
    slug: app.options.slug,
    node_id: `A_kwHO${app.options.id}`,
    client_id: `Iv23li${app.options.slug}`,
    owner: accountShape(platform, app.bot),
    name: app.options.slug,
    description: "",
    external_url: `${platform.addresses.web}/apps/${app.options.slug}`,
    html_url: `${platform.addresses.web}/apps/${app.options.slug}`,
    created_at: shownTime(app.createdAt),
    updated_at: shownTime(app.createdAt),
    permissions: app.permissions,
    events: subscribed(app),
    installations_count: installations,
  };
}

/** GitHub's `installation`. */
export function installationShape(platform: Platform, installation: Installation): Record<string, unknown> {
  const { addresses } = platform;
  const { app, owner, id } = installation;
  return {
    id,
    client_id: `Iv23li${app.options.slug}`,
    account: accountShape(platform, owner),
    repository_selection: selectionOf(installation),
    access_tokens_url: `${addresses.api}/app/installations/${id}/access_tokens`,
    repositories_url: `${addresses.api}/installation/repositories`,
    html_url:
      owner.kind === "Organization"
        ? `${addresses.web}/organizations/${owner.login}/settings/installations/${id}`
        : `${addresses.web}/settings/installations/${id}`,
    app_id: app.options.id,
    app_slug: app.options.slug,
    target_id: owner.databaseId,
    target_type: owner.kind,
    permissions: app.permissions,
    events: subscribed(app),
    created_at: shownTime(installation.createdAt),
    updated_at: shownTime(installation.createdAt),
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: null,
    suspended_at: null,
  };
}

/** GitHub's `installation-token`; `expiresAt` is epoch milliseconds of real time. */
export function tokenShape(
  { token, expiresAt }: { readonly token: string; readonly expiresAt: number },
  permissions: Permissions,
  selection: "all" | "selected",
): Record<string, unknown> {
  return { token, expires_at: shownTime(expiresAt), permissions, repository_selection: selection };
}

/** GitHub's `hook-delivery-item`. */
export function deliveryShape(delivery: Delivery): Record<string, unknown> {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: shownTime(delivery.deliveredAt),
    redelivery: delivery.redelivery,
    duration: 0.01,
    status: delivery.status,
    status_code: delivery.statusCode,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installationId,
    repository_id: delivery.repositoryId,
    throttled_at: null,
  };
}

/** GitHub's `hook-delivery`: the same with what was sent and answered. */
export function wholeDeliveryShape(delivery: Delivery): Record<string, unknown> {
  const payload: unknown = JSON.parse(delivery.body);
  return {
    ...deliveryShape(delivery),
    url: "",
    request: { headers: delivery.headers, payload },
    response: { headers: {}, payload: "" },
  };
}
