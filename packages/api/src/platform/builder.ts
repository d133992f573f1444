import SchemaBuilder from "@pothos/core";
import ComplexityPlugin from "@pothos/plugin-complexity";
import ErrorsPlugin from "@pothos/plugin-errors";
import PrismaPlugin from "@pothos/plugin-prisma";
import RelayPlugin, { resolveNodes } from "@pothos/plugin-relay";
import ScopeAuthPlugin, { type AuthFailure, AuthScopeFailureType } from "@pothos/plugin-scope-auth";
import ValidationPlugin from "@pothos/plugin-validation";
import type { GraphQLResolveInfo } from "graphql";
import type PrismaTypes from "../generated/pothos.ts";
import { getDatamodel } from "../generated/pothos.ts";
import type { Context } from "./context.ts";
import { decodeId, type GlobalId, isNode } from "./global-ids.ts";
import { type Guard, guardOf, passes, refusal } from "./guards/guards.ts";
import "./guards/guards-plugin.ts";
import type { Scope } from "./guards/scopes.ts";
import { invalidInputFrom } from "./input-issues.ts";
import {
  connectionCost,
  defaultPageSize,
  largestPageSize,
  nodeIds,
  nodesCost,
  pageSize,
} from "./paging/page-size.ts";
import { RELAY_DESCRIPTIONS } from "./relay-descriptions.ts";
import { calendarDate, dateTime, uuid, yearMonth } from "./scalars/scalars.ts";
import type { Viewer } from "./viewer.ts";

/** The context behind every guard: there is a viewer. */
export type SignedInContext = Context & { viewer: Viewer };

interface SchemaTypes {
  Context: Context;
  PrismaTypes: PrismaTypes;
  AuthScopes: {
    /** A viewer is signed in, with any kind of credential. */
    signedIn: boolean;
    /** The credential holds one of the scopes, or one that includes it; a login holds all. */
    anyScope: readonly Scope[];
    /** A login, not a token. */
    login: boolean;
    /** An administrator with a login, not a token. */
    admin: boolean;
  };
  AuthContexts: {
    signedIn: SignedInContext;
    anyScope: SignedInContext;
    login: SignedInContext;
    admin: SignedInContext;
  };
  Scalars: {
    ID: { Input: string; Output: string | number | bigint };
    DateTime: { Input: Date; Output: Date | number };
    Date: { Input: string; Output: string | Date };
    UUID: { Input: string; Output: string };
    YearMonth: { Input: string; Output: string };
  };
  DefaultFieldNullability: false;
  DefaultEdgesNullability: { list: false; items: false };
  DefaultNodeNullability: false;
}

const capitalised = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/**
 * Every type of the schema is made with this builder, next to the code it belongs to. This file holds only the rules
 * that all types share. Fields are non-null unless they say otherwise. A mutation with `errors: { types }` answers
 * `<Name>Result`, a union of its payload and those errors.
 */
export const builder = new SchemaBuilder<SchemaTypes>({
  // Validation wraps first, so that the errors plugin outside of it can catch what it throws. The guards plugin is the
  // last to see a field's type.
  plugins: [
    "guards",
    ErrorsPlugin,
    ScopeAuthPlugin,
    PrismaPlugin,
    RelayPlugin,
    ValidationPlugin,
    ComplexityPlugin,
  ],
  defaultFieldNullability: false,
  errors: {
    directResult: true,
    // Validation rules are public, so they may be shown to somebody who may not send the form.
    unsafelyHandleInputErrors: true,
    defaultUnionOptions: {
      name: ({ fieldName }) => `${capitalised(fieldName)}Result`,
      description: "The result, or the expected failure that prevented it.",
    },
  },
  scopeAuth: {
    authorizeOnSubscribe: true,
    unauthorizedError: (_parent, { viewer }, _info, { failure }) => refusal(failedGuard(failure), viewer),
    authScopes: ({ viewer }) => ({
      signedIn: passes({ signedIn: true }, viewer),
      anyScope: (anyScope) => passes({ anyScope }, viewer),
      login: passes({ login: true }, viewer),
      admin: passes({ admin: true }, viewer),
    }),
  },
  prisma: {
    client: (context) => context.db.prisma,
    dmmf: getDatamodel(),
    defaultConnectionSize: defaultPageSize,
    maxConnectionSize: largestPageSize,
  },
  relay: {
    cursorType: "String",
    decodeGlobalID: decodeId,
    ...RELAY_DESCRIPTIONS,
    edgesFieldOptions: {
      nullable: { list: false, items: false },
      complexity: { field: 1, multiplier: 1 },
      description: "The page's entries with their cursors.",
    },
    nodeFieldOptions: { nullable: false, description: "The entry." },
    nodesOnConnection: { complexity: { field: 1, multiplier: 1 }, description: "The page's entries." },
    firstArgOptions: {
      validate: pageSize("first"),
      description: "How many entries from the start, 1–100; 50 by default.",
    },
    lastArgOptions: { validate: pageSize("last"), description: "How many entries from the end, 1–100." },
    defaultConnectionFieldOptions: { nullable: false, complexity: connectionCost },
    nodeQueryOptions: {
      resolve: async (_root, { id }, context, info) => (await findNodes([id], context, info))[0],
      description:
        "One of the viewer's objects by its global id; null when it does not exist or is not theirs.",
      args: { id: { description: "The global id." } },
    },
    nodesQueryOptions: {
      complexity: nodesCost,
      resolve: (_root, { ids }, context, info) => findNodes(ids, context, info),
      description:
        "Several of the viewer's objects by their global ids, in the order given; null for each that does not exist or is not theirs.",
      args: { ids: { validate: nodeIds, description: "1–100 global ids." } },
    },
  },
  validation: { validationError: (failure) => invalidInputFrom(failure.issues) },
});

/** Why a credential may not have a row by its id; null: it may. */
export type RefusedById<Row> = (row: Row, context: Context) => Error | null;

/** The guard that a viewer did not pass. Each is declared alone, so it is the first that the plugin reports. */
function failedGuard(failure: AuthFailure): Guard {
  if ("failures" in failure) {
    const [first] = failure.failures;
    if (first) return failedGuard(first);
  } else if (failure.kind === AuthScopeFailureType.AuthScope) {
    const guard = guardOf({ [failure.scope]: failure.parameter });
    if (guard) return guard;
  }
  throw new RangeError("A refusal without a guard");
}

/** An id that names no kind of object is one that no object has: the others are still found. */
async function findNodes(
  ids: readonly GlobalId[],
  context: Context,
  info: GraphQLResolveInfo,
): Promise<unknown[]> {
  const known = ids.map((id) => (isNode(info.schema, id) ? id : null));
  const found = await resolveNodes(builder, context, info, known);
  // Each is a promise of its own, so a refusal takes only its place.
  return found.map(async (reading, position) => {
    const type = info.schema.getType(known[position]?.typename ?? "");
    const refusedById = type?.extensions.refusedById as RefusedById<unknown> | undefined;
    const node = await reading;
    const refused = node ? refusedById?.(node, context) : null;
    if (refused) throw refused;
    return node;
  });
}

builder.scalarType("DateTime", dateTime);
builder.scalarType("Date", calendarDate);
builder.scalarType("UUID", uuid);
builder.scalarType("YearMonth", yearMonth);

builder.queryType({ description: "What can be read." });
builder.mutationType({
  description: "What can be changed. Each field takes one `input` and answers a union.",
});
builder.subscriptionType({ description: "What can be followed as it changes." });
