import { randomBytes } from "node:crypto";
import { uuidv7 } from "@pacekeeper/domain/ids/uuid";

/** A new id: UUIDv7 of `now` (epoch milliseconds), so that rows made later sort later. */
export function newId(now: number): string {
  return uuidv7(now, randomBytes(10));
}
