/** One page of a list, as a connection of the schema returns it. */
export interface Page<Row> {
  readonly nodes: readonly Row[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

export interface ReadPages<Row> {
  /** The rows of all pages, in order. */
  readonly rows: readonly Row[];
  /** Whether the server has more rows after these. */
  readonly hasMore: boolean;
  /** The cursor after the last row; null for an empty list. */
  readonly end: string | null;
}

/**
 * Reads a list page by page, until it ends or there are enough rows.
 *
 * @param read fetches the page after a cursor (null: the first page), given the number of rows so far; null if that
 *   failed or nobody is waiting any more
 * @param enough called after each page with all rows so far
 * @param after the cursor to start after; null: at the start
 * @returns null if a page could not be read
 */
export async function readPages<Row>(
  read: (after: string | null, rowCount: number) => Promise<Page<Row> | null>,
  enough: (rows: readonly Row[], pageCount: number) => boolean,
  after: string | null = null,
): Promise<ReadPages<Row> | null> {
  const rows: Row[] = [];
  let end = after;
  for (let pageCount = 1; ; pageCount++) {
    const page = await read(end, rows.length);
    if (page === null) return null;
    rows.push(...page.nodes);
    end = page.pageInfo.endCursor ?? end;
    const { hasNextPage } = page.pageInfo;
    if (!hasNextPage || enough(rows, pageCount)) return { rows, hasMore: hasNextPage, end };
  }
}
