import type { Prisma } from "../../generated/prisma/client.ts";
import type { Change } from "../changes/change.ts";

// People put rows in an order of their own. A row's rank lies between those of its neighbours, so a move changes one
// row. A row that leaves the list keeps its rank and comes back to its place, and cursors stay valid.

/** A list in its owner's order: rows of a table with the columns `id`, `user_id` and `rank`. */
export interface RankedList {
  readonly table: Prisma.Sql;
  /** Which of the rows are in the list. */
  readonly listed: Prisma.Sql;
}

type Ranker = Pick<Change, "transaction" | "userId">;

/** The rank after all of a person's rows. Rows outside the list count too, because they may come back. */
export async function lastRank({ transaction, userId }: Ranker, { table }: RankedList): Promise<number> {
  const [{ rank }] = await transaction.$queryRaw<[{ rank: number }]>`
    SELECT coalesce(max(rank), 0) + 1 AS rank FROM ${table} WHERE user_id = ${userId}::uuid`;
  return rank;
}

interface Place {
  /** How many rows come before the row now. */
  readonly present: number;
  /** The same at the wanted position. */
  readonly wanted: number;
  /** The rank halfway between the neighbours there. */
  readonly rank: number;
  /** Whether the rank lies between theirs. */
  readonly fits: boolean;
}

/**
 * The rank that puts a row at a position in the list, from 0; beyond the last one: the last. Null: it is there already.
 */
export async function rankAt(
  change: Ranker,
  list: RankedList,
  id: string,
  position: number,
): Promise<number | null> {
  const place = await placeAt(change, list, id, position);
  if (place.present === place.wanted) return null;
  if (place.fits) return place.rank;
  await spread(change, list, 1);
  return (await placeAt(change, list, id, position)).rank;
}

async function placeAt(
  { transaction, userId }: Ranker,
  { listed, table }: RankedList,
  id: string,
  position: number,
): Promise<Place> {
  const [place] = await transaction.$queryRaw<[Place]>`
    WITH own AS (SELECT rank, id FROM ${table} WHERE user_id = ${userId}::uuid AND id = ${id}::uuid),
    others AS (
      SELECT rank, id, row_number() OVER (ORDER BY rank, id) AS place FROM ${table}
      WHERE user_id = ${userId}::uuid AND ${listed} AND id <> ${id}::uuid),
    around AS (
      SELECT (count(*) FILTER (WHERE (rank, id) < (SELECT rank, id FROM own)))::int AS present,
        least(count(*), ${position})::int AS wanted,
        max(rank) FILTER (WHERE place <= ${position}) AS low, min(rank) FILTER (WHERE place > ${position}) AS high
      FROM others),
    halfway AS (
      SELECT *, coalesce((low + high) * 0.5, low + 1, high - 1, 1) AS rank FROM around)
    SELECT present, wanted, rank, coalesce(rank > low, true) AND coalesce(rank < high, true) AS fits FROM halfway`;
  return place;
}

/** Numbers all of a person's rows anew, in their order. A double can be halved some fifty times before that. */
export async function spread(
  { transaction, userId }: Ranker,
  { table }: RankedList,
  from: number,
): Promise<void> {
  await transaction.$executeRaw`
    UPDATE ${table} r SET rank = ${from}::float8 + n.place - 1
    FROM (SELECT id, row_number() OVER (ORDER BY rank, id) AS place FROM ${table} WHERE user_id = ${userId}::uuid) n
    WHERE r.user_id = ${userId}::uuid AND r.id = n.id`;
}
