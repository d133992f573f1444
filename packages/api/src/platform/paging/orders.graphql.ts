import { builder } from "../builder.ts";
import { backwards, byChange, byStart, type Listing } from "./listing.ts";

/** A value of an argument `orderBy`, with the list that it makes. */
interface Order {
  readonly description: string;
  readonly listing: Listing;
}

/**
 * The type of an argument `orderBy`.
 *
 * @param orders by their names; the first is the default
 * @returns the argument, and the list of each order
 */
export function ordersOf<Name extends string>(name: string, orders: Readonly<Record<Name, Order>>) {
  const names = Object.keys(orders) as [Name, ...Name[]];
  const type = builder.enumType(name, {
    description: "An order of a list. A cursor belongs to one order.",
    values: Object.fromEntries(
      names.map((order) => [order, { description: orders[order].description }]),
    ) as Record<Name, { description: string }>,
  });
  return {
    argument: { type, required: true, defaultValue: names[0], description: "The order." } as const,
    listing: (order: Name) => orders[order].listing,
  };
}

/** A list by one column, and the same list backwards. @param listing the latest first */
export function bothWays<Name extends string>(
  name: Name,
  listing: Listing,
  latest: string,
  earliest: string,
) {
  return {
    [`${name}_DESC`]: { description: latest, listing },
    [`${name}_ASC`]: { description: earliest, listing: backwards(listing) },
  } as Readonly<Record<`${Name}_DESC` | `${Name}_ASC`, Order>>;
}

/** The orders by the start. @param name the list's own name */
export function startOrders(name: string) {
  return bothWays("STARTED_AT", byStart(name), "The latest first.", "The earliest first.");
}

/** The orders by the last change. @param name the list's own name */
export function changeOrders(name: string) {
  return bothWays(
    "UPDATED_AT",
    byChange(name),
    "The most recently changed first.",
    "The least recently changed first: with the last cursor, a client reads on from where it stopped, whatever has changed since.",
  );
}
