import type { LoginRowFragment } from "../../generated/graphql.ts";
import { ago } from "../../lib/time/ago.ts";

/**
 * What is known of a login, in a line under its device.
 *
 * @param now epoch milliseconds
 */
export function loginLine(
  login: Pick<LoginRowFragment, "isCurrent" | "address" | "createdAt" | "lastUsedAt">,
  now: number,
  timeZone?: string,
): string {
  const used = login.isCurrent ? "This one" : `Used ${ago(login.lastUsedAt, now, timeZone)}`;
  return `${used} · ${login.address} · begun ${ago(login.createdAt, now, timeZone)}`;
}

/** Whether a device's name, such as `Safari on iOS`, is that of something held in the hand. */
export function isPhone(device: string): boolean {
  return /\b(Android|iOS)$/.test(device);
}
