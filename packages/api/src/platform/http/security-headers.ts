import type { ServerResponse } from "node:http";

const features = [
  "accelerometer",
  "camera",
  "display-capture",
  "geolocation",
  "gyroscope",
  "microphone",
  "midi",
  "payment",
  "usb",
];

/** The headers of every answer. Headers that only matter for pages are added by pages. */
const everywhere: Readonly<Record<string, string>> = {
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  // What may be kept says so.
  "cache-control": "no-store",
};

const permissionsPolicy = features.map((feature) => `${feature}=()`).join(", ");

/** The page that hands a token to the page that opened it, which has another origin. */
const pageWithOpener = "/connect";

/** Sets the headers of every answer. @param publicUrl the URL that people open */
export function writeSecurityHeaders(response: ServerResponse, publicUrl: string): void {
  writeHeaders(response, everywhere);
  // Not for subdomains, which may belong to others.
  if (publicUrl.startsWith("https:")) response.setHeader("strict-transport-security", "max-age=31536000");
}

/** Sets several headers; headers set earlier stay unless named here. */
export function writeHeaders(response: ServerResponse, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

/** The policies of the interface's own files: scripts, styles, images, fonts and workers only from this server. */
export function pageHeaders(path: string, publicUrl: string): Record<string, string> {
  const opener = path.replace(/\/$/, "") === pageWithOpener ? "unsafe-none" : "same-origin";
  return {
    "content-security-policy": [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data: blob:",
      "font-src 'self'",
      "media-src 'self'",
      // Some browsers do not match a WebSocket to our own host with 'self'.
      `connect-src 'self' ${socketUrl(publicUrl)}`,
      "worker-src 'self'",
      "manifest-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join("; "),
    "cross-origin-opener-policy": opener,
    "permissions-policy": permissionsPolicy,
  };
}

/** GraphiQL is one page with one inline script, allowed by its hash, and with editors in blob workers. */
export function graphiqlHeaders(scriptHash: string, publicUrl: string): Record<string, string> {
  return {
    "content-security-policy": [
      "default-src 'none'",
      `script-src 'sha256-${scriptHash}' blob:`,
      "style-src 'unsafe-inline'",
      "img-src 'self' data:",
      "font-src data:",
      `connect-src 'self' ${socketUrl(publicUrl)}`,
      "worker-src blob:",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join("; "),
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": permissionsPolicy,
  };
}

function socketUrl(publicUrl: string): string {
  return publicUrl.replace(/^http/, "ws");
}
