import { MUTATIONS, READS } from "./config/rate-limits.ts";
import type { Room } from "./room.ts";

/** How long an idempotency key is remembered, in days. */
const KEYS_HOLD_DAYS = 30;

/** What the platform keeps for every room. */
export const platform: Room = {
  name: "platform",
  rateLimits: [MUTATIONS, READS],
  purges: [{ name: "idempotency keys", table: "idempotency_keys", age: "created_at", days: KEYS_HOLD_DAYS }],
};
