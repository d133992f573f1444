import { Client, type Exchange, gql, makeResult } from "@urql/core";
import { expect, test } from "vitest";
import { makeSubject, map, merge, pipe } from "wonka";
import { newestVersions } from "./newest-versions.ts";

const CHANGED = gql`
  subscription Changed {
    changed {
      id
    }
  }
`;

/** What a subscriber receives of the pushes that the test makes. */
function aSubscriber() {
  const pushes = makeSubject<object>();
  const server: Exchange = () => (operations) =>
    merge([
      pipe(
        pushes.source,
        map((changed) => makeResult(operation, { data: { changed }, hasNext: true })),
      ),
      pipe(
        operations,
        map((present) => {
          operation = present;
          return makeResult(present, { data: { changed: null }, hasNext: true });
        }),
      ),
    ]);
  let operation: Parameters<typeof makeResult>[0];
  const client = new Client({
    url: "http://127.0.0.1",
    preferGetMethod: false,
    exchanges: [newestVersions, server],
  });
  const received: unknown[] = [];
  client.subscription(CHANGED, {}).subscribe(({ data }) => received.push(data?.changed));
  return { push: pushes.next, last: () => received.at(-1) };
}

const session = (version: number, fields: object) => ({
  __typename: "WorkSession",
  id: "a",
  version,
  ...fields,
});

test("an older state does not replace a newer one, whatever it is part of", () => {
  const { push, last } = aSubscriber();
  push({ sessions: [session(4, { endedAt: "15:00", questionCount: 2 })] });
  push(session(3, { endedAt: null, isPaused: true }));
  expect(last()).toEqual(session(4, { endedAt: "15:00", isPaused: true }));
  push(session(5, { endedAt: null, isPaused: false }));
  expect(last()).toEqual(session(5, { endedAt: null, isPaused: false }));
});

test("fields of one version that come one after the other are all of the newest", () => {
  const { push, last } = aSubscriber();
  push(session(4, { endedAt: "15:00" }));
  push(session(4, { isPaused: false }));
  push(session(3, { endedAt: null, isPaused: true }));
  expect(last()).toEqual(session(4, { endedAt: "15:00", isPaused: false }));
});

test("an object of values, such as a pace, is one of its fields", () => {
  const { push, last } = aSubscriber();
  push(session(4, { pace: { level: "GREAT", score: 100 } }));
  push(session(3, { pace: { level: "SLOW", score: 50 } }));
  expect(last()).toEqual(session(4, { pace: { level: "GREAT", score: 100 } }));
});

test("lists and entities within it stay what they are, and so does what tells no version", () => {
  const { push, last } = aSubscriber();
  push(session(4, { task: { __typename: "Task", id: "t", title: "new" }, questions: ["b"] }));
  push(session(3, { task: { __typename: "Task", id: "t", title: "old" }, questions: [] }));
  expect(last()).toEqual(session(4, { task: { __typename: "Task", id: "t", title: "old" }, questions: [] }));
});

test("another entity, or another type with the same id, is not compared with it", () => {
  const { push, last } = aSubscriber();
  push(session(4, { endedAt: "15:00" }));
  push({ __typename: "Timer", id: "a", version: 1, endedAt: null });
  expect(last()).toMatchObject({ version: 1, endedAt: null });
});

test("memory is bounded", () => {
  const { push, last } = aSubscriber();
  push(session(4, { endedAt: "15:00" }));
  for (let count = 0; count < 1100; count += 1) push({ ...session(1, {}), id: `other ${count}` });
  push(session(3, { endedAt: null }));
  expect(last()).toMatchObject({ version: 3 });
});
