import type { RoomContext } from "../platform/job.ts";

/** How often other processes' changes are polled: the longest delay before subscribers hear of them. */
const FOLLOW_EVERY_MS = 400;

/** Polls for other processes' changes, by the monotonic clock. @returns a function that stops it */
export function followOthers({ announce, db, log, server }: RoomContext): () => Promise<void> {
  let isOver = false;
  let timeout: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();
  let failing = false;
  async function look(): Promise<void> {
    try {
      if (server.pubsub.size === 0) server.changeFeed.rest();
      else await server.changeFeed.look(db.pool, (userId, topic) => announce(userId, topic));
      failing = false;
    } catch (error) {
      if (!failing) log.error({ err: error }, "Other processes' changes could not be read; retrying");
      failing = true;
    }
    if (!isOver) timeout = setTimeout(again, FOLLOW_EVERY_MS).unref();
  }
  function again(): void {
    looking = look();
  }
  again();
  return async () => {
    isOver = true;
    clearTimeout(timeout);
    await looking;
  };
}
