import { addDays } from "@pacekeeper/domain/time/calendar-date";
import { startOfDay } from "@pacekeeper/domain/time/zones";
import { z } from "zod";
import { restorableSince } from "../changes/deleted-rows.ts";

// What the filters of several lists mean: what is omitted or null filters nothing.

/** A filter by the time of the last change, which clients that keep copies follow. */
interface ChangeFilter {
  readonly updatedSince?: Date | null | undefined;
}

/** Prisma's condition for rows that changed at an instant or later. */
export function changedSince({ updatedSince }: ChangeFilter) {
  return updatedSince == null ? {} : { updatedAt: { gte: updatedSince } };
}

/** A filter by whether rows are deleted. */
interface DeletionFilter {
  readonly deleted?: boolean | null | undefined;
}

/** Prisma's condition for rows that are not deleted, or for those that can still be restored. @param now epoch ms */
export function standing({ deleted }: DeletionFilter, now: number) {
  return { deletedAt: deleted ? { gte: restorableSince(now) } : null };
}

/** A filter by local dates, both included. */
interface DatesFilter {
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
}

/** Prisma's condition for an instant that lies within local dates. */
export function instantWithin({ from, to }: DatesFilter, zone: string) {
  return {
    ...(from != null && { gte: new Date(startOfDay(from, zone)) }),
    ...(to != null && { lt: new Date(startOfDay(addDays(to, 1), zone)) }),
  };
}

/** The rule for a filter by dates: the first is not after the last. */
export const datesRule = z
  .looseObject({ from: z.string().nullish(), to: z.string().nullish() })
  .refine(({ from, to }) => from == null || to == null || from <= to, {
    path: ["to"],
    message: "to must not be before from.",
    params: { code: "TOO_EARLY" },
  });
