// A Prisma generator: `prisma generate` runs it with the data model and waits for its output. Requests arrive as lines
// of JSON-RPC on standard input, responses go to standard error; Prisma defines this protocol.
import { writeFileSync } from "node:fs";
import { createInterface } from "node:readline";

/** The TypeScript type of each Prisma type inside jsonb. Json columns are `unknown`: only their writer knows more. */
const CARRIED = {
  String: "string",
  Boolean: "boolean",
  Int: "number",
  Float: "number",
  DateTime: "string",
  Date: "string",
  Json: "unknown",
};

for await (const line of createInterface({ input: process.stdin })) {
  const { id, method, params } = JSON.parse(line);
  const answer = (content) => process.stderr.write(`${JSON.stringify({ jsonrpc: "2.0", id, ...content })}\n`);
  try {
    if (method === "getManifest") answer({ result: { manifest: { prettyName: "columns" } } });
    else if (method === "generate") {
      writeFileSync(params.generator.output.value, columnsModule(params.dmmf.datamodel));
      answer({ result: null });
    }
  } catch (error) {
    answer({ error: { code: -32000, message: error.message, data: { stack: error.stack } } });
  }
}

/** The source of the module with each model's table, columns and rows. */
function columnsModule({ models, enums }) {
  const types = [...models, ...enums].map(({ name }) => name);
  const tables = models.map(readModel);
  return `// Made from prisma/schema.prisma by scripts/steps/columns-generator.mjs.
import type { ${types.join(", ")}, Prisma } from "./prisma/client.ts";

/** Each model's table, and its columns by the names of their fields. */
export const TABLES = {
${tables.map(tableText).join("\n")}
} as const;
${tables.map(rowText).join("")}
/** Converts rows from jsonb to rows as Prisma returns them. */
export const FROM_JSON = {
${tables.map(readerText).join("\n")}
};
`;
}

function readModel({ name, dbName, fields }) {
  const stored = fields.filter(({ kind }) => kind !== "object");
  return { model: name, table: dbName ?? name, columns: stored.map(readField) };
}

/** `type` is Prisma's type name, but `Enum` for every enum and `Date` for a date without time; `[]` marks a list. */
function readField({ name, dbName, kind, type, nativeType, isList, isRequired }) {
  const plain = kind === "enum" ? "Enum" : nativeType?.[0] === "Date" ? "Date" : type;
  const value = kind === "enum" ? type : CARRIED[plain];
  if (value === undefined) throw new Error(`No jsonb type is known for ${type}, the type of ${name}.`);
  return {
    field: name,
    column: dbName ?? name,
    type: isList ? `${plain}[]` : plain,
    carried: `${value}${isList ? "[]" : ""}${isRequired || plain === "Json" ? "" : " | null"}`,
    isNullable: !isRequired,
  };
}

function tableText({ model, table, columns }) {
  const lines = columns.map(
    ({ field, column, type }) => `      ${field}: { name: "${column}", type: "${type}" },`,
  );
  return `  ${model}: {\n    table: "${table}",\n    columns: {\n${lines.join("\n")}\n    },\n  },`;
}

function rowText({ model, table, columns }) {
  const lines = columns.map(({ column, carried }) => `  readonly ${column}: ${carried};`);
  return `
/** A row of ${table} in jsonb, by column name. */
export interface ${model}Json {
${lines.join("\n")}
}
`;
}

function readerText({ model, columns }) {
  const lines = columns.map((column) => `    ${column.field}: ${valueText(column)},`);
  return `  ${model}: (row: ${model}Json): ${model} => ({\n${lines.join("\n")}\n  }),`;
}

function valueText({ column, type, isNullable }) {
  const value = `row.${column}`;
  if (type === "Json") return `${value} as Prisma.JsonValue`;
  if (type !== "DateTime" && type !== "Date") return value;
  return isNullable ? `${value} === null ? null : new Date(${value})` : `new Date(${value})`;
}
