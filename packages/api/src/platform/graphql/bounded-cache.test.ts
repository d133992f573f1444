import { expect, it } from "vitest";
import { createBoundedCache } from "./bounded-cache.ts";

it("drops what was used longest ago when it would hold more than it may", () => {
  const cache = createBoundedCache<number>({ largest: 4, most: 9 });
  cache.set("aaa", 1);
  cache.set("bbb", 2);
  cache.set("ccc", 3);
  expect(cache.get("aaa")).toBe(1);
  cache.set("dddd", 4);
  expect(["aaa", "bbb", "ccc", "dddd"].map((key) => cache.get(key))).toEqual([1, undefined, undefined, 4]);
  cache.set("eeeee", 5);
  expect(["aaa", "dddd", "eeeee"].map((key) => cache.get(key))).toEqual([1, 4, undefined]);
});

it("counts an entry once, however often it is set", () => {
  const cache = createBoundedCache<string>({ largest: 9, most: 9 }, (_key, value) => value.length);
  for (let turn = 0; turn < 5; turn += 1) cache.set("a", "four");
  cache.set("b", "five!");
  expect([cache.get("a"), cache.get("b")]).toEqual(["four", "five!"]);
});
