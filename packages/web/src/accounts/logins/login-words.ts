import type { LoginRowFragment } from "../../generated/graphql.ts";
import { ago } from "../../lib/time/ago.ts";

/**
 * Describes a login, in the line below its device.
 *
 * @param now epoch milliseconds
 */
export function loginLine(
  login: Pick<LoginRowFragment, "isCurrent" | "address" | "createdAt" | "lastUsedAt">,
  now: number,
  timeZone?: string,
): string {
  const used = login.isCurrent ? "This browser" : `Used ${ago(login.lastUsedAt, now, timeZone)}`;
  return `${used} · ${login.address} · logged in ${ago(login.createdAt, now, timeZone)}`;
}

/** Whether a device's name, such as `Safari on iOS`, is that of a phone or tablet. */
export function isPhone(device: string): boolean {
  return /\b(Android|iOS)$/.test(device);
}
