import { purgeOutbox } from "../outbox.ts";
import type { Room } from "../room.ts";

/** How long the same key makes nothing twice, in days. */
const KEYS_HOLD_DAYS = 30;

/** What the platform keeps for every room. */
export const ground: Room = {
  name: "platform",
  jobs: [{ name: "purge the outbox", pattern: "0 27 3 * * *", run: ({ db }) => purgeOutbox(db.pool) }],
  purges: [{ name: "idempotency keys", table: "idempotency_keys", age: "created_at", days: KEYS_HOLD_DAYS }],
};
