import { LONGEST_TIMER_MS, SHORTEST_TIMER_MS } from "./timer.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A parsed line of the quick add. */
export interface QuickAdd {
  /** Without the length, and without spaces around it; may be empty. */
  readonly title: string;
  /** The timer's length in milliseconds; null: none was given. */
  readonly lengthMs: number | null;
  /** The length as it was typed, for the badge beside the field; null: none was given. */
  readonly said: string | null;
}

/** `25m`, `1h30`, `1h 30m`, `1.5h`, `90s`, `1h30m10s`, each at the line's end. */
const LENGTH =
  /(?:^|\s)((?:(?<hours>\d{1,2}(?:[.,]\d{1,2})?)\s?h(?:\s?(?<bare>[0-5]?\d)(?!\s?[a-z\d]))?)?\s?(?:(?<minutes>\d{1,4})\s?m(?:in)?)?\s?(?:(?<seconds>\d{1,5})\s?s(?:ec)?)?)$/i;
const UNTIL = /(?:^|\s)(until\s(?<hour>[01]?\d|2[0-3])[:.](?<minute>[0-5]\d))$/i;

/**
 * Reads a task's title and length from one line: "Ads review 25m" is a task of 25 minutes. The length comes last. A
 * length that no timer can have stays part of the title.
 *
 * @param msOfDay milliseconds since the person's day began. Once 16:00 has passed, `until 16:00` means tomorrow's.
 * @example readQuickAdd("Ads review 1h30", 0) is { title: "Ads review", lengthMs: 5_400_000, said: "1h30" }
 */
export function readQuickAdd(line: string, msOfDay: number): QuickAdd {
  const text = line.trim().replace(/\s+/g, " ");
  const until = UNTIL.exec(text);
  if (until) {
    const at = Number(until.groups?.hour) * HOUR + Number(until.groups?.minute) * MINUTE;
    return split(text, until[1] ?? "", at > msOfDay ? at - msOfDay : at + DAY - msOfDay);
  }
  const found = LENGTH.exec(text);
  const said = found?.[1]?.trim() ?? "";
  const groups = found?.groups;
  if (!groups || said === "") return { title: text, lengthMs: null, said: null };
  const hours = Number((groups.hours ?? "0").replace(",", "."));
  const minutes = Number(groups.minutes ?? 0) + Number(groups.bare ?? 0);
  return split(text, said, hours * HOUR + minutes * MINUTE + Number(groups.seconds ?? 0) * SECOND);
}

function split(text: string, said: string, length: number): QuickAdd {
  const lengthMs = Math.round(length);
  if (lengthMs < SHORTEST_TIMER_MS || lengthMs > LONGEST_TIMER_MS)
    return { title: text, lengthMs: null, said: null };
  return { title: text.slice(0, text.length - said.length).trim(), lengthMs, said };
}
