import type { DatabasePlace } from "./database.ts";
import { productServer } from "./product.ts";
import type { RoleServer } from "./role.ts";

/** What a server with many subscribers reports about itself. */
export interface LiveState {
  /** Bytes in use after garbage collection. */
  readonly heapBytes: number;
  /** Open sockets and pending timeouts of the process. */
  readonly sockets: number;
  readonly timeouts: number;
  /** Subscriptions to a person's data; the ticks of a countdown count as one. */
  readonly subscriptions: number;
}

/** The whole product, which also reports its state. Needs `--expose-gc`. */
export async function liveProductServer(place: DatabasePlace): Promise<RoleServer> {
  const server = await productServer(place);
  return {
    ...server,
    async tell(): Promise<LiveState> {
      // Twice: the second run collects what the finalizers of the first released.
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
