import { expect, test } from "vitest";
import { comparedAddress, readEmailAddress } from "./email-address.ts";

test.each([
  ["ilse@example.org", "ilse@example.org"],
  ["  Ilse.Maier+rater@mail.example.co.uk\n", "Ilse.Maier+rater@mail.example.co.uk"],
  ["o'neil@xn--bcher-kva.example", "o'neil@xn--bcher-kva.example"],
  [`${"a".repeat(64)}@${"b".repeat(60)}.example`, `${"a".repeat(64)}@${"b".repeat(60)}.example`],
])("%j is the address %j", (text, address) => {
  expect(readEmailAddress(text)).toBe(address);
});

test.each([
  "",
  "ilse",
  "ilse@localhost",
  "ilse@example.",
  "ilse@.org",
  "@example.org",
  "ilse@@example.org",
  "il se@example.org",
  "ilse@exam ple.org",
  "ilse..maier@example.org",
  ".ilse@example.org",
  "ilse@-example.org",
  "ilse@example.123",
  "ilse@example.org\r\nBcc: all@example.org",
  "ilse@example.org,eve@example.org",
  "Ilse <ilse@example.org>",
  "аdmin@example.org",
  "admin@exаmple.org",
  `${"a".repeat(65)}@example.org`,
  `a@${"b.".repeat(130)}org`,
  `${"a".repeat(400)}@example.org`,
])("%j is not an address", (text) => {
  expect(readEmailAddress(text)).toBeNull();
});

test("addresses that differ only in case compare as equal", () => {
  expect(comparedAddress("Ilse@Example.ORG")).toBe(comparedAddress("ilse@example.org"));
});
