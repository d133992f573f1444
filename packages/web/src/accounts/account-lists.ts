import type { TypedDocumentNode } from "@urql/core";
import { createContext, onCleanup, useContext } from "solid-js";
import { type FollowedList, followWholeList } from "../lib/data/lists/follow-whole-list.ts";
import type { Page } from "../lib/data/lists/pages.ts";
import { type FollowedQuery, followQuery } from "../lib/data/query.ts";

/** Refreshes the lists of an account's logins, tokens and activity, whose changes are not pushed. */
export interface AccountLists {
  /** Call after anything that may have changed the lists. */
  changed(): void;
  /** Calls `askAgain` whenever the lists may have changed, while the component lives. */
  keepTrue(askAgain: () => void): void;
}

export const AccountListsContext = createContext<AccountLists>();

/** The lists may change with each action on the page, or elsewhere while the page is hidden. */
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

/** Follows one of these lists. */
export function followAccountList<Data extends object>(
  document: TypedDocumentNode<Data, { readonly [name: string]: never }>,
  lists = useAccountLists(),
): FollowedQuery<Data> {
  const query = followQuery(document, () => ({}));
  lists.keepTrue(() => void query.refetch());
  return query;
}

/** Follows all pages of one of these lists. */
export function followAccountPages<Data extends object, Row>(
  document: TypedDocumentNode<Data, { readonly after?: string | null }>,
  pageOf: (data: Data) => Page<Row> | undefined,
): FollowedList<Row> {
  const pages = followWholeList(document, () => ({}), pageOf);
  useAccountLists().keepTrue(() => void pages.refetch());
  return pages;
}

/** @throws Error outside the Settings page */
export function useAccountLists(): AccountLists {
  const lists = useContext(AccountListsContext);
  if (!lists) throw new Error("useAccountLists must be used inside the Settings page");
  return lists;
}
