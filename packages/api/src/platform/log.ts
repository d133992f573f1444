import { type DestinationStream, type Logger, pino } from "pino";
import type { LogLevel } from "./config/configuration.ts";

/** The server's log: one JSON object per line on standard output. */
export type Log = Logger;

/** Fields that hold secrets, redacted wherever a careless call puts them. */
const secrets = ["authorization", "cookie", "password", "token", "accessToken", "secretKey", "databaseUrl"];

/** A log at the given level. `destination` is for tests; omitted: standard output. */
export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const options = {
    level,
    // The machine's name and the process id add nothing: the service manager knows both.
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: secrets.flatMap((name) => [name, `*.${name}`]), censor: "[hidden]" },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
