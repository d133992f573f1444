import type { Weekday } from "@pacekeeper/domain/time/calendar-date";

/** A weekday's name: "Tuesday", or "Tue". */
export function weekdayName(weekday: Weekday, style: "long" | "short" = "long"): string {
  const name = weekday.charAt(0) + weekday.slice(1).toLowerCase();
  return style === "long" ? name : name.slice(0, 3);
}
