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

/** The headers of every answer; what only means something for a page, pages add. */
const everywhere: Readonly<Record<string, string>> = {
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

const permissionsPolicy = features.map((feature) => `${feature}=()`).join(", ");

/** The page that hands a token to the page that opened it, which is of another origin. */
const pageWithOpener = "/connect";

/** Sets the headers that every answer carries. @param publicUrl what people open */
export function writeSecurityHeaders(response: ServerResponse, publicUrl: string): void {
  writeHeaders(response, everywhere);
  // Not for subdomains: they may be others'.
  if (publicUrl.startsWith("https:")) response.setHeader("strict-transport-security", "max-age=31536000");
}

/** Sets several headers; those set before stay unless named here. */
export function writeHeaders(response: ServerResponse, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

/** The policies of the interface's own files: scripts, styles, images, fonts and workers of this server alone. */
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
      // Some browsers do not count a socket on our own address as 'self'.
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

/** GraphiQL is one page with one inline script, known by its hash, and editors in workers made from blobs. */
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
