import type { Configuration } from "./config/configuration.ts";

/** Decides which pages may call this server. Only exact comparisons; the origin `null` never matches. */
export interface Origins {
  /** The URL that people open: PUBLIC_URL, or localhost on our port. */
  readonly publicUrl: string;
  /** Our own pages, which may use cookies. */
  isOwn(origin: string): boolean;
  /** Our own pages and ALLOWED_ORIGINS. */
  isListed(origin: string): boolean;
}

/** The origins of a server that listens on `port`. When TLS ends at a proxy, PUBLIC_URL says https. */
export function createOrigins(
  configuration: Pick<Configuration, "publicUrl" | "allowedOrigins">,
  port: number,
): Origins {
  const local = ["localhost", "127.0.0.1", "[::1]"].map((host) => new URL(`http://${host}:${port}`).origin);
  const publicUrl = configuration.publicUrl ?? `http://localhost:${port}`;
  const own = new Set([new URL(publicUrl).origin, ...local]);
  const listed = new Set([...own, ...configuration.allowedOrigins]);
  own.delete("null");
  listed.delete("null");
  return {
    publicUrl,
    isOwn: (origin) => own.has(origin),
    isListed: (origin) => listed.has(origin),
  };
}
