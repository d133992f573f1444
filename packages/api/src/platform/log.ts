import { type DestinationStream, type Logger, pino } from "pino";
import type { LogLevel } from "./config/configuration.ts";

/** The server's log: one JSON object per line on standard output. */
export type Log = Logger;

/** Fields that hold secrets, redacted wherever a careless call puts them. */
const secrets = ["authorization", "cookie", "password", "token", "accessToken", "secretKey", "databaseUrl"];

/** An e-mail address. Its domain ends in letters, which the version in a package's path does not. */
const ADDRESS = /[^\s<>()[\]"',;:=/\\@]+@[\p{L}\d.-]+\.\p{L}{2,}/gu;

/**
 * An error as it is logged, without the e-mail addresses in its texts: mail servers and the database name the address
 * that they refuse.
 */
function maskedError(error: Error): unknown {
  return masked(pino.stdSerializers.err(error), 0);
}

/** Deeper than any error's details go; some libraries' errors hold themselves. */
const DEEPEST = 6;

function masked(value: unknown, depth: number): unknown {
  if (typeof value === "string") return value.replace(ADDRESS, "[address]");
  if (typeof value !== "object" || value === null) return value;
  if (depth === DEEPEST) return "[more]";
  if (Array.isArray(value)) return value.map((one) => masked(one, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, masked(one, depth + 1)]));
}

/** A log at the given level. `destination` is for tests; omitted: standard output. */
export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const options = {
    level,
    // The machine's name and the process id add nothing: the service manager knows both.
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: maskedError },
    redact: { paths: secrets.flatMap((name) => [name, `*.${name}`]), censor: "[hidden]" },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
