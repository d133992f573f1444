import { readQuickAdd } from "@pacekeeper/domain/tasks/quick-add";
import { formatElapsed } from "@pacekeeper/domain/time/duration";

/** The refusal of a length that cannot be parsed. */
export const LENGTH_HELP = "Write a length such as 25m or 1h30.";

/**
 * A length in words: "25 min", "1 h", "2 h 10", "90 s" up to two minutes, "2 min 30 s". Zero seconds are left
 * out.
 */
export function lengthWords(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const rest = whole % 60;
  if (whole < 120 && rest !== 0) return `${whole} s`;
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const secondsToo = rest === 0 ? "" : ` ${rest} s`;
  if (hours === 0) return `${minutes} min${secondsToo}`;
  if (minutes === 0 && rest === 0) return `${hours} h`;
  return rest === 0 ? `${hours} h ${minutes}` : `${hours} h ${minutes} min${secondsToo}`;
}

/** An estimate with the time that ran: "45 min · ran 12:40"; less than a second is left out. */
export function estimateWords(timerSeconds: number | null, ranSeconds: number): string {
  const estimate = timerSeconds === null ? "no length" : lengthWords(timerSeconds);
  return ranSeconds < 1 ? estimate : `${estimate} · ran ${formatElapsed(ranSeconds * 1000)}`;
}

/** A length as typed: "25m", "1h30", "90s"; empty for none. `readLength` returns the same seconds. */
export function writeLength(seconds: number | null): string {
  if (seconds === null) return "";
  const whole = Math.round(seconds);
  if (whole % 60 !== 0) return `${whole}s`;
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  if (hours === 0) return `${minutes}m`;
  return minutes === 0 ? `${hours}h` : `${hours}h${String(minutes).padStart(2, "0")}`;
}

/**
 * Parses a typed length into seconds; null if the field is empty. Bare numbers are minutes.
 *
 * @param msOfDay the person's time of day in milliseconds, for `until 16:00`
 */
export function readLength(text: string, msOfDay: number): { seconds: number | null } | { refusal: string } {
  const typed = text.trim();
  if (typed === "") return { seconds: null };
  const { title, lengthMs } = readQuickAdd(/^\d{1,4}$/.test(typed) ? `${typed}m` : typed, msOfDay);
  return title !== "" || lengthMs === null ? { refusal: LENGTH_HELP } : { seconds: lengthMs / 1000 };
}
