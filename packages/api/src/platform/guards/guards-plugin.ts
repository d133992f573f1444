import SchemaBuilder, {
  BasePlugin,
  type PothosOutputFieldConfig,
  type PothosTypeConfig,
  type SchemaTypes,
} from "@pothos/core";
import {
  DirectiveLocation,
  GraphQLBoolean,
  GraphQLDirective,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLSchema,
  isEnumType,
} from "graphql";
import { type Guard, guardDirectives, guardOf, guardSentence, refusesSomebody } from "./guards.ts";

declare global {
  // Pothos knows its plugins by this namespace.
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      guards: GuardsPlugin<Types>;
    }
  }
}

/**
 * Tells clients what the declared guards ask for: as a sentence of the description, and as a directive in the SDL. A
 * field that may be refused while its siblings are read becomes nullable, so that they are not lost with it; the
 * directive `semanticNonNull` says that it is null only together with an error.
 */
export class GuardsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onTypeConfig(config: PothosTypeConfig): PothosTypeConfig {
    if (config.kind !== "Object" || config.pothosOptions.runScopesOnType !== true) return config;
    const guard = guardOf(config.pothosOptions.authScopes);
    return guard ? described(config, guard, guardDirectives(guard)) : config;
  }

  override onOutputFieldConfig(config: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const guard = this.guardOfField(config);
    if (guard === null) return config;
    const directives = guardDirectives(guard);
    // A subscription's only field has no siblings.
    if (!refusesSomebody(guard) || config.kind === "Subscription" || config.type.nullable) {
      return described(config, guard, directives);
    }
    return {
      ...described(config, guard, { ...directives, semanticNonNull: {} }),
      type: { ...config.type, nullable: true },
    };
  }

  /** What the field declares, else what its type declares for each of its fields. */
  private guardOfField({ parentType, pothosOptions }: PothosOutputFieldConfig<Types>): Guard | null {
    const own = guardOf(pothosOptions.authScopes);
    if (own) return own;
    const type = this.buildCache.getTypeConfig(parentType);
    const skips = "skipTypeScopes" in pothosOptions && pothosOptions.skipTypeScopes === true;
    if (type.kind !== "Object" || skips || type.pothosOptions.runScopesOnType === true) return null;
    return guardOf(type.pothosOptions.authScopes);
  }

  override afterBuild(schema: GraphQLSchema): GraphQLSchema {
    const scope = schema.getType("Scope");
    // Schemas without scopes of their own, in tests of the platform, say nothing about them.
    if (!isEnumType(scope)) return schema;
    const { FIELD_DEFINITION, OBJECT } = DirectiveLocation;
    const directives = [
      new GraphQLDirective({
        name: "requiresScopes",
        description: "Only a credential with one of the scopes may read this. A login holds all scopes.",
        locations: [FIELD_DEFINITION, OBJECT],
        args: {
          anyOf: {
            type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(scope))),
            description: "One of them is enough.",
          },
        },
      }),
      new GraphQLDirective({
        name: "requiresLogin",
        description: "Needs a login. A token may not do this, whatever its scopes.",
        locations: [FIELD_DEFINITION, OBJECT],
        args: {
          admin: {
            type: new GraphQLNonNull(GraphQLBoolean),
            defaultValue: false,
            description: "Whether it must be an administrator's.",
          },
        },
      }),
      new GraphQLDirective({
        name: "semanticNonNull",
        description:
          "Null only if `errors` says why at this path, such as FORBIDDEN. A client that treats such errors as failures can take the field for non-null.",
        locations: [FIELD_DEFINITION],
        args: {
          levels: {
            type: new GraphQLList(GraphQLInt),
            defaultValue: [0],
            description: "For lists: which levels are meant. 0 is the field itself.",
          },
        },
      }),
    ];
    return new GraphQLSchema({
      ...schema.toConfig(),
      directives: [...schema.getDirectives(), ...directives],
    });
  }
}

function described<
  Config extends { description?: string | null | undefined; extensions?: object | null | undefined },
>(config: Config, guard: Guard, directives: object): Config {
  const description = [config.description, guardSentence(guard)].filter(Boolean).join(" ");
  return { ...config, description, extensions: { ...config.extensions, guard, directives } };
}

SchemaBuilder.registerPlugin("guards", GuardsPlugin);
