import type { Context } from "../context.ts";
import { batched } from "../graphql/batched.ts";
import type { RankedList } from "./ranks.ts";

/** Tells a row's position in its owner's list, from 0; null if it is not in the list. */
export type PositionOf = (context: Context, id: string) => Promise<number | null>;

/** Reads positions in a list. All that a request asks for at a time are counted in one statement. */
export function positionsIn({ listed, table }: RankedList): PositionOf {
  const rowOf = batched(
    ({ prisma }, userId, ids) =>
      prisma.$queryRaw<{ id: string; position: number }[]>`
        SELECT id, position FROM (
          SELECT id, row_number() OVER (ORDER BY rank, id)::int - 1 AS position FROM ${table}
          WHERE user_id = ${userId}::uuid AND ${listed}) p
        WHERE id = ANY(${ids}::uuid[])`,
  );
  return async (context, id) => (await rowOf(context, id))?.position ?? null;
}
