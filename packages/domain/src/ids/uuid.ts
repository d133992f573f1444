/**
 * A UUID of version 7 (RFC 9562, section 5.7): 48 bits of time, 74 random bits, so that ids made later
 * sort later and indexes grow at their end.
 *
 * @param now epoch milliseconds
 * @param random 10 random bytes
 */
export function uuidv7(now: number, random: Uint8Array): string {
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, "0");
  const byte = (index: number) => random[index] ?? 0;
  const time = hex(now, 12);
  const a = hex(0x7000 | ((byte(0) & 0x0f) << 8) | byte(1), 4);
  const b = hex(0x8000 | ((byte(2) & 0x3f) << 8) | byte(3), 4);
  const c = Array.from({ length: 6 }, (_, index) => hex(byte(4 + index), 2)).join("");
  return `${time.slice(0, 8)}-${time.slice(8)}-${a}-${b}-${c}`;
}

/** Whether a text has the form of a UUID of any version, in lower or upper case. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
}
