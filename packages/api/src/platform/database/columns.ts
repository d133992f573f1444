import { TABLES } from "../../generated/columns.ts";

/** The name of a model of the data model. */
export type ModelName = keyof typeof TABLES;

type Columns<M extends ModelName> = (typeof TABLES)[M]["columns"];

/** A field of a model that has a column. */
export type FieldOf<M extends ModelName> = keyof Columns<M> & string;

type ColumnName<M extends ModelName, F extends FieldOf<M>> = Columns<M>[F] extends {
  readonly name: infer Name extends string;
}
  ? Name
  : never;

type ColumnType = {
  [M in ModelName]: Columns<M>[keyof Columns<M>] extends { readonly type: infer Type extends string }
    ? Type
    : never;
}[ModelName];

/**
 * What makes the driver give a column as Prisma does. A date is midnight in UTC, which is the session's zone, where the
 * driver takes its own; the driver does not know that an array of a type of ours is one. A type that no column had
 * before is looked at here first: the driver gives some, such as bigint, as text.
 */
const CASTS: Readonly<Record<ColumnType, string>> = {
  String: "",
  Boolean: "",
  Int: "",
  "Int[]": "",
  Float: "",
  Json: "",
  DateTime: "",
  Date: "::timestamptz",
  Enum: "",
  "Enum[]": "::text[]",
};

interface Column {
  readonly field: string;
  readonly name: string;
  readonly type: ColumnType;
}

function columnsOf(model: ModelName): Column[] {
  return Object.entries(TABLES[model].columns).map(([field, column]) => ({ field, ...column }));
}

/**
 * The list of a SELECT that gives a model's rows as Prisma does. Meant for the few statements that are read so often
 * that Prisma's cost counts; made once, when the module is loaded.
 *
 * @param alias the table's name in the statement
 * @param fields left out: all of the model, so that a new column is in every list at once
 */
export function selectList<M extends ModelName>(
  model: M,
  alias: string,
  fields?: readonly FieldOf<M>[],
): string {
  const chosen: readonly string[] | undefined = fields;
  return columnsOf(model)
    .filter(({ field }) => chosen?.includes(field) ?? true)
    .map(({ field, name, type }) => `${alias}."${name}"${CASTS[type]} AS "${field}"`)
    .join(", ");
}

/**
 * The list after `ON CONFLICT … DO UPDATE SET` that writes a model's whole row over the one that is there.
 *
 * @param kept columns that stay as they are
 */
export function overwriteList<M extends ModelName>(
  model: M,
  kept: readonly ColumnName<M, FieldOf<M>>[],
): string {
  const names: readonly string[] = kept;
  return columnsOf(model)
    .filter(({ name }) => !names.includes(name))
    .map(({ name }) => `"${name}" = excluded."${name}"`)
    .join(", ");
}
