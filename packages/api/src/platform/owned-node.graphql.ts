import { ownedKey } from "./access.ts";
import { builder } from "./builder.ts";
import type { Context } from "./context.ts";
import type { Scope } from "./scopes.ts";

type Types = (typeof builder)["$inferSchemaTypes"];
type Models = Types["PrismaTypes"];

/** Models whose rows are found by their owner and id together. */
type OwnedModel = {
  [Model in keyof Models]: "userId_id" extends keyof Models[Model]["WhereUnique"] ? Model : never;
}[keyof Models];

type Options<Model extends OwnedModel> = Parameters<
  typeof builder.prismaNode<Model, [], unknown, unknown, "id">
>[1];
type KeyOptions<Model extends OwnedModel> = Pick<Options<Model>, "id" | "findUnique">;

interface OwnedNode<Model extends OwnedModel> {
  /** The type's name, where it is not the model's. */
  readonly name?: string;
  readonly description: string;
  /** Scopes of which a credential needs one to read it. */
  readonly anyScope: readonly Scope[];
  /** What else a row must be to be there, such as not deleted. */
  readonly where?: Omit<Models[Model]["WhereUnique"], "id" | "userId" | "userId_id">;
  readonly fields: NonNullable<Options<Model>["fields"]>;
}

/**
 * A type of `Node` whose rows each belong to one person. Whatever reads one by its id looks for it among the viewer's
 * own, so that what is not theirs is not there: `node` answers null for both.
 */
export function ownedNode<Model extends OwnedModel>(
  model: Model,
  { anyScope, where, ...options }: OwnedNode<Model>,
) {
  const findUnique = (id: string, { viewer }: Context) => ({ userId_id: ownedKey(viewer, id), ...where });
  return builder.prismaNode<Model, [], unknown, unknown, "id">(model, {
    ...options,
    nullable: true,
    authScopes: { anyScope },
    runScopesOnType: true,
    extensions: OWNED,
    // Every `OwnedModel` has both keys; TypeScript does not follow that for one that it does not know yet.
    ...({ id: { field: "id", description: "The global id." }, findUnique } as KeyOptions<Model>),
  });
}

/** Marks the types that `ownedNode` made, for the test that looks for others. */
const OWNED = { ownedNode: true } as const;
