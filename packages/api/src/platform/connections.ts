import { addressKey } from "./address-key.ts";
import type { Viewer } from "./viewer.ts";

/** An open socket or event stream. */
export interface Connection {
  /** Null until it has signed in. */
  viewer: Viewer | null;
  address: string;
  /** Ends it: `revoked` because its login or token did, `stopping` because the server does. */
  close(reason: "revoked" | "stopping"): void;
}

/** Every open socket and event stream of this process. */
export interface Connections {
  /**
   * Counts the connection in. False, and not counted, when its user (for a visitor, its address) has as
   * many as allowed. Counts again from anew when called after it signed in.
   */
  admit(connection: Connection): boolean;
  leave(connection: Connection): void;
  /** Closes those whose viewer the predicate picks; answers how many. */
  closeViewers(predicate: (viewer: Viewer) => boolean): number;
  closeAll(): void;
  readonly size: number;
}

/** A registry that lets each user hold `perUser` connections at once. */
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
