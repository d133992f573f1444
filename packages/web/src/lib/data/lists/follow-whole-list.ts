import type { AnyVariables, TypedDocumentNode } from "@urql/core";
import { type Accessor, createMemo } from "solid-js";
import { type FollowedQuery, followQuery } from "../query.ts";
import type { Fault } from "../result.ts";
import type { Page } from "./pages.ts";

/** Pages of 50 rows: lists that are shown whole have at most 300. */
const MOST_PAGES = 6;

type PageDocument<Data, Variables> = TypedDocumentNode<Data, Variables & { readonly after?: string | null }>;

export interface FollowedList<Row> {
  /** The rows of all pages, in order. Undefined until each page is there. */
  readonly rows: readonly Row[] | undefined;
  /** Whether there is more than one page. */
  readonly hasPages: boolean;
  /** Why the last request failed; `rows` stay. */
  readonly fault: Fault | null;
  /** Asks the server again for all pages. */
  refetch(): Promise<void>;
}

/**
 * Follows a list that is shown whole, like `followQuery`, page by page. Few lists have a second page.
 *
 * @param variables a change restarts the queries; null pauses them
 * @param pageOf the list in an answer; undefined: the viewer is gone
 */
export function followWholeList<Data extends object, Variables extends AnyVariables, Row>(
  document: PageDocument<Data, Variables>,
  variables: Accessor<Variables | null>,
  pageOf: (data: Data) => Page<Row> | undefined,
): FollowedList<Row> {
  type Follow = { readonly query: FollowedQuery<Data>; readonly page: Accessor<Page<Row> | undefined> };

  function followAfter(before: Follow | undefined): Follow {
    const after = createMemo(() => (before ? nextCursor(before.page()) : null));
    const query = followQuery(document, () => {
      const present = variables();
      const cursor = after();
      if (present === null || cursor === undefined) return null;
      return { ...present, after: cursor };
    });
    return { query, page: () => query.data && pageOf(query.data) };
  }
  const follows: Follow[] = [];
  for (let count = 0; count < MOST_PAGES; count++) follows.push(followAfter(follows.at(-1)));

  const rows = createMemo(() => {
    const found: Row[] = [];
    for (const { page } of follows) {
      const present = page();
      if (present === undefined) return undefined;
      found.push(...present.nodes);
      if (nextCursor(present) === undefined) break;
    }
    return found;
  });
  return {
    get rows() {
      return rows();
    },
    get hasPages() {
      return nextCursor(follows[0]?.page()) !== undefined;
    },
    get fault() {
      return follows.find(({ query }) => query.fault !== null)?.query.fault ?? null;
    },
    async refetch() {
      await Promise.all(follows.map(({ query }) => query.refetch()));
    },
  };
}

/** The cursor of the page after this one; undefined: there is none. */
function nextCursor(page: Page<unknown> | undefined): string | undefined {
  return page?.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? undefined) : undefined;
}
