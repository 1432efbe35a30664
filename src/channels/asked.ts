// Whether anybody has set up a channel: known before anything of channels is loaded.

/** Names in the environment that begin so are channels; the rest, in small letters and with - for _, is its name in a policy. */
export const channelPrefix = "TOCSIN_CHANNEL_";

/** Does an environment ask for channels? */
export function asksForChannels(env: Readonly<Record<string, string | undefined>>): boolean {
  return Object.keys(env).some((name) => isChannel(env, name));
}

/** Is a variable a channel that is set? An empty one is not: a workflow sets it so where the secret does not exist. */
export function isChannel(env: Readonly<Record<string, string | undefined>>, name: string): boolean {
  return name.startsWith(channelPrefix) && env[name] !== undefined && env[name] !== "";
}
