import { uuidv7 } from "@pacekeeper/domain/ids/uuid";

/** A new UUIDv7. @param now epoch milliseconds */
export function newId(now: number): string {
  return uuidv7(now, crypto.getRandomValues(new Uint8Array(10)));
}
