// GOV.UK Notify on this machine, as its documentation has it: keys checked, messages kept with their references, errors by its names.
import { createHmac } from "node:crypto";
import { type Asked, type Manner, type Provider, provide } from "./provider.ts";

/** A message that Notify has. */
export interface Kept {
  readonly type: "sms" | "email";
  readonly to: string;
  readonly reference: string;
  readonly template: string;
  readonly personalisation: Readonly<Record<string, string>>;
  status: string;
}

/** A service that runs. */
export interface NotifyService extends Provider {
  readonly key: string;
  readonly kept: Kept[];
  readonly templates: Map<
    string,
    { readonly type: string; readonly subject?: string; readonly body: string }
  >;
  /** The next try to send is answered so; `after`: it is taken first, so that only its answer is lost. */
  fail(manner: Manner, after?: "after"): void;
}

/** The template of each kind. */
export const templates = {
  sms: "f33517ff-2a88-4f6e-b855-c550268ce08a",
  email: "9d751e0e-f929-4891-82a1-a3e1c3c18ee3",
};

const service = "26785a09-ab16-4eb0-8407-a37497a57506";
const secret = "3d844edf-8d35-48ac-975b-e847b4f122b0";

/** An answer of Notify's that says no. */
export const refusal = (status: number, error: string, message = "hunter2", headers = {}): Manner => ({
  ...{ status, headers },
  body: { status_code: status, errors: [{ error, message }] },
});

/** Starts a service with one template of each kind; its clock shows `now`. */
export async function notifyService(now: () => number = Date.now): Promise<NotifyService> {
  const kept: Kept[] = [];
  const failing: { manner: Manner; after: boolean }[] = [];
  const held: NotifyService["templates"] = new Map([
    [templates.sms, { type: "sms", body: "((text)) ((url))" }],
    [
      templates.email,
      { type: "email", subject: "((subject))", body: "((Text))\n\n((severity??It is severe.))" },
    ],
  ]);
  const take = (type: Kept["type"], body: string): Manner => {
    const given = JSON.parse(body) as Record<string, unknown>;
    const to = String(given[type === "sms" ? "phone_number" : "email_address"]);
    const template = String(given.template_id);
    if (held.get(template)?.type !== type) return refusal(400, "BadRequestError", "Template not found");
    if (type === "sms" && !/^\+44\d{10}$/.test(to))
      return refusal(400, "ValidationError", `phone_number ${to}`);
    const personalisation = given.personalisation as Kept["personalisation"];
    kept.push({
      ...{ type, to, template, personalisation },
      reference: String(given.reference),
      status: "sending",
    });
    return { status: 201, body: { id: "740e5834", reference: given.reference, content: {} } };
  };
  const answer = ({ method, path, headers, body }: Asked): Manner => {
    if (!isSigned(headers.authorization ?? "", now()))
      return refusal(403, "AuthError", "Invalid token: API key not found");
    const { pathname, searchParams } = new URL(path, "http://notify");
    const template = held.get(pathname.replace("/v2/template/", ""));
    if (method === "GET" && pathname.startsWith("/v2/template/"))
      return template === undefined
        ? refusal(404, "NoResultFound")
        : { status: 200, body: { id: "x", ...template } };
    if (method === "GET" && pathname === "/v2/notifications") {
      const wanted = searchParams.get("reference");
      const notifications = kept.filter(({ reference }) => wanted === null || reference === wanted);
      return { status: 200, body: { notifications, links: { current: path } } };
    }
    const type = /^\/v2\/notifications\/(sms|email)$/.exec(pathname)?.[1];
    if (method !== "POST" || type === undefined) return refusal(404, "NoResultFound");
    const fault = failing.shift();
    if (fault?.after === false) return fault.manner;
    const usual = take(type === "sms" ? "sms" : "email", body);
    return fault?.manner ?? usual;
  };
  const provider = await provide(answer);
  return {
    ...{ ...provider, kept, templates: held, key: `hunter2-${service}-${secret}` },
    fail: (manner, after) => void failing.push({ manner, after: after === "after" }),
  };
}

/** Is a token one of the service, signed with its key and not older than 30 seconds? */
function isSigned(authorization: string, now: number): boolean {
  const [head = "", claims = "", signature = ""] = authorization.replace(/^Bearer /, "").split(".");
  const right = createHmac("sha256", secret).update(`${head}.${claims}`).digest("base64url");
  if (signature !== right) return false;
  const { iss, iat } = JSON.parse(Buffer.from(claims, "base64url").toString("utf8")) as {
    iss: string;
    iat: number;
  };
  return iss === service && Math.abs(iat - now / 1_000) <= 30;
}
