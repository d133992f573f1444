import { randomFillSync } from "node:crypto";
import { uuidv7 } from "@pacekeeper/domain/ids/uuid";

const RANDOM_BYTES = 10;
/** The 12 bits after a UUIDv7's time are a counter within the millisecond (RFC 9562, section 6.2, method 1). */
const COUNTER_END = 0x1000;

// One call to the system's random source for many ids is cheaper than one per id.
const pool = new Uint8Array(RANDOM_BYTES * 256);
let used = pool.length;
let lastTime = 0;
let counter = 0;

/**
 * A new UUIDv7 of `now` (epoch milliseconds). Ids made later by this process sort later, even within a millisecond and
 * when the clock steps back.
 */
export function newId(now: number): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const random = pool.subarray(used, used + RANDOM_BYTES);
  used += RANDOM_BYTES;
  if (now > lastTime) {
    lastTime = now;
    counter = ((random[0] ?? 0) << 2) & (COUNTER_END / 4 - 1);
  } else if (++counter === COUNTER_END) {
    lastTime += 1;
    counter = 0;
  }
  random[0] = counter >> 8;
  random[1] = counter & 0xff;
  return uuidv7(lastTime, random);
}
