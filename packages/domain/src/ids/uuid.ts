/**
 * A UUID of version 7 (RFC 9562, section 5.7): 48 bits of time, 74 random bits, so that ids made later
 * sort later and indexes grow at their end.
 *
 * @param now epoch milliseconds
 * @param random 10 random bytes
 */
export function uuidv7(now: number, random: Uint8Array): string {
  const byte = (index: number) => random[index] ?? 0;
  const hex = (value: number) => (value | 0x100).toString(16).slice(1);
  const time = now.toString(16).padStart(12, "0");
  const a = hex(0x70 | (byte(0) & 0x0f)) + hex(byte(1));
  const b = hex(0x80 | (byte(2) & 0x3f)) + hex(byte(3));
  const c = hex(byte(4)) + hex(byte(5)) + hex(byte(6)) + hex(byte(7)) + hex(byte(8)) + hex(byte(9));
  return `${time.slice(0, 8)}-${time.slice(8)}-${a}-${b}-${c}`;
}

/** Whether a text has the form of a UUID of any version, in lower or upper case. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
}
