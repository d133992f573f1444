import { isUuid } from "@pacekeeper/domain/ids/uuid";
import { readCalendarDate, utcDate } from "@pacekeeper/domain/time/calendar-date";
import { GraphQLError, Kind, type ValueNode } from "graphql";
import { readInstant } from "./instant-text.ts";

function badInput(message: string, node?: ValueNode): GraphQLError {
  return new GraphQLError(message, { nodes: node ?? null, extensions: { code: "BAD_USER_INPUT" } });
}

/** A scalar's two input functions, made from one parser of text that throws a RangeError. */
function readsText<Value>(name: string, read: (text: string) => Value) {
  const parse = (value: unknown, node?: ValueNode): Value => {
    if (typeof value !== "string") throw badInput(`${name} must be a string.`, node);
    try {
      return read(value);
    } catch (error) {
      if (error instanceof RangeError) throw badInput(error.message, node);
      throw error;
    }
  };
  return {
    parseValue: (value: unknown) => parse(value),
    parseLiteral: (node: ValueNode) => parse(node.kind === Kind.STRING ? node.value : undefined, node),
  };
}

const instantText = (at: number) => new Date(at).toISOString();

const MINUTE = 60_000;
const MOST_MINUTES = 10_000;
const fullMinutes = new Map<number, string>();

/**
 * Cached, because the bounds of hours and days are repeated in many answers: formatting them is a twentieth of the cost
 * of a day.
 */
function fullMinute(at: number): string {
  const known = fullMinutes.get(at);
  if (known !== undefined) return known;
  if (fullMinutes.size >= MOST_MINUTES) fullMinutes.clear();
  const text = instantText(at);
  fullMinutes.set(at, text);
  return text;
}

/** `DateTime`: internally a Date; externally RFC 3339, in UTC with milliseconds on output. */
export const dateTime = {
  specifiedByURL: "https://www.rfc-editor.org/rfc/rfc3339",
  description:
    "An instant as RFC 3339, such as `2025-03-01T09:30:00.000Z`. Answers are in UTC with milliseconds; inputs need Z or an offset, and digits beyond the millisecond are dropped.",
  ...readsText("DateTime", readInstant),
  serialize(value: unknown): string {
    if (typeof value === "number") return value % MINUTE === 0 ? fullMinute(value) : instantText(value);
    if (value instanceof Date) return value.toISOString();
    throw new TypeError("A DateTime field resolved to something that is not an instant.");
  },
};

const MOST_DATES = 2_000;
const writtenDates = new Set<string>();

/** Cached, because a grid repeats its dates in every row. */
function writtenDate(text: string): string {
  if (writtenDates.has(text)) return text;
  readCalendarDate(text);
  if (writtenDates.size >= MOST_DATES) writtenDates.clear();
  writtenDates.add(text);
  return text;
}

/**
 * `Date`: a `YYYY-MM-DD` text internally and externally; a Date is read in UTC, since Prisma returns a `date` column
 * so.
 */
export const calendarDate = {
  // `full-date`.
  specifiedByURL: "https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
  description: "A calendar day in the viewer's time zone, as `YYYY-MM-DD`, from the year 2 to 9998.",
  ...readsText("Date", (text) => {
    // The days around it must be valid too, in any time zone.
    if (/^(0001|9999)/.test(text))
      throw new RangeError(`${JSON.stringify(text.slice(0, 60))} is too far away.`);
    return readCalendarDate(text);
  }),
  serialize(value: unknown): string {
    if (value instanceof Date) return utcDate(value.getTime());
    if (typeof value === "string") return writtenDate(value);
    throw new TypeError("A Date field resolved to something that is not a date.");
  },
};

/** `YearMonth`: a `YYYY-MM` text internally and externally. */
export const yearMonth = {
  // "Valid month string".
  specifiedByURL: "https://html.spec.whatwg.org/multipage/common-microsyntaxes.html#months",
  description: "A calendar month, as `YYYY-MM`, from the year 2 to 9998.",
  ...readsText("YearMonth", (text) => {
    if (!/^(?!000[01]|9999)\d{4}-(0[1-9]|1[0-2])$/.test(text)) {
      throw new RangeError(`${JSON.stringify(text.slice(0, 60))} is not a month such as 2026-11.`);
    }
    return text;
  }),
  serialize(value: unknown): string {
    if (typeof value === "string") return value;
    throw new TypeError("A YearMonth field resolved to something that is not a month.");
  },
};

/** `UUID`: lower case internally and on output. */
export const uuid = {
  specifiedByURL: "https://www.rfc-editor.org/rfc/rfc9562",
  description:
    "A UUID of any version, as 36 characters with hyphens. Upper case is accepted and answered in lower case.",
  ...readsText("UUID", (text) => {
    if (!isUuid(text)) throw new RangeError(`${JSON.stringify(text.slice(0, 60))} is not a UUID.`);
    return text.toLowerCase();
  }),
  serialize(value: unknown): string {
    if (typeof value === "string" && isUuid(value)) return value.toLowerCase();
    throw new TypeError("A UUID field resolved to something that is not a UUID.");
  },
};
