import { Temporal } from "temporal-polyfill";
import { addDays } from "./calendar-date.ts";
import type { Interval } from "./interval.ts";

/** A maximal stretch with one local date, hour and offset. */
export interface HourBucket extends Interval {
  /** Local hour, 0–23. The same hour appears twice on a day when clocks are set back. */
  readonly hour: number;
}

/** A local calendar date with its instants. */
export interface LocalDay extends Interval {
  /** YYYY-MM-DD. */
  readonly date: string;
}

/** Whether `zone` is an IANA time zone name this runtime knows. Bare offsets such as "+02:00" are not. */
export function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    zoned(0, zone);
    return true;
  } catch {
    return false;
  }
}

/** The local calendar date (YYYY-MM-DD) of the instant `at` (epoch ms) in `zone`. */
export function localDate(at: number, zone: string): string {
  return zoned(at, zone).toPlainDate().toString();
}

/**
 * The first instant of `date` in `zone` (epoch ms): midnight, or the end of the gap where there is no midnight. For a
 * date that the zone left out, the first instant of the next date.
 *
 * @param date YYYY-MM-DD
 */
export function startOfDay(date: string, zone: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone }).epochMilliseconds;
}

/**
 * A calendar day: from its first instant to the next day's first instant. It lasts 22 to 26 hours in existing zones,
 * and no time at all for a date that a zone left out (Samoa, 2011-12-30).
 *
 * @param date YYYY-MM-DD
 */
export function localDay(date: string, zone: string): LocalDay {
  return { date, from: startOfDay(date, zone), to: startOfDay(addDays(date, 1), zone) };
}

/**
 * The hour buckets of a day, oldest first: each a maximal stretch with one local date, hour and offset.
 * They cover the day without gap or overlap; their number varies.
 *
 * @param date YYYY-MM-DD
 */
export function hourBuckets(date: string, zone: string): HourBucket[] {
  const { from, to } = localDay(date, zone);
  const buckets: HourBucket[] = [];
  let change = nextOffsetChange(from, to, zone);
  for (let at = from; at < to; ) {
    if (at >= change) change = nextOffsetChange(at, to, zone);
    const local = zoned(at, zone);
    const intoHour = (local.minute * 60 + local.second) * 1000 + local.millisecond;
    const end = Math.min(at + 3_600_000 - intoHour, change, to);
    buckets.push({ hour: local.hour, from: at, to: end });
    at = end;
  }
  return buckets;
}

/** The next instant after `at` and before `limit` at which the zone's offset changes, else infinity. */
function nextOffsetChange(at: number, limit: number, zone: string): number {
  // Comparing the offsets at both ends skips the search for days without a change, nearly all of them.
  for (let from = at; zoned(from, zone).offsetNanoseconds !== zoned(limit, zone).offsetNanoseconds; ) {
    const transition = zoned(from, zone).getTimeZoneTransition("next");
    if (!transition || transition.epochMilliseconds >= limit) break;
    const changed = zoned(transition.epochMilliseconds - 1, zone).offsetNanoseconds;
    if (changed !== transition.offsetNanoseconds) return transition.epochMilliseconds;
    from = transition.epochMilliseconds;
  }
  return Number.POSITIVE_INFINITY;
}

function zoned(at: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
}
