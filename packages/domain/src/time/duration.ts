const SECOND = 1000;

/**
 * A duration for people: `mm:ss` under an hour, `h:mm:ss` from an hour on.
 * Rounds to whole seconds first, so that "00:60" cannot appear; halves go to the even second, as the
 * original RaterHub Tracker rounded. Negative lengths print as zero.
 *
 * @param ms milliseconds
 * @example formatDuration(565_500) === "09:26"; formatDuration(460_500) === "07:40"; formatDuration(3_599_600) === "1:00:00"
 */
export function formatDuration(ms: number): string {
  return clockFace(Math.max(0, wholeSeconds(ms)));
}

/**
 * A signed difference: "+00:25", "−00:20" with a real minus sign, "±00:00" when it rounds to nothing.
 *
 * @param ms milliseconds
 */
export function formatDifference(ms: number): string {
  const seconds = wholeSeconds(Math.abs(ms));
  const sign = seconds === 0 ? "±" : ms < 0 ? "−" : "+";
  return sign + clockFace(seconds);
}

/**
 * A running clock's reading: whole seconds that have passed, never rounded up, so that it shows
 * 00:00 through the whole first second.
 *
 * @param ms milliseconds since the start
 */
export function formatElapsed(ms: number): string {
  return clockFace(Math.max(0, Math.floor(ms / SECOND)));
}

/** To the nearest second, halves to the even one. */
function wholeSeconds(ms: number): number {
  const seconds = Math.round(ms / SECOND);
  const isHalf = seconds * SECOND - ms === SECOND / 2;
  return isHalf && seconds % 2 !== 0 ? seconds - 1 : seconds;
}

function clockFace(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  const rest = two(seconds % 60);
  return minutes < 60
    ? `${two(minutes)}:${rest}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${rest}`;
}
