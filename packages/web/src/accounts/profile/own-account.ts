import {
  OwnAccountDocument,
  type OwnAccountFragment,
  ServerDocument,
  type ServerQuery,
} from "../../generated/graphql.ts";
import { type AccountLists, followAccountList } from "../account-lists.ts";

/** The server's registration mode, and whether it takes passwords and sends mail. */
export type ServerState = ServerQuery["server"];

export interface OwnAccountState {
  /** Null until it is known. */
  readonly account: OwnAccountFragment | null;
  readonly server: ServerState | null;
}

/** Follows what Settings shows about the viewer beyond the profile, and about the server. */
export function followOwnAccount(lists: AccountLists): OwnAccountState {
  // A link that is opened elsewhere may confirm the address.
  const own = followAccountList(OwnAccountDocument, lists);
  const server = followAccountList(ServerDocument, lists);
  return {
    get account() {
      return own.data?.viewer ?? null;
    },
    get server() {
      return server.data?.server ?? null;
    },
  };
}
