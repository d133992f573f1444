import { Client, type Exchange, gql, makeResult } from "@urql/core";
import { expect, test } from "vitest";
import { filter, makeSubject, map, merge, pipe } from "wonka";
import { newestVersions } from "./newest-versions.ts";

const CHANGED = gql`
  subscription Changed {
    changed {
      id
    }
  }
`;
const PRESS = gql`
  mutation Press {
    press {
      id
    }
  }
`;

/** A subscriber, the pushes that the test makes, and a mutation that is answered as the test says. */
function aSubscriber() {
  const pushes = makeSubject<object>();
  let subscription: Parameters<typeof makeResult>[0];
  let pressed: object = {};
  const server: Exchange = () => (operations) =>
    merge([
      pipe(
        pushes.source,
        map((changed) => makeResult(subscription, { data: { changed }, hasNext: true })),
      ),
      pipe(
        operations,
        filter(({ kind }) => kind !== "teardown"),
        map((operation) => {
          if (operation.kind === "mutation") return makeResult(operation, { data: { press: pressed } });
          subscription = operation;
          return makeResult(operation, { data: { changed: null }, hasNext: true });
        }),
      ),
    ]);
  const client = new Client({
    url: "http://127.0.0.1",
    preferGetMethod: false,
    exchanges: [newestVersions, server],
  });
  const received: unknown[] = [];
  client.subscription(CHANGED, {}).subscribe(({ data }) => received.push(data?.changed));
  return {
    push: pushes.next,
    received,
    last: () => received.at(-1),
    async press(answer: object) {
      pressed = answer;
      return (await client.mutation(PRESS, {}).toPromise()).data?.press;
    },
  };
}

const session = (version: number, fields: object = {}) => ({
  __typename: "WorkSession",
  id: "a",
  version,
  ...fields,
});

test("an older push does not follow a newer one, whatever the entity is part of", () => {
  const { push, last } = aSubscriber();
  const day = { sessions: [session(4, { endedAt: "15:00" })] };
  push(day);
  push(session(3, { endedAt: null }));
  expect(last()).toEqual(day);
  push({ sessions: [session(2)] });
  expect(last()).toEqual(day);
});

test("pushes of the same and of a newer version arrive", () => {
  const { push, last } = aSubscriber();
  for (const one of [session(4), session(4, { isPaused: true }), session(5)]) {
    push(one);
    expect(last()).toEqual(one);
  }
});

test("an older push does not follow the answer to a mutation", async () => {
  const { push, last, press } = aSubscriber();
  push(session(4));
  expect(await press(session(6))).toEqual(session(6));
  push(session(5));
  expect(last()).toEqual(session(4));
});

test("a newer push is repeated after an older answer, which reaches its caller", async () => {
  const { push, last, press, received } = aSubscriber();
  push(session(7));
  expect(await press(session(6))).toEqual(session(6));
  expect(received.slice(-2)).toEqual([session(7), session(7)]);
  push(session(6));
  expect(last()).toEqual(session(7));
  expect(await press(session(8))).toEqual(session(8));
  expect(received).toHaveLength(3);
});

const task = (version: number, timerVersion: number) => ({
  ...{ __typename: "Task", id: "laundry", version },
  timer: { __typename: "Timer", id: "of laundry", version: timerVersion },
});

test("a push that is older only in part arrives, and the newer push of that part is repeated", () => {
  const { push, received } = aSubscriber();
  const { timer } = task(0, 5);
  push(timer);
  push(task(2, 4));
  expect(received.slice(-3)).toEqual([timer, task(2, 4), timer]);
  push(task(2, 4));
  expect(received.at(-1)).toEqual(timer);
  expect(received).toHaveLength(4);
});

test("a newer push is also repeated if an answer has brought the same since", async () => {
  const { push, press, received } = aSubscriber();
  const { timer } = task(0, 5);
  push(timer);
  await press(timer);
  push(task(2, 4));
  expect(received.slice(-2)).toEqual([task(2, 4), timer]);
});

test("a push that would take another part back is not repeated", () => {
  const { push, last } = aSubscriber();
  push(task(1, 5));
  push(task(2, 4));
  expect(last()).toEqual(task(2, 4));
});

test("another entity, or another type with the same id, is not compared with it", () => {
  const { push, last } = aSubscriber();
  push(session(4));
  for (const one of [{ ...session(1), id: "b" }, { ...session(1), __typename: "Timer" }, { id: "a" }]) {
    push(one);
    expect(last()).toEqual(one);
  }
});

test("memory is bounded", () => {
  const { push, last } = aSubscriber();
  push(session(4));
  for (let count = 0; count < 1100; count += 1) push({ ...session(1), id: `other ${count}` });
  push(session(3));
  expect(last()).toEqual(session(3));
});
