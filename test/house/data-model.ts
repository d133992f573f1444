/** A column in PostgreSQL's terms; `type` as printed by `format_type`. */
export interface Column {
  type: string;
  nullable: boolean;
}

/** A table in the data model. Lists of columns are joined with `,`, in order. */
export interface Table {
  columns: Record<string, Column>;
  /** Primary key and unique constraints. */
  uniques: string[];
  indexes: string[];
  /** `user_id,session_id -> work_sessions(user_id,id) on delete cascade` */
  references: string[];
}

export interface DataModel {
  tables: Record<string, Table>;
  /** Values of each enum, in order. */
  enums: Record<string, string[]>;
}

const scalarTypes: Record<string, string> = {
  String: "text",
  Boolean: "boolean",
  Int: "integer",
  BigInt: "bigint",
  Float: "double precision",
  Json: "jsonb",
  Bytes: "bytea",
  DateTime: "timestamp(3) without time zone",
};

const nativeTypes: Record<string, string> = {
  "@db.Uuid": "uuid",
  "@db.Date": "date",
  "@db.Timestamptz(3)": "timestamp(3) with time zone",
  "@db.SmallInt": "smallint",
};

interface Field {
  name: string;
  type: string;
  modifier: string;
  attributes: string;
}

/**
 * The tables and enums that a Prisma schema describes. Pure. Understands only the part of the language that
 * this project uses, and throws at an unknown native type.
 */
export function readDataModel(schema: string): DataModel {
  const models = blocks(schema, "model").map(({ name, lines }) => ({
    name,
    table: /^@@map\("(\w+)"\)/m.exec(lines.join("\n"))?.[1] ?? name,
    fields: lines.flatMap(readField),
    attributes: lines.filter((line) => line.startsWith("@@")),
  }));
  const enums = Object.fromEntries(blocks(schema, "enum").map(({ name, lines }) => [name, lines]));
  const named = new Map(models.map((model) => [model.name, model]));

  const columnsOf = (model: (typeof models)[number], list: string): string =>
    list
      .split(",")
      .map((name) =>
        columnName(
          model.fields.find((field) => field.name === name.trim()),
          name.trim(),
        ),
      )
      .join(",");

  const tables = models.map((model): [string, Table] => {
    const listed = (attribute: string) =>
      model.attributes.flatMap((line) => {
        const list = new RegExp(`^@@${attribute}\\(\\[([^\\]]+)\\]`).exec(line)?.[1];
        return list === undefined ? [] : [columnsOf(model, list)];
      });
    const single = (attribute: RegExp) =>
      model.fields
        .filter((field) => attribute.test(field.attributes))
        .map((field) => columnName(field, field.name));
    const references = model.fields.flatMap((field) => {
      const target = named.get(field.type);
      const [, own, theirs] =
        /@relation\(.*fields: \[([^\]]+)\], references: \[([^\]]+)\]/.exec(field.attributes) ?? [];
      if (target === undefined || own === undefined || theirs === undefined) return [];
      const onDelete =
        /onDelete: (\w+)/.exec(field.attributes)?.[1] ?? (field.modifier === "?" ? "SetNull" : "Restrict");
      const action = onDelete.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
      return [
        `${columnsOf(model, own)} -> ${target.table}(${columnsOf(target, theirs)}) on delete ${action}`,
      ];
    });
    const columns = model.fields
      .filter((field) => !named.has(field.type))
      .map((field): [string, Column] => [columnName(field, field.name), columnOf(field, enums)]);
    return [
      model.table,
      {
        columns: Object.fromEntries(columns),
        uniques: [...single(/@id\b/), ...single(/@unique\b/), ...listed("id"), ...listed("unique")].sort(),
        indexes: listed("index").sort(),
        references: references.sort(),
      },
    ];
  });
  return { tables: Object.fromEntries(tables), enums };
}

function blocks(schema: string, keyword: string): { name: string; lines: string[] }[] {
  return [...schema.matchAll(new RegExp(`^${keyword} (\\w+) \\{\\n([^}]*)^\\}`, "gm"))].map(
    ([, name = "", body = ""]) => ({
      name,
      lines: body
        .split("\n")
        .map((line) => line.replace(/\s*\/\/.*$/, "").trim())
        .filter((line) => line !== ""),
    }),
  );
}

function readField(line: string): Field[] {
  const [, name, type, modifier, attributes] = /^(\w+)\s+(\w+)(\[\]|\?)?\s*(.*)$/.exec(line) ?? [];
  if (name === undefined || type === undefined) return [];
  return [{ name, type, modifier: modifier ?? "", attributes: attributes ?? "" }];
}

function columnName(field: Field | undefined, name: string): string {
  if (field === undefined)
    throw new Error(`The data model refers to the field ${name}, which does not exist.`);
  return /@map\("(\w+)"\)/.exec(field.attributes)?.[1] ?? name;
}

function columnOf(field: Field, enums: Record<string, string[]>): Column {
  const native = /@db\.\w+(\(\d+\))?/.exec(field.attributes)?.[0];
  const type =
    native === undefined ? (scalarTypes[field.type] ?? enumType(field.type, enums)) : nativeTypes[native];
  if (type === undefined) throw new Error(`Unknown type ${native ?? field.type} of the field ${field.name}.`);
  return { type: field.modifier === "[]" ? `${type}[]` : type, nullable: field.modifier !== "" };
}

function enumType(name: string, enums: Record<string, string[]>): string | undefined {
  return name in enums ? `"${name}"` : undefined;
}
