import type { ObjectRef } from "@pothos/core";
import { queryFromInfo } from "@pothos/plugin-prisma";
import type { GraphQLResolveInfo } from "graphql";
import { builder } from "../builder.ts";
import type { Context } from "../context.ts";
import { requestError } from "../errors.ts";
import { beyondCursor, cursorOf, type Listing, orderOf } from "./listing.ts";
import { defaultPageSize } from "./page-size.ts";

type Types = (typeof builder)["$inferSchemaTypes"];

/** Which page of a list. */
export interface PageArguments {
  readonly after?: string | null | undefined;
  readonly before?: string | null | undefined;
  readonly first?: number | null | undefined;
  readonly last?: number | null | undefined;
}

/** A page of a list, as connection types resolve it. */
interface Page<Row> {
  readonly edges: { readonly cursor: string; readonly node: Row }[];
  readonly pageInfo: {
    readonly startCursor: string | null;
    readonly endCursor: string | null;
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
  };
  /** Counts the whole list. */
  count(): Promise<number>;
}

/** A Prisma model's delegate, such as `prisma.task`. */
interface Rows<Row> {
  findMany(query: object): PromiseLike<Row[]>;
  count(query: { where: object }): PromiseLike<number>;
}

/** The types `<Name>Connection` and `<Name>Edge`, which all lists of one node type share. */
export function connectionOf<Type extends ObjectRef<Types, object>>(name: string, type: Type) {
  return builder.connectionObject(
    {
      type,
      name: `${name}Connection`,
      fields: (t) => ({
        totalCount: t.int({
          description: "Entries in the whole list, on all pages.",
          // Pothos knows a connection only by its edges; `readPage` makes them all, with `count`.
          resolve: (page) => (page as unknown as Page<object>).count(),
        }),
      }),
    },
    { name: `${name}Edge` },
  );
}

/**
 * Reads a page of a person's list.
 *
 * @param where which rows the list contains; must include its owner
 * @throws BAD_USER_INPUT if a cursor is not one of this list, or both `first` and `last` are given
 */
export async function readPage<Row extends object>(
  listing: Listing,
  { rows, where }: { readonly rows: Rows<Row>; readonly where: object },
  { after, before, first, last }: PageArguments,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<Page<Row>> {
  if (first != null && last != null) {
    throw requestError("BAD_USER_INPUT", "`first` and `last` exclude each other. Pass only one of them.");
  }
  const isReversed = last != null || (before != null && first == null);
  const size = first ?? last ?? defaultPageSize;
  const found = await rows.findMany({
    ...queryFromInfo({ context, info, paths: [["nodes"], ["edges", "node"]] }),
    where: {
      AND: [
        where,
        after == null ? {} : beyondCursor(listing, after, "after"),
        before == null ? {} : beyondCursor(listing, before, "before"),
      ],
    },
    orderBy: orderOf(listing, isReversed),
    // One more tells whether there is another page.
    take: size + 1,
  });
  const hasMore = found.length > size;
  const shown = found.slice(0, size);
  if (isReversed) shown.reverse();
  const edges = shown.map((node) => ({
    cursor: cursorOf(listing, node as Readonly<Record<string, unknown>>),
    node,
  }));
  return {
    edges,
    pageInfo: {
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
      hasNextPage: isReversed ? before != null : hasMore,
      hasPreviousPage: isReversed ? hasMore : after != null,
    },
    count: async () => rows.count({ where }),
  };
}
