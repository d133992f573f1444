import type { Configuration } from "../config/configuration.ts";

/** `session`: a login or a guest. `device`: recognises a browser that has signed in before. */
export type CookiePurpose = "session" | "device";

const names: Record<CookiePurpose, string> = { session: "pacekeeper", device: "pacekeeper-device" };

/**
 * The cookie's name. Over TLS it starts with `__Host-`: browsers accept such a cookie only from this host, with Secure
 * and the path `/`.
 */
export function cookieName(purpose: CookiePurpose, config: Pick<Configuration, "secureCookies">): string {
  return config.secureCookies ? `__Host-${names[purpose]}` : names[purpose];
}

/** The value of one cookie in a Cookie header, or null. When a name occurs twice, the first one counts. */
export function readCookie(header: string | undefined, name: string): string | null {
  for (const part of (header ?? "").split(";")) {
    const separator = part.indexOf("=");
    if (separator > 0 && part.slice(0, separator).trim() === name)
      return part.slice(separator + 1).trim() || null;
  }
  return null;
}

/** A Set-Cookie header: hidden from scripts, sent only to this host. A null value removes the cookie. */
export function writeCookie(
  purpose: CookiePurpose,
  value: string | null,
  maxAgeSeconds: number,
  config: Pick<Configuration, "secureCookies">,
): string {
  if (value !== null && !/^[\w.~+/=-]+$/.test(value))
    throw new Error("A cookie's value must need no quoting.");
  const age = value === null ? 0 : Math.max(0, Math.floor(maxAgeSeconds));
  const secure = config.secureCookies ? "; Secure" : "";
  const name = cookieName(purpose, config);
  return `${name}=${value ?? ""}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure}`;
}
