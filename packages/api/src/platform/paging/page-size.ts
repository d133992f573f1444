import { z } from "zod";

/** Entries in a page when neither `first` nor `last` is given. */
export const defaultPageSize = 50;
/** The most entries of a page. */
export const largestPageSize = 100;

interface PageArguments {
  first?: number | null | undefined;
  last?: number | null | undefined;
}

/** The rule for a connection's `first` or `last`: 1 to 100, as the message says. */
export function pageSize(argument: "first" | "last") {
  const range = `${argument} must be from 1 to ${largestPageSize}.`;
  return z.number().int(range).min(1, range).max(largestPageSize, range).nullish();
}

/** A connection costs its page size times the cost of each entry. */
export function connectionCost(args: PageArguments) {
  return { field: 1, multiplier: args.first ?? args.last ?? defaultPageSize };
}

/**
 * The cost of a field that leads from an entry of a list back to what has the list: a document can go to and fro, and
 * reads the whole list each time. Enough that two rounds are a large query, and three are refused.
 */
export const BACK_REFERENCE_COST = { field: 1, multiplier: 3 };

/** The rule for the ids of `Query.nodes`. */
export const nodeIds = z
  .array(z.unknown())
  .min(1, `ids must hold from 1 to ${largestPageSize} ids.`)
  .max(largestPageSize, `ids must hold from 1 to ${largestPageSize} ids.`);

/** `Query.nodes` costs the number of ids times the cost of each node. */
export function nodesCost(args: { ids: readonly unknown[] }) {
  return { field: 1, multiplier: args.ids.length };
}
