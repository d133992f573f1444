/**
 * What the widget is connected by when it cannot be told through a window: base64url of the JSON
 * `{ server, token }`.
 */
export function connectionCode(server: string, token: string): string {
  const bytes = new TextEncoder().encode(JSON.stringify({ server, token }));
  const binary = String.fromCharCode(...bytes);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
