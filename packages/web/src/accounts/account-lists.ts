import type { TypedDocumentNode } from "@urql/core";
import { createContext, onCleanup, useContext } from "solid-js";
import { type FollowedQuery, followQuery } from "../lib/data/query.ts";

/** Lists of an account's logins, tokens and acts: nobody tells when they change, so they are asked for again. */
export interface AccountLists {
  /** Something was done that may have changed them. */
  changed(): void;
  /** Asks again whenever they may have changed, as long as the component lives. */
  keepTrue(askAgain: () => void): void;
}

export const AccountListsContext = createContext<AccountLists>();

/** They may change with each act on the page, and with anything done elsewhere while the page was not looked at. */
export function createAccountLists(): AccountLists {
  const asks = new Set<() => void>();
  const changed = () => {
    for (const ask of asks) ask();
  };
  const shown = () => document.visibilityState === "visible" && changed();
  document.addEventListener("visibilitychange", shown);
  onCleanup(() => document.removeEventListener("visibilitychange", shown));
  return {
    changed,
    keepTrue(askAgain) {
      asks.add(askAgain);
      onCleanup(() => asks.delete(askAgain));
    },
  };
}

/** Follows such a list. */
export function followAccountList<Data extends object>(
  document: TypedDocumentNode<Data, { readonly [name: string]: never }>,
  lists = useAccountLists(),
): FollowedQuery<Data> {
  const query = followQuery(document, () => ({}));
  lists.keepTrue(() => void query.refetch());
  return query;
}

/** @throws Error outside of Settings */
export function useAccountLists(): AccountLists {
  const lists = useContext(AccountListsContext);
  if (!lists) throw new Error("The account's lists are provided by Settings");
  return lists;
}
