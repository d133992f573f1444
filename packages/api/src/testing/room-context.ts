import type { RoomContext } from "../platform/job.ts";
import { createSerializer } from "../platform/serially.ts";
import type { TestApplication } from "./application.ts";

/**
 * The context of jobs on an application's database, as another process would have it: with its own serializer, and
 * without announcing changes.
 *
 * @param log the log methods that the test watches
 */
export function aRoomContext({ db }: TestApplication, log: object = {}): RoomContext {
  const silent = { info() {}, warn() {}, error() {} };
  // Jobs of consumers and due work use no more of it than this.
  return {
    db,
    log: { ...silent, ...log },
    server: { serially: createSerializer() },
    announce() {},
    stopping: new AbortController().signal,
  } as unknown as RoomContext;
}
