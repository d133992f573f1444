import { MUTATIONS, NEW_DOCUMENTS, READS } from "./config/rate-limits.ts";
import { PASSED_COUNTS } from "./rate-limit.ts";
import type { Room } from "./room.ts";
import { STRANGERS_BYTES } from "./storage-quota.ts";

/** How long an idempotency key is remembered, in days. */
const KEYS_HOLD_DAYS = 30;

/** What the platform keeps for every room. */
export const platform: Room = {
  name: "platform",
  rateLimits: [MUTATIONS, NEW_DOCUMENTS, READS, STRANGERS_BYTES],
  purges: [
    { name: "idempotency keys", table: "idempotency_keys", age: "created_at", days: KEYS_HOLD_DAYS },
    PASSED_COUNTS,
  ],
};
