import type { VariableReader } from "./variables.ts";

const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
const MOST = 1_000_000_000;

/** How often something may be done within a time window. Declared by the room that enforces it. */
export interface RateLimit {
  /** Unique among all rooms. */
  readonly name: string;
  /** The environment variable that sets it. */
  readonly variable: string;
  /** The default. */
  readonly usual: number;
  readonly windowMs: number;
}

/** Mutation fields of one user; for visitors, of one address. */
export const MUTATIONS: RateLimit = {
  name: "mutations",
  variable: "MUTATIONS_PER_MINUTE",
  usual: 1200,
  windowMs: MINUTE_MS,
};

/** The cost of everything that one user reads; for visitors, one address. */
export const READS: RateLimit = {
  name: "reads",
  variable: "READ_COST_PER_MINUTE",
  usual: 600_000,
  windowMs: MINUTE_MS,
};

/**
 * The characters of documents that the server has to parse and validate, because it does not know them yet: of one user,
 * or of visitors at one address.
 */
export const NEW_DOCUMENTS: RateLimit = {
  name: "newDocuments",
  variable: "NEW_DOCUMENT_CHARACTERS_PER_MINUTE",
  usual: 600_000,
  windowMs: MINUTE_MS,
};

/** Each limit by its name, before RATE_LIMIT_FACTOR. */
export type RateLimits = ReadonlyMap<string, number>;

/** Reads the declared limits. Problems go to the reader. */
export function readRateLimits(read: VariableReader, declared: readonly RateLimit[]): RateLimits {
  return new Map(
    declared.map(({ name, usual, variable }) => [name, read.integer(variable, usual, 1, MOST)] as const),
  );
}
