const HOUR_OF_DAY = 14;

/** The hour of the day in a zone, 0–23. */
function hourIn(timeZone: string, now: Date): number {
  const [hour] = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    hourCycle: "h23",
  }).formatToParts(now);
  return Number(hour?.value);
}

/**
 * A zone in which it is between two and three in the afternoon whenever the test runs, so that there is room for a
 * day of work before now, and midnight is far away.
 */
export function zoneOfAfternoon(now = new Date()): string {
  const places = Intl.supportedValuesOf("timeZone").filter((zone) => !zone.startsWith("Etc/"));
  const zone = places.find((place) => hourIn(place, now) === HOUR_OF_DAY);
  if (zone === undefined) throw new Error("No time zone in which it is afternoon");
  return zone;
}

/** The calendar date of an instant in a zone, such as 2026-11-20. */
export function dateIn(timeZone: string, at: number): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(at);
}

/** The time of an instant in a zone, such as "14:38". */
export function clockIn(timeZone: string, at: number): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" }).format(at);
}
