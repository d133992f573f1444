import { addressKey } from "../address-key.ts";
import type { Viewer } from "../viewer.ts";
import type { ConnectionPlaces } from "./places.ts";

/**
 * Why a connection is closed: its token is refused, there are too many of its kind, its login or token has ended, or
 * the server is stopping.
 */
export type ClosingReason = "badToken" | "crowded" | "revoked" | "stopping";

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
   * Registers the connection. Answers false, and does not register it, when its user (or, for a visitor, its address)
   * already has the maximum, or when it has left, before or meanwhile.
   */
  admit(connection: Connection): Promise<boolean>;
  leave(connection: Connection): void;
  /** Closes the connections whose viewer matches the predicate; returns how many. */
  closeViewers(predicate: (viewer: Viewer) => boolean): number;
  closeAll(): void;
  readonly size: number;
}

/**
 * A registry that allows each user `perUser` concurrent connections.
 *
 * @param places counts them for all processes; null: only those of this process count. Those count in any case, so that
 *   there is a limit while the database does not answer
 */
export function createConnections(perUser: number, places: ConnectionPlaces | null): Connections {
  const open = new Set<Connection>();
  /** Those that have left: a client may go while it is still being identified. */
  const gone = new WeakSet<Connection>();
  const ownerOf = ({ viewer, address }: Connection) => viewer?.userId ?? addressKey(address);
  const placed = new Map<Connection, { readonly owner: string; readonly place: number }>();

  return {
    async admit(connection) {
      if (gone.has(connection)) return false;
      const owner = ownerOf(connection);
      let held = 0;
      for (const other of open) if (ownerOf(other) === owner) held += 1;
      if (held >= perUser) return false;
      open.add(connection);
      const place = (await places?.take(owner, perUser)) ?? null;
      const isOpen = open.has(connection);
      if (place === "full") open.delete(connection);
      else if (place !== null && isOpen) placed.set(connection, { owner, place });
      else if (place !== null) void places?.give(owner, place);
      return isOpen && place !== "full";
    },
    leave(connection) {
      gone.add(connection);
      open.delete(connection);
      const { owner, place } = placed.get(connection) ?? {};
      placed.delete(connection);
      if (owner !== undefined && place !== undefined) void places?.give(owner, place);
    },
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
