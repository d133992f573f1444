import type { Reading } from "../../ui/form/TextSetting.tsx";

const SHORTEST_TARGET = 10;
const LONGEST_TARGET = 3600;

/** A target such as 05:30, 5:30 or 330 (seconds), in seconds from 10 to 3,600. */
export function readTarget(text: string): Reading<number> {
  const match = /^(?:(\d{1,2}):)?(\d{1,4})$/.exec(text.trim());
  const [, minutes, seconds] = match ?? [];
  const value = Number(minutes ?? 0) * 60 + Number(seconds);
  if (!match || (minutes !== undefined && Number(seconds) > 59)) {
    return { refusal: "Enter minutes and seconds, such as 05:30." };
  }
  if (value < SHORTEST_TARGET || value > LONGEST_TARGET) {
    return { refusal: "Enter a target between 00:10 and 60:00." };
  }
  return { value };
}

/** Formats a target for its field: 330 → "05:30", 3600 → "60:00". */
export function writeTarget(seconds: number): string {
  const whole = Math.round(seconds);
  return `${String(Math.floor(whole / 60)).padStart(2, "0")}:${String(whole % 60).padStart(2, "0")}`;
}

/** A typed target in minutes: "05:30" → "5.5 minutes.", to two decimals; empty for an invalid target. */
export function inMinutes(text: string): string {
  const read = readTarget(text);
  if ("refusal" in read) return "";
  const minutes = Number((read.value / 60).toFixed(2));
  return `${minutes} ${minutes === 1 ? "minute" : "minutes"}.`;
}

/** Hours after which an inactive session is closed: 1 to 24. */
export function readAbandonHours(text: string): Reading<number> {
  const value = Number(text.trim());
  if (!/^\d{1,2}$/.test(text.trim()) || value < 1 || value > 24) {
    return { refusal: "Enter whole hours from 1 to 24." };
  }
  return { value };
}
