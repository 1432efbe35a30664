// What an operator gives a channel: one secret each, from the environment or a file, with whom it may serve. No value of it is ever said.
import { z } from "zod";
import { repositoryName } from "../engine/issue-ref.ts";
import { isChannel, channelPrefix as prefix } from "./asked.ts";
import type { ChannelKind } from "./channel.ts";

/** The secret may stand in a file instead, whose path this variable has. */
const ofFile = "_FILE";

/** A channel as an operator set it up. */
export interface Secret {
  /** Its name in a policy: `email` for `TOCSIN_CHANNEL_EMAIL`. */
  readonly name: string;
  /** The variable that it stands in, for messages. */
  readonly variable: string;
  readonly kind: string;
  /** Owners (`acme`) and repositories (`acme/incidents`) that may use it. */
  readonly serves: readonly string[];
  /** What its kind needs, not yet held against that. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** What a secret is read from. */
export interface SecretSource {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Reads a file whole. Throws where it can't be. */
  readonly readFile: (path: string) => string;
}

/** A secret, or what is wrong with it, in words that hold nothing of its value. */
export type ReadSecret =
  | { readonly kind: "secret"; readonly secret: Secret }
  | { readonly kind: "wrong"; readonly variable: string; readonly message: string };

const owner = /^[a-z\d](?:[a-z\d-]{0,38})$/i;
const whose = z.string().refine((text) => owner.test(text) || repositoryName.test(text), {
  error: "is neither an owner (acme) nor a repository (acme/incidents)",
});
const common = z.looseObject({
  kind: z.string({ error: "is missing: say which kind of channel this is" }),
  for: z.union([whose, z.array(whose).min(1)], {
    error: "is missing: say which owners or repositories may use it, such as acme or acme/incidents",
  }),
});

/** Every channel that the environment sets up, by its name, with what is wrong in those that can't be read. */
export function readSecrets(source: SecretSource): readonly ReadSecret[] {
  const variables = Object.keys(source.env).filter((name) => isChannel(source.env, name));
  return variables.toSorted().map((variable) => readSecret(variable, variables, source));
}

function readSecret(variable: string, all: readonly string[], { env, readFile }: SecretSource): ReadSecret {
  const wrong = (message: string): ReadSecret => ({ kind: "wrong", variable, message });
  const isFile = variable.slice(prefix.length).endsWith(ofFile);
  const bare = isFile ? variable.slice(0, -ofFile.length) : variable;
  if (isFile && all.includes(bare)) return wrong(`${bare} is set too; set one of them`);
  const name = bare.slice(prefix.length).toLowerCase().replaceAll("_", "-");
  if (!/^[a-z\d][a-z\d-]*$/.test(name))
    return wrong(`after ${prefix} a name is expected, such as ${prefix}EMAIL`);
  const text = textOf(env[variable] ?? "", isFile, readFile);
  if (text === undefined)
    return wrong("names a file that can't be read; expected the path of a file with JSON");
  const value = jsonOf(text);
  if (value === undefined)
    return wrong('is no JSON; expected one object: {"kind":"email","for":"acme/incidents",…}');
  const read = common.safeParse(value);
  if (!read.success) return wrong(faultsOf(read.error));
  const { kind, for: given, ...settings } = read.data;
  return {
    kind: "secret",
    secret: { name, variable, kind, serves: typeof given === "string" ? [given] : given, settings },
  };
}

function textOf(value: string, isFile: boolean, readFile: SecretSource["readFile"]): string | undefined {
  if (!isFile) return value;
  try {
    return readFile(value);
  } catch {
    // Why a secret's file can't be read may quote it.
    return undefined;
  }
}

/** What JSON says; its own errors quote the text, so that none of them is passed on. */
function jsonOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && !Array.isArray(value) && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A secret held against its kind: what it needs, or what is wrong, by key and without any value. */
export function settingsOf<Settings extends z.ZodType>(
  secret: Secret,
  { settings }: ChannelKind<Settings>,
): { readonly settings: z.output<Settings> } | { readonly message: string } {
  const read = settings.safeParse(secret.settings, { reportInput: false });
  return read.success ? { settings: read.data } : { message: faultsOf(read.error) };
}

function faultsOf({ issues }: z.ZodError): string {
  return issues
    .map(({ path, message, code, ...rest }) => {
      const key = path.map(String).join(".");
      if (code === "unrecognized_keys")
        return `does not know ${("keys" in rest ? rest.keys : []).map(String).join(", ")}${key && ` in ${key}`}`;
      return key === "" ? message : `${key} ${message}`;
    })
    .join("; ");
}

/** May a channel be used for what is asked of this repository? */
export function servesRepository({ serves }: Pick<Secret, "serves">, repository: string): boolean {
  const asked = repository.toLowerCase();
  return serves.some((one) => {
    const given = one.toLowerCase();
    return given.includes("/") ? given === asked : asked.startsWith(`${given}/`);
  });
}
