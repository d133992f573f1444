import { addDays } from "@pacekeeper/domain/time/calendar-date";
import { localDate, startOfDay } from "@pacekeeper/domain/time/zones";
import type { Context } from "../../platform/context.ts";
import { forbidden } from "../../platform/errors.ts";
import { holdsScope, type Viewer } from "../../platform/viewer.ts";

/**
 * The requested date, or today in the zone. A token without `READ`, such as the widget's, sees only recent work: today,
 * and yesterday for sessions that run past midnight.
 *
 * @throws FORBIDDEN for an earlier date
 */
export function shownDate(
  viewer: Viewer | null,
  date: string | null | undefined,
  now: number,
  zone: string,
): string {
  if (date && holdsScope(viewer, "READ")) return date;
  const today = localDate(now, zone);
  if (date && date < addDays(today, -1)) {
    throw tooEarly(viewer);
  }
  return date ?? today;
}

/** Refuses what happened before yesterday to a token without `READ`, which could otherwise keep ids and read on. */
export function refusedAsPast(at: Date, { now, viewer }: Context): Error | null {
  if (viewer === null || holdsScope(viewer, "READ")) return null;
  const { timezone } = viewer.user;
  const since = startOfDay(addDays(localDate(now(), timezone), -1), timezone);
  return at.getTime() < since ? tooEarly(viewer) : null;
}

function tooEarly(viewer: Viewer | null) {
  return forbidden("Without the scope `READ`, only today and yesterday can be seen.", {
    viewer,
    requiredScopes: ["READ"],
  });
}
