import SchemaBuilder from "@pothos/core";
import ComplexityPlugin from "@pothos/plugin-complexity";
import ErrorsPlugin from "@pothos/plugin-errors";
import PrismaPlugin from "@pothos/plugin-prisma";
import RelayPlugin from "@pothos/plugin-relay";
import ScopeAuthPlugin from "@pothos/plugin-scope-auth";
import ValidationPlugin from "@pothos/plugin-validation";
import type PrismaTypes from "../generated/pothos.ts";
import { getDatamodel } from "../generated/pothos.ts";
import type { Context } from "./context.ts";
import { forbidden, unauthenticated } from "./errors.ts";
import { invalidInputFrom } from "./input-issues.ts";
import {
  connectionCost,
  defaultPageSize,
  largestPageSize,
  nodeIds,
  nodesCost,
  pageSize,
} from "./page-size.ts";
import { RELAY_DESCRIPTIONS } from "./relay-descriptions.ts";
import { calendarDate, dateTime, uuid } from "./scalars.ts";
import type { Scope } from "./scopes.ts";
import { holdsScope, type Viewer } from "./viewer.ts";

/** The context behind `signedIn`, `anyScope` and `admin`: there is a viewer. */
export type SignedInContext = Context & { viewer: Viewer };

interface SchemaTypes {
  Context: Context;
  PrismaTypes: PrismaTypes;
  AuthScopes: {
    /** Anybody is signed in, by whatever credential. */
    signedIn: boolean;
    /** The credential holds one of the scopes, or one that includes it; a login holds all. */
    anyScope: readonly Scope[];
    /** An administrator at their own screen: no token. */
    admin: boolean;
  };
  AuthContexts: {
    signedIn: SignedInContext;
    anyScope: SignedInContext;
    admin: SignedInContext;
  };
  Scalars: {
    ID: { Input: string; Output: string | number | bigint };
    DateTime: { Input: Date; Output: Date | number };
    Date: { Input: string; Output: string | Date };
    UUID: { Input: string; Output: string };
  };
  DefaultFieldNullability: false;
  DefaultEdgesNullability: { list: false; items: false };
  DefaultNodeNullability: false;
}

const capitalised = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/** Anything by its id is for those who may read everything; a visitor finds nothing and needs no refusal. */
function mayBrowse(_parent: unknown, _args: unknown, { viewer }: Context): boolean {
  return viewer === null || holdsScope(viewer, "read");
}

/**
 * Every type of the schema is made with this builder, beside the code it belongs to; here are only the
 * rules that all of them share. Fields are non-null unless they say otherwise. A mutation with
 * `errors: { types }` answers `<Name>Result`, a union of its payload and those errors.
 */
export const builder = new SchemaBuilder<SchemaTypes>({
  // Validation wraps first, so that the errors plugin outside of it can catch what it throws.
  plugins: [ErrorsPlugin, ScopeAuthPlugin, PrismaPlugin, RelayPlugin, ValidationPlugin, ComplexityPlugin],
  defaultFieldNullability: false,
  errors: {
    directResult: true,
    // Form rules are public, so telling them to somebody who may not send the form gives nothing away.
    unsafelyHandleInputErrors: true,
    defaultUnionOptions: {
      name: ({ fieldName }) => `${capitalised(fieldName)}Result`,
      description: "What was done, or the expected failure because of which nothing was.",
    },
  },
  scopeAuth: {
    authorizeOnSubscribe: true,
    unauthorizedError: (_parent, context) => (context.viewer === null ? unauthenticated() : forbidden()),
    authScopes: ({ viewer }) => ({
      signedIn: viewer !== null,
      anyScope: (scopes) => scopes.some((scope) => holdsScope(viewer, scope)),
      admin: viewer !== null && viewer.role === "ADMIN" && viewer.apiTokenId === null,
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
      description: "How many from the front, 1–100; 50 when left out.",
    },
    lastArgOptions: { validate: pageSize("last"), description: "How many from the end, 1–100." },
    defaultConnectionFieldOptions: { nullable: false, complexity: connectionCost },
    nodeQueryOptions: {
      authScopes: mayBrowse,
      description:
        "Any thing of the viewer's by its global id; null when it is not there or not theirs. Takes the scope `read`.",
      args: { id: { description: "The global id." } },
    },
    nodesQueryOptions: {
      complexity: nodesCost,
      authScopes: mayBrowse,
      description:
        "Several things by their global ids, in the order asked; null for each that is not there or not theirs. Takes the scope `read`.",
      args: { ids: { validate: nodeIds, description: "1–100 global ids." } },
    },
  },
  validation: { validationError: (failure) => invalidInputFrom(failure.issues) },
});

builder.scalarType("DateTime", dateTime);
builder.scalarType("Date", calendarDate);
builder.scalarType("UUID", uuid);

builder.queryType({ description: "What can be read." });
builder.mutationType({
  description: "What can be changed. Each field takes one `input` and answers a union.",
});
builder.subscriptionType({ description: "What can be followed as it changes." });
