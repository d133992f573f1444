import { expect, it } from "vitest";
import { aPlatformServer } from "../../testing/platform-server.ts";
import { addressKey } from "../address-key.ts";

async function addressSeen(trust: string, forwarded: string): Promise<unknown> {
  const server = await aPlatformServer({ TRUST_PROXY: trust });
  const { data } = await server.ask("{ address }", { headers: { "x-forwarded-for": forwarded } });
  await server.stop();
  return data?.address;
}

it.each([
  ["", "203.0.113.9", "127.0.0.1"],
  ["1", "203.0.113.9", "203.0.113.9"],
  ["1", "198.51.100.1, 203.0.113.9", "203.0.113.9"],
  ["2", "198.51.100.1, 203.0.113.9", "198.51.100.1"],
  ["2", "203.0.113.9", "203.0.113.9"],
  ["1", "rubbish", "127.0.0.1"],
  ["127.0.0.0/8", "198.51.100.1, 203.0.113.9", "203.0.113.9"],
  ["127.0.0.0/8,203.0.113.0/24", "198.51.100.1, 203.0.113.9", "198.51.100.1"],
  ["10.0.0.0/8", "203.0.113.9", "127.0.0.1"],
])("with TRUST_PROXY %j, X-Forwarded-For %j means %s", async (trust, forwarded, address) => {
  expect(await addressSeen(trust, forwarded)).toBe(address);
});

it.each([
  ["203.0.113.9", "203.0.113.9"],
  ["::ffff:203.0.113.9", "203.0.113.9"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:db8:1:2::9", "2001:db8:1:2::/64"],
  ["2001:db8::9", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
])("counts %s as %s", (address, key) => {
  expect(addressKey(address)).toBe(key);
});
