import { Client, type Exchange, gql, makeErrorResult, makeResult } from "@urql/core";
import { expect, test } from "vitest";
import { filter, map, pipe } from "wonka";
import { keptAnswers } from "./kept-answers.ts";

const COUNT = gql`
  query Count {
    count
  }
`;

/** A client whose server gives these answers in turn; null means unreachable. */
function aClient(answers: (object | null)[]) {
  const server: Exchange = () => (operations) =>
    pipe(
      operations,
      filter(({ kind }) => kind !== "teardown"),
      map((operation) => {
        const data = answers.shift() ?? null;
        return data ? makeResult(operation, { data }) : makeErrorResult(operation, new Error("out of reach"));
      }),
    );
  const client = new Client({
    url: "http://127.0.0.1",
    preferGetMethod: false,
    exchanges: [keptAnswers, server],
  });
  const read: unknown[] = [];
  const { unsubscribe } = client.query(COUNT, {}).subscribe(({ data }) => read.push(data));
  const askAgain = () => client.query(COUNT, {}, { requestPolicy: "network-only" }).toPromise();
  return { read, askAgain, unsubscribe };
}

test("an answer is a copy that a store may mutate", () => {
  const told = { count: 1, rows: [{ id: "a" }] };
  const { read } = aClient([told]);
  expect(read).toEqual([told]);
  expect(read[0]).not.toBe(told);
  expect((read[0] as typeof told).rows[0]).not.toBe(told.rows[0]);
});

test("an error without data keeps the known data while somebody follows the query", async () => {
  const { read, askAgain, unsubscribe } = aClient([{ count: 1 }, null, null]);
  const failed = await askAgain();
  expect([failed.data, failed.error?.message]).toEqual([{ count: 1 }, "[Network] out of reach"]);
  expect(read.at(-1)).toEqual({ count: 1 });
  unsubscribe();
  expect((await askAgain()).data).toBeUndefined();
});
