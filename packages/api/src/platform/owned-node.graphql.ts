import { TABLES } from "../generated/columns.ts";
import { ownedKey } from "./access.ts";
import { builder, type RefusedById } from "./builder.ts";
import type { Context } from "./context.ts";
import type { Versioned } from "./failures.ts";
import type { Scope } from "./guards/scopes.ts";

/** The types whose updates take `expectedVersion`. */
export const VersionedType = builder.interfaceRef<Versioned>("Versioned").implement({
  description: "An object that tells which of two of its states is newer.",
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    version: t.exposeInt("version", { description: "Grows with every change: the higher one is newer." }),
  }),
});

type Types = (typeof builder)["$inferSchemaTypes"];
type Models = Types["PrismaTypes"];

/** Models whose rows have a unique key of owner and id. */
type OwnedModel = {
  [Model in keyof Models]: "userId_id" extends keyof Models[Model]["WhereUnique"] ? Model : never;
}[keyof Models];

type Options<Model extends OwnedModel> = Parameters<
  typeof builder.prismaNode<Model, [], unknown, unknown, "id">
>[1];
type KeyOptions<Model extends OwnedModel> = Pick<Options<Model>, "id" | "findUnique">;

interface OwnedNode<Model extends OwnedModel> {
  /** The type's name, when it differs from the model's. */
  readonly name?: string;
  readonly description: string;
  /** Scopes; a credential needs one of them to read the type. */
  readonly anyScope: readonly Scope[];
  /** Extra conditions; readers do not see rows that fail them, such as deleted ones. */
  readonly where?: Omit<Models[Model]["WhereUnique"], "id" | "userId" | "userId_id">;
  readonly fields: Fields<Model>;
  /** Whether its updates take `expectedVersion`. */
  readonly isVersioned?: boolean;
  /**
   * Refuses a row to a credential that asks for it by its id, although it may read the type: where the type's other ways
   * lead only to some rows. Null: no refusal.
   */
  readonly refusedById?: RefusedById<Models[Model]["Shape"]>;
}

type Fields<Model extends OwnedModel> = NonNullable<Options<Model>["fields"]>;

/**
 * A `Node` type whose rows each belong to one person. Every read by id searches only the viewer's rows, so other
 * people's rows do not exist: `node` answers null for both. Models with the columns get `updatedAt` and `deletedAt`. The
 * extension `ownedNode` marks the type; a test finds types made without it.
 */
export function ownedNode<Model extends OwnedModel>(
  model: Model,
  { anyScope, fields, isVersioned = false, refusedById, where, ...options }: OwnedNode<Model>,
) {
  const findUnique = (id: string, { viewer }: Context) => ({ userId_id: ownedKey(viewer, id), ...where });
  return builder.prismaNode<Model, [], unknown, unknown, "id">(model, {
    ...options,
    fields: withTimes(model, fields),
    nullable: true,
    authScopes: { anyScope },
    runScopesOnType: true,
    extensions: { ownedNode: true, ...(refusedById && { refusedById }) },
    // Every `OwnedModel` has both keys, but TypeScript cannot infer that for a generic model.
    ...({ id: { field: "id", description: "The global id." }, findUnique } as KeyOptions<Model>),
    ...((isVersioned ? { interfaces: [VersionedType] } : {}) as object),
  });
}

/** The fields that all types with such columns share. */
function withTimes<Model extends OwnedModel>(model: Model, fields: Fields<Model>): Fields<Model> {
  const { columns } = TABLES[model];
  return (t) => {
    // A builder of any model with these columns: TypeScript cannot infer that the generic model is one.
    const { expose } = t as unknown as Parameters<Fields<"Task">>[0];
    return {
      ...fields(t),
      ...("updatedAt" in columns && {
        updatedAt: expose.call(t, "updatedAt", {
          type: "DateTime",
          description: "When it last changed, or came to the person from a guest.",
        }),
      }),
      ...("deletedAt" in columns && {
        deletedAt: expose.call(t, "deletedAt", {
          type: "DateTime",
          nullable: true,
          description: "When it was deleted; null while it is not. It can be restored for 30 days.",
        }),
      }),
    };
  };
}
