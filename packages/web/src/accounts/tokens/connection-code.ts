/**
 * Connects the widget when no window message can: the JSON `{ server, token }` in base64 without padding. For the
 * characters of origins and tokens, that yields only letters and digits.
 */
export function connectionCode(server: string, token: string): string {
  return btoa(JSON.stringify({ server, token })).replace(/=+$/, "");
}
