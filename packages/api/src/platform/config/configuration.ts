import { join, resolve } from "node:path";
import { type Limits, readLimits } from "./limits.ts";
import { type MailSettings, readMail } from "./mail.ts";
import { type RateLimit, type RateLimits, readRateLimits } from "./rate-limits.ts";
import { readTrustProxy, type TrustProxy } from "./trust-proxy.ts";
import { type ConfigurationProblem, type Environment, isLoopbackHost, VariableReader } from "./variables.ts";

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

const registrations = ["open", "invite", "closed"] as const;

/** The longest time for which a login can be valid, in minutes: 90 days. */
const longestLoginMinutes = 90 * 24 * 60;
export const secretKeyCharacters = 32;

/** All settings of a running server, checked. Nothing reads the environment after this. */
export interface Configuration {
  /** 0: any free port. */
  port: number;
  host: string;
  /** Absolute path of the directory that holds the embedded database and the secret key. */
  dataDirectory: string;
  /** null: the embedded database. */
  databaseUrl: string | null;
  /** null: generated on the first start and kept in the data directory. */
  secretKey: string | null;
  /** The origin that people open, without a trailing slash; null: localhost on the server's port. */
  publicUrl: string | null;
  /** Exact origins of other sites that may call this server. */
  allowedOrigins: readonly string[];
  /** Further host names of this server, in lower case, besides its own and localhost. */
  allowedHosts: readonly string[];
  trustProxy: TrustProxy;
  graphiql: boolean;
  /** Whether visitors may introspect; a valid login or token always may. Also turns on field suggestions. */
  introspection: boolean;
  /** Multiplies every rate limit; 0: no rate limits. */
  rateLimitFactor: number;
  logLevel: LogLevel;
  /** How long a login is valid without being renewed. */
  accessTokenMinutes: number;
  /** Whether cookies are marked Secure and named `__Host-…`. */
  secureCookies: boolean;
  /** Who may register: everybody, those with an invitation, or nobody. */
  registration: (typeof registrations)[number];
  /** Whether people may log in with a password; off where only passkeys are used. */
  passwordLogin: boolean;
  /** The service that new passwords are checked against for known breaches; null: no check. */
  breachedPasswordsUrl: string | null;
  /** Null: this server sends no mail. */
  mail: MailSettings | null;
  limits: Limits;
  rateLimits: RateLimits;
}

/** What `readConfiguration` must know of the machine; parameters, so that it stays pure. */
export interface Machine {
  isRoot: boolean;
  /** Absolute path of the clone. */
  projectDirectory: string;
}

/** Thrown once, with every problem. Its message is for the person who starts the server. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
  constructor(readonly problems: readonly ConfigurationProblem[]) {
    const lines = problems.map(({ variable, expected }) => `  ${variable} ${expected}.`);
    super(`The configuration cannot be used:\n${lines.join("\n")}`);
  }
}

/**
 * Reads the configuration from the environment. Pure. docs/operating.md describes each variable.
 *
 * @param rateLimits those that the rooms declare
 * @throws ConfigurationError once, listing every problem with the variable's name and what it expects
 */
export function readConfiguration(
  environment: Environment,
  machine: Machine,
  rateLimits: readonly RateLimit[],
): Configuration {
  const read = new VariableReader(environment);
  const host = read.text("HOST") ?? "127.0.0.1";
  const loopback = isLoopbackHost(host);
  const databaseUrl = readDatabaseUrl(read);
  const publicUrl = readPublicUrl(read);
  const configuration: Configuration = {
    port: read.integer("PORT", 4000, 0, 65_535),
    host,
    dataDirectory: readDataDirectory(read, machine),
    databaseUrl,
    secretKey: readSecretKey(read, databaseUrl !== null),
    publicUrl,
    allowedOrigins: readAllowedOrigins(read),
    allowedHosts: readAllowedHosts(read),
    trustProxy: readTrustProxy(read),
    graphiql: read.boolean("GRAPHIQL", loopback),
    introspection: read.boolean("INTROSPECTION", loopback),
    rateLimitFactor: read.number("RATE_LIMIT_FACTOR", 1, 0, 1_000_000),
    logLevel: read.choice("LOG_LEVEL", "info", logLevels),
    accessTokenMinutes: read.integer("ACCESS_TOKEN_EXPIRE_MINUTES", 1440, 1, longestLoginMinutes),
    secureCookies: read.boolean("SESSION_COOKIE_SECURE", publicUrl?.startsWith("https:") ?? false),
    registration: read.choice("REGISTRATION", "open", registrations),
    passwordLogin: read.boolean("PASSWORD_LOGIN", true),
    breachedPasswordsUrl: readBreachedPasswordsUrl(read),
    mail: readMail(read),
    limits: readLimits(read),
    rateLimits: readRateLimits(read, rateLimits),
  };
  if (read.problems.length > 0) throw new ConfigurationError(read.problems);
  return configuration;
}

function readDataDirectory(read: VariableReader, machine: Machine): string {
  const given = read.text("DATA_DIR");
  if (given !== null) return resolve(machine.projectDirectory, given);
  // PostgreSQL refuses to run as root, and the user it runs as then often cannot reach the clone.
  return machine.isRoot ? "/var/lib/pacekeeper" : join(machine.projectDirectory, ".pacekeeper");
}

function readDatabaseUrl(read: VariableReader): string | null {
  const value = read.text("DATABASE_URL");
  if (value === null) return null;
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol)) {
    // The value is not repeated: it may hold a password.
    read.reject("DATABASE_URL", "must look like postgresql://user:password@host:5432/database");
  }
  return value;
}

function readSecretKey(read: VariableReader, required: boolean): string | null {
  const value = read.text("SECRET_KEY");
  const advice = `at least ${secretKeyCharacters} characters, for example from: openssl rand -base64 48`;
  if (value === null && required) {
    read.reject("SECRET_KEY", `is required with DATABASE_URL, so that all servers share it; ${advice}`);
  }
  if (value !== null && value.length < secretKeyCharacters) read.reject("SECRET_KEY", `must have ${advice}`);
  return value;
}

function readPublicUrl(read: VariableReader): string | null {
  const value = read.text("PUBLIC_URL");
  if (value === null) return null;
  const origin = parseOrigin(value.replace(/\/$/, ""));
  if (origin === null) {
    read.reject("PUBLIC_URL", "must be an address without a path, such as https://pace.example.org", value);
  }
  return origin;
}

function readBreachedPasswordsUrl(read: VariableReader): string | null {
  const url = read.text("HIBP_URL") ?? "https://api.pwnedpasswords.com";
  if (!/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : "")) {
    read.reject("HIBP_URL", "must be the address of a server with the same API", url);
  }
  return read.boolean("HIBP_ENABLED", false) ? url.replace(/\/$/, "") : null;
}

function readAllowedOrigins(read: VariableReader): readonly string[] {
  const items = read.list("ALLOWED_ORIGINS") ?? ["https://raterhub.com", "https://www.raterhub.com"];
  for (const item of items.filter((origin) => parseOrigin(origin) !== origin)) {
    read.reject(
      "ALLOWED_ORIGINS",
      "must list exact origins such as https://example.org, without a path or *",
      item,
    );
  }
  return items;
}

function readAllowedHosts(read: VariableReader): readonly string[] {
  const items = (read.list("ALLOWED_HOSTS") ?? []).map((item) => item.toLowerCase());
  for (const item of items.filter((host) => !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(host))) {
    read.reject("ALLOWED_HOSTS", "must list names such as pace.example.org, without a port or *", item);
  }
  return items;
}

/** The text as an http(s) origin in canonical spelling, or null when it is none. `null` and `*` are none. */
function parseOrigin(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  // URL accepts a star as part of a host name; a browser never sends one.
  if (url.hostname.includes("*")) return null;
  const bare =
    url.pathname === "/" &&
    url.search === "" &&
    url.hash === "" &&
    url.username === "" &&
    !text.endsWith("/");
  return bare && /^https?:$/.test(url.protocol) ? url.origin : null;
}
