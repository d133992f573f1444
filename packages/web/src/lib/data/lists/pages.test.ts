import { expect, test } from "vitest";
import { type Page, readPages } from "./pages.ts";

/** A list of numbers in pages of two, and the cursors that were requested. */
function aList(...numbers: number[]) {
  const asked: (string | null)[] = [];
  return {
    asked,
    async read(after: string | null): Promise<Page<number>> {
      asked.push(after);
      const from = after === null ? 0 : Number(after);
      const nodes = numbers.slice(from, from + 2);
      const to = from + nodes.length;
      return {
        nodes,
        pageInfo: { hasNextPage: to < numbers.length, endCursor: nodes.length ? `${to}` : null },
      };
    },
  };
}

test("a list is read to its end, in order", async () => {
  const { asked, read } = aList(1, 2, 3, 4, 5);
  const all = await readPages(read, () => false);
  expect(all).toEqual({ rows: [1, 2, 3, 4, 5], hasMore: false, end: "5" });
  expect(asked).toEqual([null, "2", "4"]);
});

test("it is read from the given cursor, and only until there are enough rows", async () => {
  const { asked, read } = aList(1, 2, 3, 4, 5, 6, 7);
  const some = await readPages(read, (rows, pageCount) => rows.includes(5) && pageCount === 2, "2");
  expect(some).toEqual({ rows: [3, 4, 5, 6], hasMore: true, end: "6" });
  expect(asked).toEqual(["2", "4"]);
});

test("an empty list has no end cursor", async () => {
  expect(await readPages(aList().read, () => false)).toEqual({ rows: [], hasMore: false, end: null });
});

test("a missing page means no list at all", async () => {
  const { read } = aList(1, 2, 3);
  expect(
    await readPages(
      async (after) => (after ? null : read(after)),
      () => false,
    ),
  ).toBeNull();
});
