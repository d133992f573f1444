import { Prisma } from "../generated/prisma/client.ts";
import type { RankedList } from "../platform/ranks/ranks.ts";

/** A person's open tasks in their order. */
export const OPEN_TASKS: RankedList = {
  table: Prisma.sql`tasks`,
  listed: Prisma.sql`completed_at IS NULL AND deleted_at IS NULL`,
};
