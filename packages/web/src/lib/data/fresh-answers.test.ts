import { Client, fetchExchange, gql } from "@urql/core";
import { afterEach, expect, test, vi } from "vitest";
import { aLateServer } from "../../testing/late-server.ts";
import { freshAnswers } from "./fresh-answers.ts";

const COUNT = gql`
  query Count {
    count
  }
`;
const COUNTED = gql`
  subscription Counted {
    counted
  }
`;
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A reader that queries a count and subscribes to changes, with what it read, and the server. */
async function aReader() {
  const server = await aLateServer();
  const exchanges = [freshAnswers, fetchExchange, server.pushes];
  const client = new Client({ url: server.url, preferGetMethod: false, exchanges });
  const read: unknown[] = [];
  const pushes = client.subscription(COUNTED, {}).subscribe(() => {});
  const answers = client
    .query(COUNT, {}, { requestPolicy: "network-only" })
    .subscribe(({ data, error }) => read.push(error ? "error" : data?.count));
  closing.push(pushes.unsubscribe, answers.unsubscribe, server.close);
  return {
    read,
    server,
    asked: () => vi.waitFor(() => expect(server.waiting()).toBe(1), 10_000),
    reads: (expected: unknown[]) => vi.waitFor(() => expect(read).toEqual(expected), 10_000),
    push: () => server.push({ counted: true }),
    answer: (count: number) => server.answer({ data: { count } }),
  };
}

test("an answer is accepted if no push overtook it", async () => {
  const { asked, answer, push, reads, server } = await aReader();
  await asked();
  answer(1);
  await reads([1]);
  push();
  expect(server.waiting()).toBe(0);
});

test("an answer that a push overtook is dropped and fetched again", async () => {
  const { asked, answer, push, reads } = await aReader();
  await asked();
  push();
  answer(1);
  await asked();
  answer(2);
  await reads([2]);
});

test("an error is reported at once, even if a push overtook it", async () => {
  const { asked, push, reads, server } = await aReader();
  await asked();
  push();
  server.answer({ errors: [{ message: "no" } as never] });
  await reads(["error"]);
});

test("if changes never stop, the fourth answer is shown", async () => {
  const { read, asked, answer, push, reads } = await aReader();
  for (const count of [1, 2, 3, 4]) {
    await asked();
    push();
    expect(read).toEqual([]);
    answer(count);
  }
  await reads([4]);
});
