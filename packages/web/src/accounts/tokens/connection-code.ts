/**
 * What the widget is connected by when it cannot be told through a window: base64, without the padding, of the
 * JSON `{ server, token }`. Of what stands in an origin or a token it makes letters and digits alone.
 */
export function connectionCode(server: string, token: string): string {
  return btoa(JSON.stringify({ server, token })).replace(/=+$/, "");
}
