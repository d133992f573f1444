import type { RoomContext } from "../platform/job.ts";

/** How often changes of other processes are looked for: subscribers hear of them that much later at most. */
const FOLLOW_EVERY_MS = 400;

/** Looks for changes of other processes, over and over, by the monotonic clock. @returns ends it */
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
      if (!failing)
        log.error({ error }, "Changes of other processes could not be read; they are asked for again");
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
