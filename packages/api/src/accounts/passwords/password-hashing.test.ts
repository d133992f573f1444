import argon2 from "argon2";
import { expect, it } from "vitest";
import { Busy } from "../../platform/failures.ts";
import { createPasswordHasher } from "./password-hashing.ts";

const PASSWORD = "correct horse battery staple";

it("A hash is Argon2id with 19 MiB and two passes, and verifies only its password", async () => {
  const hasher = createPasswordHasher();
  const hash = await hasher.hash(PASSWORD);
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await hasher.verify(hash, PASSWORD)).toBe(true);
  expect(await hasher.verify(hash, `${PASSWORD}!`)).toBe(false);
  expect(await hasher.hash(PASSWORD)).not.toBe(hash);
});

it("The same characters in another Unicode composition are the same password", async () => {
  const hasher = createPasswordHasher();
  const hash = await hasher.hash("Crème brûlée auf Deutsch");
  expect(await hasher.verify(hash, "Crème brûlée auf Deutsch".normalize("NFD"))).toBe(true);
});

it("Without a hash no password is right, not even an empty one, and the same work is done", async () => {
  const hasher = createPasswordHasher();
  const hash = await hasher.hash(PASSWORD);
  const lasted = async (of: string | null) => {
    const before = process.cpuUsage();
    for (let turn = 0; turn < 10; turn += 1) expect(await hasher.verify(of, "wrong")).toBe(false);
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  await lasted(hash);
  const ratio = (await lasted(null)) / (await lasted(hash));
  expect(ratio).toBeGreaterThan(0.5);
  expect(ratio).toBeLessThan(2);
  expect(await hasher.verify(null, "")).toBe(false);
});

it("A hash of weaker parameters is outdated", async () => {
  const hasher = createPasswordHasher();
  const weak = await argon2.hash(PASSWORD, { type: argon2.argon2id, memoryCost: 8192, timeCost: 1 });
  expect(hasher.isOutdated(weak)).toBe(true);
  expect(hasher.isOutdated(await hasher.hash(PASSWORD))).toBe(false);
});

it("Of 300 concurrent requests some are refused as busy, the others are served, and the queue is empty afterwards", async () => {
  const hasher = createPasswordHasher();
  const outcomes = await Promise.allSettled(Array.from({ length: 300 }, () => hasher.verify(null, PASSWORD)));
  const refused = outcomes.filter(({ status }) => status === "rejected");
  expect(refused).toHaveLength(300 - 102);
  for (const outcome of outcomes) {
    if (outcome.status === "rejected") expect(outcome.reason).toBeInstanceOf(Busy);
  }
  expect(await hasher.verify(await hasher.hash(PASSWORD), PASSWORD)).toBe(true);
});
