import { addressKey } from "./address-key.ts";
import type { Viewer } from "./viewer.ts";

/**
 * Why a connection is closed: there are too many of its kind, its login or token has ended, or the server is stopping.
 */
export type ClosingReason = "crowded" | "revoked" | "stopping";

/** An open socket or event stream. */
export interface Connection {
  /** Null for a visitor, and until the connection has signed in. */
  viewer: Viewer | null;
  address: string;
  close(reason: ClosingReason): void;
}

/** Every open socket and event stream of this process. */
export interface Connections {
  /**
   * Registers the connection. Returns false, and does not register it, when its user (or, for a visitor, its address)
   * already has the maximum. Call it again after the connection signs in, to count it for its user.
   */
  admit(connection: Connection): boolean;
  leave(connection: Connection): void;
  /** Closes the connections whose viewer matches the predicate; returns how many. */
  closeViewers(predicate: (viewer: Viewer) => boolean): number;
  closeAll(): void;
  readonly size: number;
}

/** A registry that allows each user `perUser` concurrent connections. */
export function createConnections(perUser: number): Connections {
  const open = new Set<Connection>();
  const ownerOf = ({ viewer, address }: Connection) => viewer?.userId ?? addressKey(address);
  return {
    admit(connection) {
      const owner = ownerOf(connection);
      let held = 0;
      for (const other of open) if (other !== connection && ownerOf(other) === owner) held += 1;
      if (held >= perUser) return false;
      open.add(connection);
      return true;
    },
    leave: (connection) => void open.delete(connection),
    closeViewers(predicate) {
      const chosen = [...open].filter(({ viewer }) => viewer !== null && predicate(viewer));
      for (const connection of chosen) connection.close("revoked");
      return chosen.length;
    },
    closeAll() {
      for (const connection of [...open]) connection.close("stopping");
    },
    get size() {
      return open.size;
    },
  };
}
