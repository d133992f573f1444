import type { RoomContext } from "../platform/job.ts";
import { createSerializer } from "../platform/serially.ts";
import type { TestApplication } from "./application.ts";

/**
 * What jobs work with, on an application's database, as another process would have it: it serializes by itself and
 * tells nobody.
 *
 * @param log what of the log is looked at
 */
export function aRoomContext({ db }: TestApplication, log: object = {}): RoomContext {
  const silent = { info() {}, warn() {}, error() {} };
  // Jobs of consumers and due work take no more of it than this.
  return {
    db,
    log: { ...silent, ...log },
    server: { serially: createSerializer() },
    announce() {},
  } as unknown as RoomContext;
}
