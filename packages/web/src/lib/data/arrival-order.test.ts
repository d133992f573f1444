import { Client, type Exchange, gql, makeResult, type Operation, type OperationResult } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import fc from "fast-check";
import { expect, test } from "vitest";
import { filter, makeSubject, merge, pipe, tap } from "wonka";
import { inOrderOfArrival } from "./arrival-order.ts";
import { ask, recall } from "./ask.ts";
import { cacheOnly } from "./cache-only.ts";
import { freshAnswers } from "./fresh-answers.ts";
import { newestVersions } from "./newest-versions.ts";

const ASKED = gql`
  query Asked {
    session {
      id
      version
    }
  }
`;
const OTHER = gql`
  query Other {
    other
  }
`;
const PRESS = gql`
  mutation Press($id: Int!) {
    press(id: $id) {
      id
      version
    }
  }
`;
const CHANGES = ["A", "B", "C"].map(
  (stream) => gql`
    subscription Changed${stream} {
      session {
        id
        version
      }
    }
  `,
);

/** A page that shows a session's version, and its server, which answers when the test says. */
async function aPage() {
  const results = makeSubject<OperationResult>();
  const waiting: Operation[] = [];
  const streams: Operation[] = [];
  let version = 1;
  let presses = 0;
  const server: Exchange = () => (operations) =>
    merge([
      results.source,
      pipe(
        operations,
        tap((operation) => {
          if (operation.kind === "subscription") streams.push(operation);
          else if (operation.kind !== "teardown") waiting.push(operation);
        }),
        filter(() => false),
      ) as never,
    ]);
  const client = new Client({
    url: "http://127.0.0.1",
    preferGetMethod: false,
    exchanges: [cacheOnly, inOrderOfArrival(cacheExchange({})), newestVersions, freshAnswers, server],
  });
  const subscribers = CHANGES.map((document) => client.subscription(document, {}).subscribe(() => {}));
  let shown: unknown;
  const session = () => ({ __typename: "WorkSession", id: "a", version });
  recall(client, ASKED, {}, (data) => {
    shown = (data as { session: { version: number } }).session.version;
  });
  const page = {
    async shown() {
      // The cache repeats a query in a later microtask.
      await new Promise((resolve) => setTimeout(resolve, 0));
      return shown;
    },
    version: () => version,
    change: () => (version += 1),
    ask: (document = ASKED) => void ask(client, document, {}),
    press() {
      presses += 1;
      void client.mutation(PRESS, { id: presses }).toPromise();
    },
    push(stream: number) {
      const operation = streams[stream];
      if (operation) results.next(makeResult(operation, { data: { session: session() }, hasNext: true }));
    },
    answer(index: number) {
      const [operation] = waiting.splice(index % Math.max(waiting.length, 1), 1);
      if (!operation) return false;
      results.next(makeResult(operation, { data: { other: 1, press: session(), session: session() } }));
      return operation.kind === "mutation";
    },
    waiting: () => waiting.length,
    leave() {
      for (const { unsubscribe } of subscribers) unsubscribe();
    },
  };
  page.ask();
  page.answer(0);
  return page;
}

test("the last push shows, although another subscription and an answer came after the previous one", async () => {
  const page = await aPage();
  page.ask(OTHER);
  page.press();
  await Promise.resolve();
  expect(page.answer(1)).toBe(true);
  page.push(0);
  page.push(1);
  page.change();
  page.push(0);
  expect(await page.shown()).toBe(2);
  page.leave();
});

const step = fc.oneof(
  fc.record({ does: fc.constant("ask" as const) }),
  fc.record({ does: fc.constant("other" as const) }),
  fc.record({ does: fc.constant("press" as const) }),
  fc.record({ does: fc.constant("push" as const), of: fc.nat(2), changes: fc.boolean() }),
  fc.record({ does: fc.constant("answer" as const), of: fc.nat(5), changes: fc.boolean() }),
);

test("whatever the order, the page shows what arrived last", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const page = await aPage();
      for (const one of steps) {
        if ("changes" in one && one.changes) page.change();
        if (one.does === "ask") page.ask();
        if (one.does === "other") page.ask(OTHER);
        if (one.does === "press") page.press();
        if (one.does === "push") page.push(one.of);
        const isTold = one.does === "answer" ? page.answer(one.of) : one.does === "push";
        if (isTold) expect(await page.shown()).toBe(page.version());
        await Promise.resolve();
      }
      page.change();
      page.ask();
      for (let tries = 0; page.waiting() > 0 && tries < 200; tries += 1) {
        page.answer(tries);
        await new Promise((resolve) => setTimeout(resolve, 0));
      }
      expect(await page.shown()).toBe(page.version());
      page.leave();
    }),
    { numRuns: 300 },
  );
}, 60_000);
