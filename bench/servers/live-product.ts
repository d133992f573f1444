import type { DatabasePlace } from "./database.ts";
import { productServer } from "./product.ts";
import type { RoleServer } from "./role.ts";

/** What a server that holds many subscribers says of itself. */
export interface LiveState {
  /** Bytes in use after the garbage was collected. */
  readonly heapBytes: number;
  /** Open sockets and running timeouts of the process. */
  readonly sockets: number;
  readonly timeouts: number;
  /** Subscriptions to something of the person's own; a countdown's seconds are one too. */
  readonly subscriptions: number;
}

/** The whole product, which tells its state. Wants `--expose-gc`. */
export async function liveProductServer(place: DatabasePlace): Promise<RoleServer> {
  const server = await productServer(place);
  return {
    ...server,
    async tell(): Promise<LiveState> {
      // Twice: what the first finds in finalizers goes with the second.
      globalThis.gc?.();
      globalThis.gc?.();
      const { heapUsed } = process.memoryUsage();
      const resources = process.getActiveResourcesInfo();
      return {
        heapBytes: heapUsed,
        sockets: resources.filter((name) => name === "TCPSocketWrap").length,
        timeouts: resources.filter((name) => name === "Timeout").length,
        subscriptions: server.application.pubsub.size,
      };
    },
  };
}
