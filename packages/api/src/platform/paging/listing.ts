import { createHash } from "node:crypto";
import { isCalendarDate } from "@pacekeeper/domain/time/calendar-date";
import { requestError } from "../errors.ts";

/** How a column's values are written into a cursor: an instant as epoch milliseconds, a date as YYYY-MM-DD. */
type ColumnKind = "instant" | "date" | "int" | "float" | "uuid";

/** A column that a list is sorted by. */
export interface SortColumn {
  readonly field: string;
  readonly kind: ColumnKind;
  readonly direction: "asc" | "desc";
  /** Where rows without a value come; omitted when each row has one. */
  readonly nulls?: "first" | "last";
}

/** A list in a total order: its last column distinguishes all rows that one person can see in it. */
export interface Listing {
  /** Written into each cursor, so that a cursor of another list is recognised. */
  readonly name: string;
  readonly columns: readonly [SortColumn, ...SortColumn[]];
}

/** A list whose rows have ids that grow with time, the newest row first. */
export function newestFirst(name: string): Listing {
  return { name, columns: [{ field: "id", kind: "uuid", direction: "desc" }] };
}

/** A list by when its rows began, the latest first. */
export function byStart(name: string): Listing {
  return { name, columns: latestFirst("startedAt") };
}

/** A list by the time of the last change, the latest first. @param name the list's own name */
export function byChange(name: string): Listing {
  return { name: `${name} by change`, columns: latestFirst("updatedAt") };
}

function latestFirst(field: string): Listing["columns"] {
  return [
    { field, kind: "instant", direction: "desc" },
    { field: "id", kind: "uuid", direction: "desc" },
  ];
}

/** The same list, from its end to its start. */
export function backwards({ columns: [first, ...others], name }: Listing): Listing {
  return { name: `${name} backwards`, columns: [turned(first), ...others.map(turned)] };
}

function turned({ direction, nulls, ...column }: SortColumn): SortColumn {
  return {
    ...column,
    direction: direction === "asc" ? "desc" : "asc",
    ...(nulls && { nulls: nulls === "first" ? "last" : "first" }),
  };
}

/** A list under a filter: cursors of any other filter are not its own. What is omitted or null filters nothing. */
export function filtered(listing: Listing, filter: object | null | undefined): Listing {
  const given = Object.entries(filter ?? {}).filter(([, value]) => value != null);
  if (given.length === 0) return listing;
  const content = JSON.stringify(given.sort());
  const mark = createHash("sha256").update(content).digest("base64url").slice(0, MARK_LENGTH);
  return { ...listing, name: `${listing.name} ${mark}` };
}

/** Enough that no two filters that somebody uses are taken for each other. */
const MARK_LENGTH = 12;

type Value = string | number | null;
type Condition = Readonly<Record<string, unknown>>;

/** A column with the value that a cursor has for it. */
interface Bound {
  readonly column: SortColumn;
  readonly value: Value;
}

/** More than any list's sort values need. */
const LONGEST_CURSOR = 400;

/** Prisma's `orderBy` of the list, or of the reversed list. */
export function orderOf({ columns }: Listing, isReversed: boolean): Condition[] {
  return columns.map((column) => {
    const { field } = column;
    const sort = isAscending(column, isReversed) ? "asc" : "desc";
    if (column.nulls === undefined) return { [field]: sort };
    return { [field]: { sort, nulls: nullsFirst(column, isReversed) ? "first" : "last" } };
  });
}

/**
 * The cursor of a row: the list's name and the row's sort values. It stays valid when the row changes, moves or is
 * deleted, and says nothing about rows that its reader cannot see.
 */
export function cursorOf({ name, columns }: Listing, row: Readonly<Record<string, unknown>>): string {
  const values = columns.map(({ field, kind }) => written(kind, row[field]));
  return Buffer.from(JSON.stringify([name, ...values])).toString("base64url");
}

/**
 * Prisma's condition for the rows after a cursor, or before it.
 *
 * @throws BAD_USER_INPUT if the cursor is not one of this list
 */
export function beyondCursor(listing: Listing, cursor: string, side: "after" | "before"): Condition {
  const bounds = boundsOf(listing, cursor);
  if (bounds === null) {
    const message = `\`${side}\` is not a cursor of this list. Pass a cursor of the same list, or leave it out to start again.`;
    throw requestError("BAD_USER_INPUT", message);
  }
  const isReversed = side === "before";
  // The rows that are equal up to one column and beyond the cursor there.
  const branches = bounds.flatMap((bound, index) => {
    const beyond = beyondValue(bound, isReversed);
    return beyond === null ? [] : [{ AND: [...bounds.slice(0, index).map(equalTo), beyond] }];
  });
  return { AND: [...bounds.slice(0, 1).map((leading) => notBefore(leading, isReversed)), { OR: branches }] };
}

function isAscending({ direction }: SortColumn, isReversed: boolean): boolean {
  return (direction === "asc") !== isReversed;
}

function nullsFirst({ nulls }: SortColumn, isReversed: boolean): boolean {
  return (nulls === "first") !== isReversed;
}

/** The rows that come after a value of one column; null: none do. */
function beyondValue({ column, value }: Bound, isReversed: boolean): Condition | null {
  const { field, kind, nulls } = column;
  const nullsCome = nulls === undefined ? null : nullsFirst(column, isReversed) ? "first" : "last";
  if (value === null) return nullsCome === "first" ? { [field]: { not: null } } : null;
  const greater = { [field]: { [isAscending(column, isReversed) ? "gt" : "lt"]: read(kind, value) } };
  return nullsCome === "last" ? { OR: [greater, { [field]: null }] } : greater;
}

/** What `OR` implies for the first column. PostgreSQL finds the place in an index by it, but not by an `OR`. */
function notBefore({ column, value }: Bound, isReversed: boolean): Condition {
  const { field, kind, nulls } = column;
  if (value === null || (nulls !== undefined && !nullsFirst(column, isReversed))) return {};
  return { [field]: { [isAscending(column, isReversed) ? "gte" : "lte"]: read(kind, value) } };
}

function equalTo({ column: { field, kind }, value }: Bound): Condition {
  return { [field]: value === null ? null : read(kind, value) };
}

function written(kind: ColumnKind, value: unknown): Value {
  if (value === null || typeof value === "string" || typeof value === "number") return value;
  if (value instanceof Date) return kind === "date" ? value.toISOString().slice(0, 10) : value.getTime();
  throw new TypeError("A list must be sorted by columns that its rows contain");
}

function read(kind: ColumnKind, value: string | number): Date | string | number {
  return kind === "instant" || kind === "date" ? new Date(value) : value;
}

/** The sort values in a cursor; null if it is not one of this list. */
function boundsOf({ columns, name }: Listing, cursor: string): Bound[] | null {
  if (cursor.length > LONGEST_CURSOR) return null;
  const [named, ...values] = parsed(Buffer.from(cursor, "base64url").toString());
  if (named !== name || values.length !== columns.length) return null;
  const bounds = columns.map((column, index) => ({ column, value: values[index] as Value }));
  return bounds.every(isValue) ? bounds : null;
}

function parsed(text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** The years 1 to 9999, which both PostgreSQL and ISO texts can hold. */
const FIRST_INSTANT = -62_135_596_800_000;
const LAST_INSTANT = 253_402_300_799_999;
const LARGEST_INT = 2_147_483_647;

/** Whether a column can have the value. What a stranger sends must not reach the database otherwise. */
function isValue({ column: { kind, nulls }, value }: Bound): boolean {
  if (value === null) return nulls !== undefined;
  if (kind === "uuid") return typeof value === "string" && UUID.test(value);
  if (kind === "date") return typeof value === "string" && isCalendarDate(value);
  if (typeof value !== "number" || !Number.isFinite(value)) return false;
  if (kind === "float") return true;
  if (!Number.isSafeInteger(value)) return false;
  if (kind === "int") return Math.abs(value) <= LARGEST_INT;
  return value >= FIRST_INSTANT && value <= LAST_INSTANT;
}
