import { createHash } from "node:crypto";
import { comparedAddress } from "@pacekeeper/domain/accounts/email-address";
import {
  ACCOUNT_LIMIT,
  ADDRESS_LIMIT,
  LOCK_AFTER,
  waitAfterFailures,
} from "@pacekeeper/domain/accounts/throttle";
import type { Pool, PoolClient } from "pg";
import { addressKey } from "../../platform/address-key.ts";
import type { Purge } from "../../platform/changes/purge.ts";
import { TooManyTries } from "../errors.ts";

/** A try to log in: the account, the address it comes from, and the account's known device, if any. */
export interface LoginTry {
  readonly email: string;
  readonly address: string;
  /** Null: a browser that has never logged in to this account. */
  readonly deviceId: string | null;
  /** Multiplies the number of failures allowed per period; 0: no limit. The waits after consecutive failures stay. */
  readonly factor: number;
}

/** The waits after 0, 1, … failures in seconds; the last one applies to all further failures. */
const WAITS = Array.from({ length: LOCK_AFTER + 1 }, (_, failures) => waitAfterFailures(failures) / 1000);

/**
 * Counts a try as a failure before anything is hashed, so that a hundred concurrent tries count as a hundred;
 * `loginSucceeded` undoes it. A known device has its own counter, so strangers cannot lock it out.
 *
 * @param now epoch milliseconds
 * @throws TooManyTries; then nothing was counted
 */
export async function takeLoginTry(pool: Pool, attempt: LoginTry, now: number): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const { pair, account, address } = keysOf(attempt);
    if (address) await takeWithin(client, address, ADDRESS_LIMIT, attempt.factor, now);
    if (account) await takeWithin(client, account, ACCOUNT_LIMIT, attempt.factor, now);
    await takeInTurn(client, pair, now);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}

/** The try succeeded: uncounts it and resets the consecutive failures before it. */
export async function loginSucceeded(pool: Pool, attempt: LoginTry): Promise<void> {
  await pool.query("DELETE FROM login_throttles WHERE key = $1", [keysOf(attempt).pair]);
  await giveBackLoginTry(pool, attempt);
}

/** Uncounts a try that was never checked. */
export async function giveBackLoginTry(pool: Pool, attempt: LoginTry): Promise<void> {
  const { pair, account, address } = keysOf(attempt);
  await pool.query({
    name: "login-try-back",
    // Locks in the order of `takeLoginTry`: two logins at the same moment would deadlock otherwise.
    text: `WITH locked AS (
        SELECT key FROM login_throttles WHERE key = ANY($1::text[])
        ORDER BY array_position($1::text[], key) FOR UPDATE)
      UPDATE login_throttles t SET failures = failures - 1 FROM locked
      WHERE t.key = locked.key AND t.failures > 0`,
    values: [[address, account, pair].filter((key) => key !== null)],
  });
}

/** Deletes all counters of a deleted account. */
export async function forgetTriesAt(pool: Pool, email: string): Promise<void> {
  const who = whose(email);
  // The account before its pairs, as `takeLoginTry` locks them.
  await pool.query(
    `WITH locked AS (
        SELECT key FROM login_throttles WHERE key LIKE $1 OR key LIKE $2 OR key = $3 ORDER BY key FOR UPDATE)
      DELETE FROM login_throttles t USING locked WHERE t.key = locked.key`,
    [`pair ${who} %`, `device ${who} %`, `account ${who}`],
  );
}

/** Counters that no longer have an effect. */
export const OLD_LOGIN_TRIES: Purge = {
  name: "tries to log in",
  table: "login_throttles",
  age: "last_at",
  days: 1,
};

/** Hashed, because we must not keep the addresses of people who have no account here; in hexadecimal. */
function whose(email: string): string {
  return createHash("sha256").update(comparedAddress(email)).digest("hex");
}

function keysOf({ email, address, deviceId }: LoginTry) {
  const who = whose(email);
  const from = addressKey(address);
  return deviceId === null
    ? { pair: `pair ${who} ${from}`, account: `account ${who}`, address: `address ${from}` }
    : { pair: `device ${who} ${deviceId}`, account: null, address: null };
}

interface Limit {
  readonly failures: number;
  readonly withinMs: number;
}

/** Limits the number of tries in a fixed period, which starts with the first try. */
async function takeWithin(
  client: PoolClient,
  key: string,
  limit: Limit,
  factor: number,
  now: number,
): Promise<void> {
  if (factor === 0) return;
  const since = new Date(now - limit.withinMs);
  const { rows } = await client.query<{ firstAt: Date; failures: number }>({
    name: "login-try-within",
    text: `INSERT INTO login_throttles AS t (key, failures, first_at, last_at) VALUES ($1, 1, $2, $2)
      ON CONFLICT (key) DO UPDATE SET
        failures = CASE WHEN t.first_at <= $3 THEN 1 ELSE t.failures + 1 END,
        first_at = CASE WHEN t.first_at <= $3 THEN $2 ELSE t.first_at END,
        last_at = $2
      RETURNING first_at AS "firstAt", failures`,
    values: [key, new Date(now), since],
  });
  const [count] = rows;
  if (count && count.failures > Math.ceil(limit.failures * factor)) {
    throw new TooManyTries(count.firstAt.getTime() + limit.withinMs - now);
  }
}

/** Admits one try at a time, with a wait after each failure from the third on. */
async function takeInTurn(client: PoolClient, key: string, now: number): Promise<void> {
  const { rows } = await client.query<{ failures: number }>({
    name: "login-try-in-turn",
    text: `INSERT INTO login_throttles AS t (key, failures, first_at, last_at) VALUES ($1, 1, $2, $2)
      ON CONFLICT (key) DO UPDATE SET
        failures = CASE WHEN t.failures >= $4 THEN 1 ELSE t.failures + 1 END, last_at = greatest(t.last_at, $2)
        -- Of two tries at the same moment the earlier may come second: without a wait there is none to be refused for.
        WHERE ($3::float8[])[least(t.failures, $4) + 1] = 0
          OR t.last_at + make_interval(secs => ($3::float8[])[least(t.failures, $4) + 1]) <= $2
      RETURNING failures`,
    values: [key, new Date(now), WAITS, LOCK_AFTER],
  });
  if (rows.length > 0) return;
  const waits = await client.query<{ lastAt: Date; failures: number }>(
    `SELECT last_at AS "lastAt", failures FROM login_throttles WHERE key = $1`,
    [key],
  );
  const [state] = waits.rows;
  throw new TooManyTries(state ? state.lastAt.getTime() + waitAfterFailures(state.failures) - now : 0);
}
