import DataLoader from "dataloader";
import { ownedBy } from "../access.ts";
import type { Context, DatabaseHandle } from "../context.ts";

/**
 * Reads rows of the viewer by their ids. All that a request asks for at a time are read in one statement.
 *
 * @param read finds those of a person's rows that exist, in any order; `query` is Prisma's part of it
 * @returns reads one row, with what `query` says of its relations (`queryFromInfo`); null: it does not exist or is not
 * the viewer's
 */
export function batched<Row extends { readonly id: string }>(
  read: (db: DatabaseHandle, userId: string, ids: string[], query: object) => PromiseLike<readonly Row[]>,
): (context: Context, id: string, query?: object) => Promise<Row | null> {
  const requests = new WeakMap<Context, Map<string, DataLoader<string, Row | null>>>();

  function loaderOf({ db, viewer }: Context, query: object): DataLoader<string, Row | null> {
    const { userId } = ownedBy(viewer);
    return new DataLoader<string, Row | null>(
      async (ids) => {
        const found = new Map((await read(db, userId, [...new Set(ids)], query)).map((row) => [row.id, row]));
        return ids.map((id) => found.get(id) ?? null);
      },
      // No cache: a subscription uses its loader for hours, and one request may change a row twice.
      { cache: false },
    );
  }
  return (context, id, query = {}) => {
    // One for each selection: the rows of a list are all asked for with the same.
    const loaders = requests.get(context) ?? new Map<string, DataLoader<string, Row | null>>();
    requests.set(context, loaders);
    const key = JSON.stringify(query);
    const loader = loaders.get(key) ?? loaderOf(context, query);
    loaders.set(key, loader);
    return loader.load(id);
  };
}
