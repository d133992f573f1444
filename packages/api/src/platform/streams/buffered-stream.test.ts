import { expect, it } from "vitest";
import { BufferedStream } from "./buffered-stream.ts";

function aStream() {
  let ends = 0;
  const stream = new BufferedStream<number>(() => {
    ends += 1;
  });
  return { stream, ends: () => ends };
}
const OVER = { done: true, value: undefined };

it("gives each value to a waiting reader, and only the newest to a late one", async () => {
  const { stream } = aStream();
  const first = stream.next();
  stream.push("tick", 1);
  expect(await first).toEqual({ done: false, value: 1 });
  for (const value of [2, 3, 4]) stream.push("tick", value);
  expect(await stream.next()).toEqual({ done: false, value: 4 });
});

it("ends after the buffered value, and cleans up once", async () => {
  const { stream, ends } = aStream();
  stream.push("tick", 1);
  stream.end();
  stream.end();
  stream.push("tick", 2);
  expect(ends()).toBe(1);
  expect(await stream.next()).toEqual({ done: false, value: 1 });
  expect(await stream.next()).toEqual(OVER);
});

it("ends at once on return(), also while it waits", async () => {
  const { stream, ends } = aStream();
  const waiting = stream.next();
  await stream.return();
  expect(await waiting).toEqual(OVER);
  expect(ends()).toBe(1);
});

it("reports a fault to the waiting reader, or on the next read, and then ends", async () => {
  for (const waits of [true, false]) {
    const { stream, ends } = aStream();
    const early = waits ? stream.next() : null;
    stream.fail(new Error("lost"));
    await expect(early ?? stream.next()).rejects.toThrow("lost");
    expect(await stream.next()).toEqual(OVER);
    expect(ends()).toBe(1);
  }
});
