import { LONGEST_TIMER_MS, SHORTEST_TIMER_MS } from "@pacekeeper/domain/tasks/timer";
import { z } from "zod";
import { milliseconds } from "../platform/lengths.ts";
import { lineRule, linesRule } from "../platform/text.ts";

const LONGEST_TITLE = 200;

export const titleRule = lineRule({ most: LONGEST_TITLE, empty: "Enter a title." });
export const descriptionRule = linesRule({ most: 5000 });
/** A search text is at most as long as a title. */
export const searchRule = lineRule({ most: LONGEST_TITLE });

/** A timer's length in seconds, to the millisecond. */
export const lengthRule = z
  .number()
  .refine((length) => milliseconds(length) >= SHORTEST_TIMER_MS, {
    message: "At least 1 second.",
    params: { code: "TOO_SMALL" },
  })
  .refine((length) => milliseconds(length) <= LONGEST_TIMER_MS, {
    message: "At most 24 hours, which is 86,400 seconds.",
    params: { code: "TOO_BIG" },
  });
