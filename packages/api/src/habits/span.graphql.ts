import { z } from "zod";
import { builder } from "../platform/builder.ts";
import { MOST_DAYS, type SpanArguments } from "./spans.ts";

const days = `From 1 to ${MOST_DAYS} days.`;
const months = "From 1 to 12 months.";

const HabitSpanInput = builder
  .inputType("HabitSpan", {
    isOneOf: true,
    description: "How many consecutive dates, in one of two ways.",
    fields: (t) => ({
      days: t.int({ description: `That many days, 1–${MOST_DAYS}.` }),
      months: t.int({ description: "That many calendar months, 1–12." }),
    }),
  })
  .validate(
    z.object({
      days: z.number().min(1, days).max(MOST_DAYS, days).optional(),
      months: z.number().min(1, months).max(12, months).optional(),
    }),
  );

/** The argument `span` of statistics. */
export const SPAN = {
  type: HabitSpanInput,
  defaultValue: { days: 7 },
  description: "How many dates up to the last one.",
} as const;

/**
 * The query cost of a span. Reading a date costs a twentieth of a field, and each date costs the fields selected on it.
 * The list `daily` has a fixed multiplier of ten, so the multiplier here is the number of dates divided by ten.
 */
export function spanCost({ span }: SpanArguments) {
  const dates = span?.months === undefined ? (span?.days ?? 7) : span.months * 31;
  return { field: 1 + Math.ceil(dates / 20), multiplier: Math.max(1, dates / 10) };
}
