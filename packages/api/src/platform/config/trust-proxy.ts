import { BlockList, isIP } from "node:net";
import type { VariableReader } from "./variables.ts";

/**
 * Which proxies' `X-Forwarded-For` is trusted for the client's address: none, a number of hops in front of this server,
 * or proxies with a listed address.
 */
export type TrustProxy =
  | { kind: "none" }
  | { kind: "hops"; hops: number }
  | { kind: "addresses"; addresses: BlockList };

/** A longer chain of proxies is taken for a mistake in the setting. */
const maximumHops = 10;

/** Reads TRUST_PROXY: `2`, or `10.0.0.0/8, fd00::/8, 192.0.2.7`. Problems go to the reader. */
export function readTrustProxy(read: VariableReader): TrustProxy {
  const items = read.list("TRUST_PROXY");
  if (items === null) return { kind: "none" };
  const [only] = items;
  if (items.length === 1 && only !== undefined && /^\d+$/.test(only)) {
    const hops = read.integer("TRUST_PROXY", 0, 0, maximumHops);
    return hops === 0 ? { kind: "none" } : { kind: "hops", hops };
  }
  const addresses = new BlockList();
  for (const item of items) {
    if (addRange(addresses, item)) continue;
    read.reject(
      "TRUST_PROXY",
      `must be the number of proxies in front (0 to ${maximumHops}) or a list of addresses and ranges such as 10.0.0.0/8`,
      item,
    );
  }
  return { kind: "addresses", addresses };
}

function addRange(addresses: BlockList, item: string): boolean {
  const [address = "", prefix, ...rest] = item.split("/");
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  const type = family === 4 ? "ipv4" : "ipv6";
  if (prefix === undefined) {
    addresses.addAddress(address, type);
    return true;
  }
  const bits = /^\d{1,3}$/.test(prefix) ? Number(prefix) : Number.NaN;
  if (!(bits >= 0 && bits <= (family === 4 ? 32 : 128))) return false;
  addresses.addSubnet(address, bits, type);
  return true;
}
