import { LONGEST_TIMER_MS, SHORTEST_TIMER_MS } from "@pacekeeper/domain/tasks/timer";
import { z } from "zod";
import { milliseconds } from "../platform/lengths.ts";

export const LONGEST_TITLE = 200;
const LONGEST_DESCRIPTION = 5000;

/** People count characters, not the halves of them that JavaScript counts. */
const characters = (text: string) => [...text].length;

/** A title on one line, without spaces around it. */
export function cleanTitle(title: string): string {
  return title.replace(/\s+/g, " ").trim();
}

export const titleRule = z
  .string()
  .refine((title) => cleanTitle(title) !== "", {
    message: "Say what there is to do.",
    params: { code: "TOO_SMALL" },
  })
  .refine((title) => characters(cleanTitle(title)) <= LONGEST_TITLE, {
    message: `At most ${LONGEST_TITLE} characters.`,
    params: { code: "TOO_BIG" },
  });

export const descriptionRule = z.string().refine((text) => characters(text) <= LONGEST_DESCRIPTION, {
  message: `At most ${LONGEST_DESCRIPTION.toLocaleString("en")} characters.`,
  params: { code: "TOO_BIG" },
});

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
