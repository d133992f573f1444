import DataLoader from "dataloader";
import { ownedBy } from "../access.ts";
import type { Context } from "../context.ts";
import type { RankedList } from "./ranks.ts";

/** Tells a row's position in its owner's list, from 0; null if it is not in the list. */
export type PositionOf = (context: Context, id: string) => Promise<number | null>;

/** Reads positions in a list. All that a request asks for at a time are counted in one statement. */
export function positionsIn({ listed, table }: RankedList): PositionOf {
  const requests = new WeakMap<Context, DataLoader<string, number | null>>();

  function loaderOf(context: Context): DataLoader<string, number | null> {
    const { db, viewer } = context;
    const { userId } = ownedBy(viewer);
    return new DataLoader<string, number | null>(
      async (ids) => {
        const rows = await db.prisma.$queryRaw<{ id: string; position: number }[]>`
          SELECT id, position FROM (
            SELECT id, row_number() OVER (ORDER BY rank, id)::int - 1 AS position FROM ${table}
            WHERE user_id = ${userId}::uuid AND ${listed}) p
          WHERE id = ANY(${ids}::uuid[])`;
        const found = new Map(rows.map(({ id, position }) => [id, position]));
        return ids.map((id) => found.get(id) ?? null);
      },
      // No cache: a subscription uses its loader for hours, and one request may move a row twice.
      { cache: false },
    );
  }
  return (context, id) => {
    const loader = requests.get(context) ?? loaderOf(context);
    requests.set(context, loader);
    return loader.load(id);
  };
}
