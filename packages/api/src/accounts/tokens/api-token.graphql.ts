import { z } from "zod";
import { rowId } from "../../platform/access.ts";
import { builder } from "../../platform/builder.ts";
import { forbidden, InvalidInputError, invalidInput } from "../../platform/errors.ts";
import { IdempotencyConflict, NotFound } from "../../platform/failures.ts";
import { mutation, whichOne } from "../../platform/mutation.graphql.ts";
import { ownedNode } from "../../platform/owned-node.graphql.ts";
import { declaredScopes, SCOPES, scopeName, storedScope } from "../../platform/scopes.ts";
import { lineRule } from "../../platform/text.ts";
import { createApiToken, revokeApiToken } from "./api-tokens.ts";
import "../errors.graphql.ts";
import { UserType } from "../user.graphql.ts";

const ApiTokenType = ownedNode("ApiToken", {
  description: "A personal access token. Its secret was shown once; only a hash is kept.",
  anyScope: ["read"],
  fields: (t) => ({
    name: t.exposeString("name", { description: "What its owner calls it; 1–100 characters." }),
    scopes: t.stringList({
      description: "What it allows, such as `tracking:write`; `CreateApiTokenInput` lists them.",
      resolve: ({ scopes }) => scopes.map(scopeName),
    }),
    origin: t.exposeString("origin", {
      nullable: true,
      description: "The only origin whose pages may use it; null when it is bound to none.",
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was made." }),
    lastUsedAt: t.expose("lastUsedAt", {
      type: "DateTime",
      nullable: true,
      description: "Last use, to the minute; null before the first.",
    }),
    expiresAt: t.expose("expiresAt", {
      type: "DateTime",
      nullable: true,
      description: "When it ends by itself; null: never.",
    }),
    revokedAt: t.expose("revokedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was revoked; null while it may be used.",
    }),
  }),
});

builder.prismaObjectField(UserType, "apiTokens", (t) =>
  t.relation("apiTokens", {
    description: "Personal access tokens that have not been revoked, newest first.",
    query: { where: { revokedAt: null }, orderBy: { createdAt: "desc" } },
  }),
);

/** An origin as browsers send it: scheme, host and port, nothing more. */
function isOrigin(text: string): boolean {
  try {
    const { origin, protocol } = new URL(text);
    return origin === text && (protocol === "https:" || protocol === "http:");
  } catch {
    return false;
  }
}

const SCOPE_NAMES = SCOPES.map(({ name }) => name);
const SCOPES_RULE = `At least one of: ${SCOPE_NAMES.join(", ")}.`;

/** What each scope allows, as the rooms say. Asked when the schema is built: then every room has declared its own. */
function scopesDescription(): string {
  const each = declaredScopes().map(({ name, allows }) => `\`${name}\` ${allows}`);
  return `What it allows, at least one of: ${each.join("; ")}.`;
}

const nameRule = lineRule({ most: 100, empty: "Give the token a name." });

mutation("createApiToken", {
  description: "Makes a personal access token. Only a login may: a token makes no tokens.",
  access: { anyScope: ["write"] },
  input: {
    description: "What the token is to allow.",
    argument: "What it is to allow.",
    fields: (t) => ({
      name: t.string({ required: true, description: "What to call it, 1–100 characters." }),
      scopes: t.stringList({ required: true, description: scopesDescription() }),
      origin: t.string({
        description: "Binds it to pages of this exact origin, such as `https://www.raterhub.com`.",
      }),
      expiresAt: t.field({ type: "DateTime", description: "When it ends by itself; left out: never." }),
      idempotencyKey: t.field({
        type: "UUID",
        description: "The same key and content give the same token again.",
      }),
    }),
    rules: {
      name: nameRule,
      scopes: z.array(z.enum(SCOPE_NAMES, SCOPES_RULE)).min(1, SCOPES_RULE),
      origin: z
        .string()
        .refine(isOrigin, "Not an origin. Write scheme and host alone, such as https://www.raterhub.com.")
        .nullish(),
    },
  },
  errors: [InvalidInputError, IdempotencyConflict],
  resolve: ({ expiresAt = null, idempotencyKey = null, name, origin = null, scopes }, context) => {
    const { client, db, viewer, secretKey } = context;
    if (viewer.authSessionId === null) throw forbidden("A token makes no tokens. Use a login.");
    if (expiresAt && expiresAt.getTime() <= context.now()) {
      throw invalidInput(["expiresAt"], "IN_THE_PAST", "Choose a time to come, or none.");
    }
    const made = { name, scopes: scopes.map(storedScope), origin, expiresAt, idempotencyKey };
    return createApiToken(db, secretKey, viewer.userId, made, client, context.now());
  },
  payload: {
    description: "The token made, with its secret.",
    fields: (t) => ({
      token: t.exposeString("secret", {
        description: "The secret, told this once: `Authorization: Bearer …`.",
      }),
      apiToken: t.expose("apiToken", { type: ApiTokenType, description: "What is kept of it." }),
    }),
  },
});

mutation("revokeApiToken", {
  description:
    "Ends a token at once; sockets it opened close within 5 s. Revoking a revoked one changes nothing. A token may end itself alone.",
  access: { anyScope: ["write"] },
  input: whichOne(ApiTokenType, "token", "Which token."),
  errors: [NotFound],
  resolve: async (input, { client, db, viewer, now, forgetCredential }) => {
    const id = rowId(input.id.id);
    if (viewer.apiTokenId !== null && viewer.apiTokenId !== id) {
      throw forbidden("A token ends no other token. Use a login.");
    }
    const apiToken = await revokeApiToken(db, viewer.userId, id, client, now());
    forgetCredential(apiToken.id);
    return { apiToken };
  },
  payload: {
    description: "The token, which holds no more.",
    fields: (t) => ({
      apiToken: t.expose("apiToken", { type: ApiTokenType, description: "As it is now." }),
    }),
  },
});
