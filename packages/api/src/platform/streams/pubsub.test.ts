import { expect, it } from "vitest";
import { createPubSub, topic } from "./pubsub.ts";
import { afterEach, mapped, startingWith } from "./pubsub-streams.ts";

const counted = topic<number>("counted");

it("hands every payload to each subscription of its topic, in order, and to nobody else", async () => {
  const pubsub = createPubSub();
  const [mine, mineToo, yours] = [counted("me"), counted("me"), counted("you")].map((t) =>
    pubsub.subscribe(t),
  );
  pubsub.publish(counted("me"), "a", 1);
  pubsub.publish(counted("me"), "b", 2);
  pubsub.publish(counted("you"), "a", 3);
  expect([await mine?.next(), await mine?.next()]).toMatchObject([{ value: 1 }, { value: 2 }]);
  expect([await mineToo?.next(), await mineToo?.next()]).toMatchObject([{ value: 1 }, { value: 2 }]);
  expect(await yours?.next()).toMatchObject({ value: 3 });
});

it("buffers only the newest payload of each node for a slow reader", async () => {
  const pubsub = createPubSub();
  const slow = pubsub.subscribe(counted("me"));
  for (const [key, payload] of [
    ["a", 1],
    ["b", 2],
    ["a", 3],
  ] as const)
    pubsub.publish(counted("me"), key, payload);
  expect([await slow.next(), await slow.next()]).toEqual([
    { done: false, value: 2 },
    { done: false, value: 3 },
  ]);
});

it("ends at once on return(), also while a read waits", async () => {
  const pubsub = createPubSub();
  const stream = startingWith(
    async () => 0,
    mapped(pubsub.subscribe(counted("me")), (n) => n + 1),
  );
  expect(await stream.next()).toEqual({ done: false, value: 0 });
  const blocked = stream.next();
  await stream.return?.();
  expect(pubsub.size).toBe(0);
  expect(await blocked).toEqual({ done: true, value: undefined });
  expect(await stream.next()).toEqual({ done: true, value: undefined });
});

it("loses no change that happens while the current state is read", async () => {
  const pubsub = createPubSub();
  const stream = startingWith(
    async () => {
      pubsub.publish(counted("me"), "a", 2);
      return 1;
    },
    pubsub.subscribe(counted("me")),
  );
  expect([await stream.next(), await stream.next()]).toMatchObject([{ value: 1 }, { value: 2 }]);
});

it("unsubscribes when the first state or a change fails", async () => {
  const pubsub = createPubSub();
  const fails = () => Promise.reject(new Error("no state"));
  await expect(startingWith(fails, pubsub.subscribe(counted("me"))).next()).rejects.toThrow("no state");
  const broken = mapped(pubsub.subscribe(counted("me")), fails);
  pubsub.publish(counted("me"), "a", 1);
  await expect(broken.next()).rejects.toThrow("no state");
  expect(pubsub.size).toBe(0);
});

it("outlives 100,000 payloads that one subscriber never reads, while another reads them all", async () => {
  const pubsub = createPubSub();
  const stalled = pubsub.subscribe(topic<string>("t")("me"));
  const reading = pubsub.subscribe(topic<string>("t")("me"));
  const padding = "x".repeat(2000);
  const memoryBefore = process.memoryUsage().heapUsed;
  let read = 0;
  for (let i = 0; i < 100_000; i++) {
    pubsub.publish(topic<string>("t")("me"), `node ${i % 10}`, `${padding}${i}`);
    if ((await reading.next()).done === false) read += 1;
  }
  expect(read).toBe(100_000);
  // If buffered, the payloads would take 200 MB.
  expect(process.memoryUsage().heapUsed - memoryBefore).toBeLessThan(100_000_000);
  let left = 0;
  for (; left < 10; left++) expect((await stalled.next()).value).toMatch(/9999\d$/);
  const more = stalled.next();
  pubsub.publish(topic<string>("t")("me"), "last", "last");
  expect(await more).toEqual({ done: false, value: "last" });
});

it("ends a subscription that falls too many nodes behind, with an error that says what to do", async () => {
  const pubsub = createPubSub();
  const stalled = pubsub.subscribe(counted("me"));
  for (let i = 0; i <= 1000; i++) pubsub.publish(counted("me"), String(i), i);
  expect(pubsub.size).toBe(0);
  await expect(stalled.next()).rejects.toThrow("Subscribe again");
  expect(await stalled.next()).toEqual({ done: true, value: undefined });
});

it("reads a batch only when all of the one before is taken, and waits for a signal when there is no more", async () => {
  const pubsub = createPubSub();
  const batches = [
    { items: [1, 2], hasMore: true },
    { items: [], hasMore: true },
    { items: [3], hasMore: false },
    { items: [4], hasMore: false },
  ];
  let reads = 0;
  const stream = await afterEach(pubsub.subscribe(counted("me")), async () => async () => {
    const batch = batches[reads++];
    if (!batch) throw new Error("Nothing is left to read");
    return batch;
  });
  const taken: [number | undefined, number][] = [];
  for (let time = 0; time < 3; time += 1) taken.push([(await stream.next()).value, reads]);
  expect(taken).toEqual([
    [1, 1],
    [2, 1],
    [3, 3],
  ]);
  const next = stream.next();
  pubsub.publish(counted("me"), "a", 0);
  expect([(await next).value, reads]).toEqual([4, 4]);
  await stream.return?.();
  expect(pubsub.size).toBe(0);
});
