import { Client, fetchExchange, gql, type TypedDocumentNode } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import { afterEach, expect, test, vi } from "vitest";
import { inApp } from "../../../testing/in-app.ts";
import { aLateServer } from "../../../testing/late-server.ts";
import { cacheOnly } from "../cache-only.ts";
import { freshAnswers } from "../fresh-answers.ts";
import { keptAnswers } from "../kept-answers.ts";
import { followWholeList } from "./follow-whole-list.ts";
import type { Page } from "./pages.ts";

interface Row {
  readonly id: string;
}
const PAGE: TypedDocumentNode<{ readonly list: Page<Row> }, { readonly after?: string | null }> = gql`
  query Page($after: String) {
    list(after: $after) {
      nodes {
        id
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});
const soon = (check: () => void) => vi.waitFor(check, 10_000);

async function aReader() {
  const server = await aLateServer();
  const keys = { Connection: () => null, PageInfo: () => null };
  const client = new Client({
    url: server.url,
    preferGetMethod: false,
    exchanges: [keptAnswers, cacheOnly, cacheExchange({ keys }), freshAnswers, fetchExchange],
  });
  const { made, dispose } = inApp(client, () =>
    followWholeList(
      PAGE,
      () => ({}),
      ({ list }) => list,
    ),
  );
  closing.push(server.close, dispose);
  return {
    list: made,
    ids: () => made.rows?.map(({ id }) => id),
    asked: (count: number) => soon(() => expect(server.waiting()).toBe(count)),
    answer(ids: readonly string[], endCursor: string | null) {
      const nodes = ids.map((id) => ({ __typename: "Row", id }));
      const pageInfo = { __typename: "PageInfo", hasNextPage: endCursor !== null, endCursor };
      server.answer({
        data: { __typename: "Query", list: { __typename: "Connection", nodes, pageInfo } },
      });
    },
  };
}

test("a list of one page takes one request, and is there with its answer", async () => {
  const { answer, asked, ids, list } = await aReader();
  await asked(1);
  expect(list.rows).toBeUndefined();
  answer(["a", "b"], null);
  await soon(() => expect(ids()).toEqual(["a", "b"]));
  expect(list.hasPages).toBe(false);
  await asked(0);
});

test("a longer list is there once each of its pages is, and is asked for as a whole again", async () => {
  const { answer, asked, ids, list } = await aReader();
  await asked(1);
  answer(["a", "b"], "b");
  await soon(() => expect(list.hasPages).toBe(true));
  expect(list.rows).toBeUndefined();
  await asked(1);
  answer(["c"], null);
  await soon(() => expect(ids()).toEqual(["a", "b", "c"]));
  void list.refetch();
  await asked(2);
  answer(["a", "b"], "b");
  answer(["c", "d"], null);
  await soon(() => expect(ids()).toEqual(["a", "b", "c", "d"]));
});
