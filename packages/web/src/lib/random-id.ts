import { uuidv7 } from "@pacekeeper/domain/ids/uuid";

/** A new id from the browser's own random numbers. @param now epoch milliseconds */
export function newId(now: number): string {
  return uuidv7(now, crypto.getRandomValues(new Uint8Array(10)));
}
