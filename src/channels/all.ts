// Every channel that ships, and those of them that a host has set up.
import type { Carrier } from "../world.ts";
import type { Channel, ChannelMeans } from "./channel.ts";

/** In the order in which hosts are told of them. */
export const channels: readonly Channel[] = [];

/** The carriers that an environment asks for. Throws where one is set up wrongly. */
export async function openChannels(
  means: ChannelMeans,
  all: readonly Channel[] = channels,
): Promise<readonly Carrier[]> {
  const opened = await Promise.all(
    all.map(async (channel) => ({ name: channel.name, carry: await channel.open(means) })),
  );
  return opened.flatMap(({ name, carry }) =>
    carry === undefined ? [] : [{ name: `channel:${name}`, carry }],
  );
}
