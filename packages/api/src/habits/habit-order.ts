import { Prisma } from "../generated/prisma/client.ts";
import type { RankedList } from "../platform/ranks/ranks.ts";

/** A person's habits in use in their order. */
export const HABITS_IN_USE: RankedList = {
  table: Prisma.sql`habits`,
  listed: Prisma.sql`archived_at IS NULL`,
};
