import {
  OwnAccountDocument,
  type OwnAccountFragment,
  ServerDocument,
  type ServerQuery,
} from "../../generated/graphql.ts";
import { type AccountLists, followAccountList } from "../account-lists.ts";

/** How the server takes people and mail. */
export type ServerState = ServerQuery["server"];

export interface OwnAccountState {
  /** Null until it is known. */
  readonly account: OwnAccountFragment | null;
  readonly server: ServerState | null;
}

/** What Settings knows of the viewer beside the profile, and of the server; kept true. */
export function followOwnAccount(lists: AccountLists): OwnAccountState {
  // A link that was opened elsewhere confirms the address.
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
