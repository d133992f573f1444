import { ownedKey } from "./access.ts";
import { builder, type RefusedById } from "./builder.ts";
import type { Context } from "./context.ts";
import type { Scope } from "./guards/scopes.ts";

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
  readonly fields: NonNullable<Options<Model>["fields"]>;
  /**
   * Refuses a row to a credential that asks for it by its id, although it may read the type: where the type's other ways
   * lead only to some rows. Null: no refusal.
   */
  readonly refusedById?: RefusedById<Models[Model]["Shape"]>;
}

/**
 * A `Node` type whose rows each belong to one person. Every read by id searches only the viewer's rows, so other
 * people's rows do not exist: `node` answers null for both. The extension `ownedNode` marks the type; a test finds types
 * made without it.
 */
export function ownedNode<Model extends OwnedModel>(
  model: Model,
  { anyScope, refusedById, where, ...options }: OwnedNode<Model>,
) {
  const findUnique = (id: string, { viewer }: Context) => ({ userId_id: ownedKey(viewer, id), ...where });
  return builder.prismaNode<Model, [], unknown, unknown, "id">(model, {
    ...options,
    nullable: true,
    authScopes: { anyScope },
    runScopesOnType: true,
    extensions: { ownedNode: true, ...(refusedById && { refusedById }) },
    // Every `OwnedModel` has both keys, but TypeScript cannot infer that for a generic model.
    ...({ id: { field: "id", description: "The global id." }, findUnique } as KeyOptions<Model>),
  });
}
