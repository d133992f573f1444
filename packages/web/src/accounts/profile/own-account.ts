import {
  OwnAccountDocument,
  type OwnAccountFragment,
  ServerDocument,
  type ServerQuery,
} from "../../generated/graphql.ts";
import type { Services } from "../../lib/data/services.ts";
import { watchQuery } from "../../lib/data/watched-query.ts";
import type { AccountLists } from "../account-lists.ts";

/** How the server takes people and mail. */
export type ServerState = ServerQuery["server"];

export interface OwnAccountState {
  /** Null until it is known. */
  readonly account: OwnAccountFragment | null;
  readonly server: ServerState | null;
}

/** What Settings knows of the viewer beside the profile, and of the server; kept true. */
export function watchOwnAccount(services: Services, lists: AccountLists): OwnAccountState {
  const own = watchQuery(services, OwnAccountDocument, () => ({}));
  const server = watchQuery(services, ServerDocument, () => ({}));
  // A link that was opened elsewhere confirms the address.
  lists.keepTrue(() => own.refetch());
  lists.keepTrue(() => server.refetch());
  return {
    get account() {
      return own.data?.viewer ?? null;
    },
    get server() {
      return server.data?.server ?? null;
    },
  };
}
