/** The longest address that mail servers carry. */
const LONGEST = 254;
/** A local part of printable ASCII and a domain of at least two labels; no look-alikes from other scripts. */
const SHAPE =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/i;
const LONGEST_LOCAL_PART = 64;

/**
 * An address as it is stored: without surrounding spaces, in the case it was typed in.
 *
 * @returns null unless it is an address with a dotted domain, of at most 254 characters
 */
export function readEmailAddress(text: string): string | null {
  const address = text.trim();
  if (address.length > LONGEST || address.indexOf("@") > LONGEST_LOCAL_PART) return null;
  return SHAPE.test(address) ? address : null;
}

/** The form in which addresses are compared: all in lower case. */
export function comparedAddress(address: string): string {
  return address.toLowerCase();
}
