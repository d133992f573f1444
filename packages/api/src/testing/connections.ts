import { type GraphQLObjectType, getNamedType, isObjectType } from "graphql";
import { schema } from "../schema.ts";
import type { Asker } from "./isolation.ts";

/** A field of the schema that answers page by page. */
export interface ConnectionField {
  /** Such as `User.tasks`. */
  readonly of: string;
  /** The name of its connection type. */
  readonly type: string;
  /** The type of its entries. */
  readonly node: string;
  /** The fields of a connection from the viewer to it, such as `["tasks", "runs"]`. */
  readonly path: readonly string[];
}

/** A page as `askPage` selects it. */
export interface PageAnswer {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: {
    readonly startCursor: string | null;
    readonly endCursor: string | null;
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
  };
  readonly totalCount: number;
}

function connectionsOf(parent: GraphQLObjectType): ConnectionField[] {
  return Object.values(parent.getFields()).flatMap(({ name, type }) => {
    const connection = getNamedType(type);
    if (!connection.name.endsWith("Connection") || !isObjectType(connection)) return [];
    const node = getNamedType(connection.getFields().nodes?.type)?.name ?? "";
    return [{ of: `${parent.name}.${name}`, type: connection.name, node, path: [name] }];
  });
}

/** Every connection of the schema: those of `User`, and those of their entries. */
function findConnections(): ConnectionField[] {
  const found = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) ? connectionsOf(type) : [],
  );
  const ofUser = found.filter(({ of }) => of.startsWith("User."));
  return found.map((field) => {
    const [parent = ""] = field.of.split(".");
    if (parent === "User") return field;
    const above = ofUser.find(({ node }) => node === parent);
    if (!above) throw new Error(`No connection of User leads to ${field.of}`);
    return { ...field, path: [...above.path, ...field.path] };
  });
}

export const CONNECTIONS: readonly ConnectionField[] = findConnections();

const PAGE =
  "edges { cursor node { id } } nodes { id } totalCount\n" +
  "pageInfo { startCursor endCursor hasNextPage hasPreviousPage }";

/** The arguments as GraphQL text, such as `(first: 3, after: "…")`; none: an empty text. */
function written(args: Readonly<Record<string, unknown>>): string {
  const each = Object.entries(args).map(([name, value]) => `${name}: ${literal(name, value)}`);
  return each.length === 0 ? "" : `(${each.join(", ")})`;
}

function literal(name: string, value: unknown): string {
  if (name === "orderBy") return String(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const each = Object.entries(value).map(([field, one]) => `${field}: ${JSON.stringify(one)}`);
  return `{ ${each.join(", ")} }`;
}

/** Asks for a page of the person's first list of this kind: of their first task's runs, for example. */
export async function askPage(
  person: Asker,
  { path }: ConnectionField,
  args: Readonly<Record<string, unknown>> = {},
) {
  const [field = "", ...above] = [...path].reverse();
  const asked = above.reduce(
    (inner, name) => `${name}(first: 1) { nodes { ${inner} } }`,
    `it: ${field}${written(args)} { ${PAGE} }`,
  );
  const { data, errors, status } = await person.ask(`{ viewer { ${asked} } }`);
  const parent = above.reduceRight((outer, name) => outer?.[name]?.nodes[0], data?.viewer);
  const page: PageAnswer | null = parent?.it ?? null;
  return { page, errors, status, code: errors[0]?.extensions.code ?? null };
}
