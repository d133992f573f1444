import { Client, fetchExchange, gql, type TypedDocumentNode } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import { createSignal } from "solid-js";
import { afterEach, expect, test, vi } from "vitest";
import { pipe, subscribe } from "wonka";
import { inApp } from "../../testing/in-app.ts";
import { aLateServer } from "../../testing/late-server.ts";
import { ask } from "./ask.ts";
import { cacheOnly } from "./cache-only.ts";
import { freshAnswers } from "./fresh-answers.ts";
import { keptAnswers } from "./kept-answers.ts";
import { followQuery } from "./query.ts";

interface Lists {
  readonly list: {
    readonly id: string;
    readonly rows: readonly { readonly id: string; readonly name: string }[];
  };
}
const LIST: TypedDocumentNode<Lists, { readonly id: string }> = gql`
  query List($id: ID!) {
    list(id: $id) {
      id
      rows {
        id
        name
      }
    }
  }
`;
const CHANGED: TypedDocumentNode<{ readonly rowChanged: unknown }, Record<string, never>> = gql`
  subscription Changed {
    rowChanged {
      id
      name
    }
  }
`;

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});
const soon = (check: () => void) => vi.waitFor(check, 10_000);

/** A browser and its late server. */
async function aBrowser() {
  const server = await aLateServer();
  const client = new Client({
    url: server.url,
    preferGetMethod: false,
    exchanges: [keptAnswers, cacheOnly, cacheExchange({}), freshAnswers, fetchExchange, server.pushes],
  });
  closing.push(server.close);
  return {
    client,
    asked: (count = 1) => soon(() => expect(server.waiting()).toBe(count)),
    waiting: server.waiting,
    /** Answers the oldest query: list `id` has rows with these names; a row's id contains its index. */
    answer(id: string, ...names: string[]) {
      const rows = names.map((name, index) => ({ __typename: "Row", id: `${id}${index}`, name }));
      server.answer({ data: { __typename: "Query", list: { __typename: "List", id, rows } } });
    },
    refuse: () => server.answer({ errors: [{ message: "no" } as never] }),
    push: (id: string, name: string) =>
      server.push({ __typename: "Subscription", rowChanged: { __typename: "Row", id, name } }),
  };
}

type Browser = Awaited<ReturnType<typeof aBrowser>>;

/** A component in that browser that follows a list. */
function aReader(browser: Browser, id: () => string | null = () => "a") {
  const { made, parts, dispose } = inApp(browser.client, () =>
    followQuery(LIST, () => {
      const present = id();
      return present === null ? null : { id: present };
    }),
  );
  closing.push(dispose);
  const names = () => made.data?.list.rows.map(({ name }) => name);
  const reads = (...expected: string[]) => soon(() => expect(names()).toEqual(expected));
  return { query: made, names, reads, dispose, ...parts };
}

test("nothing is known before the server has answered", async () => {
  const browser = await aBrowser();
  const { query, reads } = aReader(browser);
  expect([query.data, query.fault, query.isSlow]).toEqual([undefined, null, false]);
  await browser.asked();
  await soon(() => expect(query.isSlow).toBe(true));
  browser.answer("a", "one");
  await reads("one");
  expect(query.isSlow).toBe(false);
});

test("cached data is shown at once and fetched again", async () => {
  const browser = await aBrowser();
  const before = aReader(browser);
  await browser.asked();
  browser.answer("a", "one");
  await before.reads("one");
  before.dispose();
  const { names, reads } = aReader(browser);
  expect(names()).toEqual(["one"]);
  await browser.asked();
  browser.answer("a", "other");
  await reads("other");
});

test("a row keeps its identity across answers, even across a failed one", async () => {
  const browser = await aBrowser();
  const { query, reads } = aReader(browser);
  await browser.asked();
  browser.answer("a", "one", "two");
  await reads("one", "two");
  const second = query.data?.list.rows[1];
  void query.refetch();
  await browser.asked();
  browser.refuse();
  await soon(() => expect(query.fault).not.toBeNull());
  expect(query.data?.list.rows[1]).toBe(second);
  const again = query.refetch();
  await browser.asked();
  browser.answer("a", "one", "three");
  await again;
  expect(query.data?.list.rows[1]).toBe(second);
  expect([second?.name, query.fault]).toEqual(["three", null]);
});

test("shown rows are not shared: another reader keeps the rows that the server sent", async () => {
  const browser = await aBrowser();
  const { reads } = aReader(browser);
  await browser.asked();
  const seen = ask(browser.client, LIST, { id: "a" });
  browser.answer("a", "one");
  await browser.asked();
  browser.answer("a", "one");
  await reads("one");
  void ask(browser.client, LIST, { id: "a" });
  await browser.asked();
  browser.answer("a", "two");
  await reads("two");
  expect((await seen).data?.list.rows[0]?.name).toBe("one");
});

test("two components that follow the same query ask once and both see each change", async () => {
  const browser = await aBrowser();
  const one = aReader(browser);
  const other = aReader(browser);
  await browser.asked();
  browser.answer("a", "one");
  await one.reads("one");
  await other.reads("one");
  const { unsubscribe } = browser.client.subscription(CHANGED, {}).subscribe(() => {});
  closing.push(unsubscribe);
  await Promise.resolve();
  browser.push("a0", "told");
  await one.reads("told");
  await other.reads("told");
  expect(browser.waiting()).toBe(0);
});

test("an answer that a push overtook does not revert the push", async () => {
  const browser = await aBrowser();
  const { query, reads } = aReader(browser);
  await browser.asked();
  browser.answer("a", "one");
  await reads("one");
  const { unsubscribe } = browser.client.subscription(CHANGED, {}).subscribe(() => {});
  closing.push(unsubscribe);
  void query.refetch();
  await browser.asked();
  browser.push("a0", "told");
  await reads("told");
  browser.answer("a", "one");
  await browser.asked();
  expect(query.data?.list.rows[0]?.name).toBe("told");
  browser.answer("a", "told");
  await soon(() => expect(browser.waiting()).toBe(0));
});

test("changed variables start over, without the previous data or fault", async () => {
  const browser = await aBrowser();
  const [id, choose] = createSignal<string | null>("a");
  const { query, names, reads } = aReader(browser, id);
  await browser.asked();
  choose("b");
  await browser.asked(2);
  browser.refuse();
  browser.answer("b", "of b");
  await reads("of b");
  expect(query.fault).toBeNull();
  choose("c");
  expect(names()).toBeUndefined();
  await browser.asked();
  choose("b");
  expect(names()).toEqual(["of b"]);
});

test("null variables pause the query", async () => {
  const browser = await aBrowser();
  const [id, choose] = createSignal<string | null>(null);
  const { query, names, reads } = aReader(browser, id);
  await query.refetch();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect([browser.waiting(), query.isSlow, names()]).toEqual([0, false, undefined]);
  choose("a");
  await browser.asked();
  browser.answer("a", "one");
  await reads("one");
  choose(null);
  expect(names()).toBeUndefined();
});

test("it refetches when data may be stale, until it is disposed", async () => {
  const browser = await aBrowser();
  const { reads, http, dispose } = aReader(browser);
  await browser.asked();
  browser.answer("a", "one");
  await reads("one");
  http.unreachable();
  http.reached();
  await browser.asked();
  browser.answer("a", "missed");
  await reads("missed");
  dispose();
  http.unreachable();
  http.reached();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(browser.waiting()).toBe(0);
});

test("a page that is left while waiting tears its query down", async () => {
  const browser = await aBrowser();
  const gone: number[] = [];
  const { unsubscribe } = pipe(
    browser.client.operations$,
    subscribe(({ kind, key }) => kind === "teardown" && gone.push(key)),
  );
  closing.push(unsubscribe);
  const { dispose } = aReader(browser);
  await browser.asked();
  dispose();
  // The request itself is still under way; its key is not a hash.
  expect(gone.filter(Number.isInteger)).toHaveLength(1);
});

test("an answer is shown even if another query has just made the cache forget the data", async () => {
  const browser = await aBrowser();
  const { reads, query } = aReader(browser);
  await browser.asked();
  browser.answer("a", "one");
  await reads("one");
  // The other query says that there is another list now, and nothing about its rows.
  const OTHER = gql`
    query Other {
      list(id: "a") {
        id
      }
    }
  `;
  for (const id of ["b", "c"]) {
    const other = ask(browser.client, OTHER, {});
    await browser.asked();
    browser.answer(id);
    await other;
    await new Promise((resolve) => setTimeout(resolve));
    expect(browser.waiting()).toBe(0);
  }
  void query.refetch();
  await browser.asked();
  browser.answer("c", "two");
  await reads("two");
});
