import { z } from "zod";
import { builder } from "../builder.ts";
import { MOST_DATES, type SpanArguments } from "./date-span.ts";

const days = `From 1 to ${MOST_DATES} days.`;
const months = "From 1 to 12 months.";

const DateSpanInput = builder
  .inputType("DateSpan", {
    isOneOf: true,
    description: "How many consecutive dates, in one of two ways.",
    fields: (t) => ({
      days: t.int({ description: `That many days, 1–${MOST_DATES}.` }),
      months: t.int({ description: "That many calendar months, 1–12." }),
    }),
  })
  .validate(
    z.object({
      days: z.number().min(1, days).max(MOST_DATES, days).optional(),
      months: z.number().min(1, months).max(12, months).optional(),
    }),
  );

/** The argument `span` of what is read over dates. */
export const SPAN = {
  type: DateSpanInput,
  defaultValue: { days: 7 },
  description: "How many dates up to the last one.",
} as const;

/** The argument `to`, the last date. */
export const TO = { type: "Date", description: "The last date; omitted: today." } as const;

/** How many dates a span can have at most. */
export function mostDatesOf({ span }: SpanArguments): number {
  return span?.months === undefined ? (span?.days ?? 7) : span.months * 31;
}

/**
 * The query cost of a span. Reading a date costs a twentieth of a field, and each date costs the fields selected on it.
 * The list `daily` has a fixed multiplier of ten, so the multiplier here is the number of dates divided by ten.
 */
export function spanCost(args: SpanArguments) {
  const dates = mostDatesOf(args);
  return { field: 1 + Math.ceil(dates / 20), multiplier: Math.max(1, dates / 10) };
}
