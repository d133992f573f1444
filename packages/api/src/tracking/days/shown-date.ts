import { addDays } from "@pacekeeper/domain/time/calendar-date";
import { localDate } from "@pacekeeper/domain/time/zones";
import { forbidden } from "../../platform/errors.ts";
import { holdsScope, type Viewer } from "../../platform/viewer.ts";

/**
 * The requested date, or today in the zone. A token without `read`, such as the widget's, sees only recent work: today,
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
  if (date && holdsScope(viewer, "read")) return date;
  const today = localDate(now, zone);
  if (date && date < addDays(today, -1)) {
    throw forbidden("Without the scope read, only today and yesterday can be seen.");
  }
  return date ?? today;
}
