// Where a feed may lead: whoever writes a policy must not reach into the network of the server through us.
import { BlockList, isIPv4 } from "node:net";

/**
 * What IANA's registry of special IPv4 addresses (RFC 6890 and its updates, as of 2026) does not call globally reachable, with
 * multicast and all that is reserved.
 */
const special4 = listOf("ipv4", [
  ["0.0.0.0", 8], // this network
  ["10.0.0.0", 8], // private
  ["100.64.0.0", 10], // shared by a carrier's customers
  ["127.0.0.0", 8], // loopback
  ["169.254.0.0", 16], // link-local: the metadata of clouds is there
  ["172.16.0.0", 12], // private
  ["192.0.0.0", 24], // protocols of the IETF
  ["192.0.2.0", 24], // documentation
  ["192.88.99.0", 24], // relays of 6to4, given up
  ["192.168.0.0", 16], // private
  ["198.18.0.0", 15], // benchmarks
  ["198.51.100.0", 24], // documentation
  ["203.0.113.0", 24], // documentation
  ["224.0.0.0", 3], // multicast, reserved, broadcast
]);

/**
 * The only IPv6 addresses that are given to hosts of the Internet (RFC 4291). Outside of it lie loopback and `::`, mapped,
 * compatible and translated IPv4 (`::/96`, `::ffff:0:0/96`, `::ffff:0:0:0/96`, `64:ff9b::/96`, `64:ff9b:1::/48`), discard-only,
 * local and site-local, link-local, multicast, and whatever will be invented there.
 */
const global6 = listOf("ipv6", [["2000::", 3]]);

/** What in it is special all the same (RFC 6890 and its updates, as of 2026). */
const special6 = listOf("ipv6", [
  ["2001::", 23], // protocols of the IETF: Teredo (2001::/32), benchmarks, ORCHID
  ["2001:db8::", 32], // documentation
  ["2002::", 16], // 6to4: an IPv4 address stands in it
  ["3fff::", 20], // documentation
]);

/** Is this an address of the public Internet, as the system's resolver spells addresses? What is no address is none. */
export function isPublicAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const plain = mapped ?? address;
  // Lists of their own: the check of an IPv4 address would hold it against mapped IPv6 ranges, too.
  if (isIPv4(plain)) return !special4.check(plain, "ipv4");
  return global6.check(plain, "ipv6") && !special6.check(plain, "ipv6");
}

function listOf(family: "ipv4" | "ipv6", nets: readonly (readonly [net: string, bits: number])[]): BlockList {
  const list = new BlockList();
  for (const [net, bits] of nets) list.addSubnet(net, bits, family);
  return list;
}
