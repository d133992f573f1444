/** SQLSTATE: a statement or a lock took too long; the server stops, starts or has no connection left. */
const STATES = new Set([
  "57014",
  "55P03",
  "57P01",
  "57P02",
  "57P03",
  "53300",
  "08000",
  "08001",
  "08003",
  "08006",
]);
const SYSTEM_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EAI_AGAIN",
  "ENOTFOUND",
]);
/** Prisma: not reachable, timed out, closed, no connection in time, a transaction that took too long. */
const PRISMA_CODES = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2028"]);
/** What `pg` says, without a code. */
const WORDS =
  /timeout exceeded when trying to connect|Query read timeout|Connection terminated|connection timeout|not queryable/i;

/** Whether a failure means that the database did not answer, or not in time, rather than that something is wrong. */
export function isUnavailable(error: unknown): boolean {
  for (let one = error, depth = 0; isObject(one) && depth < 5; depth += 1) {
    const codes = [one.code, one.originalCode];
    if (codes.some((code) => typeof code === "string" && isKnown(code))) return true;
    if (WORDS.test(`${one.message ?? ""} ${one.originalMessage ?? ""}`)) return true;
    // Prisma keeps the driver's error in different places.
    one = isObject(one.meta) ? one.meta.driverAdapterError : one.cause;
  }
  return false;
}

function isKnown(code: string): boolean {
  return STATES.has(code) || SYSTEM_CODES.has(code) || PRISMA_CODES.has(code);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
