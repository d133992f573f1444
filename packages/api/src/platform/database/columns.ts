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
 * The casts that make the driver return a column as Prisma does. A date becomes midnight in UTC, the session's zone,
 * where the driver would use its local zone. The driver does not recognise an array of a custom enum. Check a new
 * column type here first: the driver returns some types, such as bigint, as text.
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
 * The SELECT list that returns a model's rows as Prisma does. For the few statements that run so often that Prisma's
 * cost matters; built once, when the module is loaded.
 *
 * @param alias the table's name in the statement
 * @param fields omitted: every field of the model, so that a new column is in every list at once
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
 * The list after `ON CONFLICT … DO UPDATE SET` that overwrites a model's whole row.
 *
 * @param kept columns that keep their value
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
