import { readCalendarDate } from "@pacekeeper/domain/time/calendar-date";

const instantPattern =
  /^(\d{4}-\d{2}-\d{2})[Tt]([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d+))?(?:[Zz]|([+-])([01]\d|2[0-3]):([0-5]\d))$/;

/**
 * Parses an RFC 3339 instant with its offset; digits beyond the millisecond are dropped. Example:
 * `2025-03-01T01:30:00+02:00` is 2025-02-28T23:30:00.000Z.
 *
 * @throws RangeError that says what is wrong with the text
 */
export function readInstant(text: string): Date {
  const match = instantPattern.exec(text);
  if (match === null) {
    throw new RangeError(
      `${JSON.stringify(text.slice(0, 60))} is not an instant such as 2025-03-01T09:30:00.000Z, with Z or an offset.`,
    );
  }
  const [, date = "", hours, minutes, seconds, fraction = "", sign, offsetHours, offsetMinutes] = match;
  readCalendarDate(date);
  const milliseconds = fraction.slice(0, 3).padEnd(3, "0");
  const local = Date.parse(`${date}T${hours}:${minutes}:${seconds}.${milliseconds}Z`);
  const offset = (Number(offsetHours ?? 0) * 60 + Number(offsetMinutes ?? 0)) * 60_000;
  const at = sign === "-" ? local + offset : local - offset;
  if (at < EARLIEST || at > LATEST)
    throw new RangeError(`${JSON.stringify(text.slice(0, 60))} is too far away.`);
  return new Date(at);
}

/** RFC 3339 writes years of four digits, also in UTC; PostgreSQL has no year 0. */
const EARLIEST = Date.parse("0001-01-01T00:00:00Z");
const LATEST = Date.parse("9999-12-31T23:59:59.999Z");
