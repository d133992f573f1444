import { MINUTES_OF_A_DAY } from "@pacekeeper/domain/habits/goal";
import { z } from "zod";

export const LONGEST_NAME = 100;
const LONGEST_CATEGORY = 50;
export const LONGEST_NOTE = 500;
/** The first date that a log can have. */
export const FIRST_DATE = "1970-01-01";

/** People count characters, not the halves of them that JavaScript counts. */
const characters = (text: string) => [...text].length;

/** A text on one line, without spaces around it, its letters composed. */
export function cleanLine(text: string): string {
  return text.normalize("NFC").replace(/\s+/g, " ").trim();
}

/** The same for every spelling of a name that differs by case alone. */
export function nameKey(name: string): string {
  return cleanLine(name).normalize("NFKC").toUpperCase().toLowerCase();
}

const atMost = (most: number) => ({
  message: `At most ${most} characters.`,
  params: { code: "TOO_BIG" },
});

export const nameRule = z
  .string()
  .refine((name) => cleanLine(name) !== "", {
    message: "Give the habit a name.",
    params: { code: "TOO_SMALL" },
  })
  .refine((name) => characters(cleanLine(name)) <= LONGEST_NAME, atMost(LONGEST_NAME));

export const categoryRule = z
  .string()
  .refine((category) => characters(cleanLine(category)) <= LONGEST_CATEGORY, atMost(LONGEST_CATEGORY));

export const noteRule = z.string().refine((note) => characters(note) <= LONGEST_NOTE, atMost(LONGEST_NOTE));

/** Minutes of a log: the schema's Int has refused halves before. */
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
