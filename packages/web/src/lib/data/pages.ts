/** A part of a list, as the server's connections tell it. */
export interface Page<Row> {
  readonly nodes: readonly Row[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

export interface ReadPages<Row> {
  /** Of all pages, in order. */
  readonly rows: readonly Row[];
  /** Whether the server has more behind them. */
  readonly hasMore: boolean;
  /** Behind the last row; null for an empty list. */
  readonly end: string | null;
}

/**
 * Reads a list page by page, until there is no more of it or enough was read.
 *
 * @param read asks for the page behind a cursor, null for the first, having read so many rows; null: it could not
 *   be had, or nobody waits for it any more
 * @param enough asked after each page with all rows so far
 * @param after where to begin; null: at the start
 * @returns null when a page could not be had
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
