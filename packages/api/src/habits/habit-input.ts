import { MINUTES_OF_A_DAY } from "@pacekeeper/domain/habits/goal";
import { z } from "zod";
import { cleanLine, lineRule, linesRule } from "../platform/text.ts";

export const LONGEST_NAME = 100;
export const LONGEST_NOTE = 500;
/** The first date that a log can have. */
export const FIRST_DATE = "1970-01-01";

/** The key for comparing names: the same for spellings that differ only in case. */
export function nameKey(name: string): string {
  return cleanLine(name).normalize("NFKC").toUpperCase().toLowerCase();
}

export const nameRule = lineRule({ most: LONGEST_NAME, empty: "Give the habit a name." });
export const categoryRule = lineRule({ most: 50 });
export const noteRule = linesRule({ most: LONGEST_NOTE });

/** Minutes of a log. They are whole: the schema's Int refuses fractions. */
export const minutesRule = z
  .number()
  .refine((minutes) => minutes >= 1, { message: "At least 1 minute.", params: { code: "TOO_SMALL" } })
  .refine((minutes) => minutes <= MINUTES_OF_A_DAY, {
    message: "At most 1,440 minutes: a day has no more.",
    params: { code: "TOO_BIG" },
  });

export const dateRule = z.string().refine((date) => date >= FIRST_DATE, {
  message: "No earlier than 1 January 1970.",
  params: { code: "TOO_EARLY" },
});
