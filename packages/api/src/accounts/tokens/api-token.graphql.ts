import { z } from "zod";
import { rowId } from "../../platform/access.ts";
import { builder } from "../../platform/builder.ts";
import { forbidden, InvalidInputError, invalidInput } from "../../platform/errors.ts";
import { IdempotencyConflict, NotFound } from "../../platform/failures.ts";
import { scopeType } from "../../platform/guards/scope.graphql.ts";
import { mutation, whichOne } from "../../platform/mutation.graphql.ts";
import { ownedNode } from "../../platform/owned-node.graphql.ts";
import { connectionOf, readPage } from "../../platform/paging/connection.graphql.ts";
import { newestFirst } from "../../platform/paging/listing.ts";
import { lineRule } from "../../platform/text.ts";
import { TooManyTokens } from "../errors.ts";
import { createApiToken, revokeApiToken } from "./api-tokens.ts";
import "../errors.graphql.ts";
import { UserType } from "../user.graphql.ts";

const ApiTokenType = ownedNode("ApiToken", {
  description: "A personal access token. Its secret is shown only once; only a hash is stored.",
  anyScope: ["READ"],
  fields: (t) => ({
    name: t.exposeString("name", { description: "What its owner calls it; 1–100 characters." }),
    scopes: t.expose("scopes", { type: [scopeType()], description: "Its scopes, as it was created." }),
    origin: t.exposeString("origin", {
      nullable: true,
      description: "The only origin whose pages may use it; null: any.",
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was created." }),
    lastUsedAt: t.expose("lastUsedAt", {
      type: "DateTime",
      nullable: true,
      description: "Last use, to the minute; null before the first use.",
    }),
    expiresAt: t.expose("expiresAt", {
      type: "DateTime",
      nullable: true,
      description: "When it expires; null: never.",
    }),
    revokedAt: t.expose("revokedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was revoked; null while it is valid.",
    }),
  }),
});

const ApiTokenConnection = connectionOf("ApiToken", ApiTokenType);

builder.prismaObjectField(UserType, "apiTokens", (t) =>
  t.connection(
    {
      type: ApiTokenType,
      description: "Personal access tokens that have not been revoked, newest first.",
      resolve: ({ id }, page, context, info) => {
        const where = { userId: id, revokedAt: null };
        const rows = context.db.prisma.apiToken;
        return readPage(newestFirst("apiTokens"), { rows, where }, page, context, info);
      },
    },
    ApiTokenConnection,
  ),
);

/** Whether a text is an origin as browsers send it: scheme, host and port, nothing else. */
function isOrigin(text: string): boolean {
  try {
    const { origin, protocol } = new URL(text);
    return origin === text && (protocol === "https:" || protocol === "http:");
  } catch {
    return false;
  }
}

/** A scheme, the longest host name and a port. */
const LONGEST_ORIGIN = 270;

const nameRule = lineRule({ most: 100, empty: "Give the token a name." });

mutation("createApiToken", {
  description: "Creates a personal access token.",
  access: { login: true },
  input: {
    description: "The new token.",
    argument: "The new token.",
    fields: (t) => ({
      name: t.string({ required: true, description: "Its name, 1–100 characters." }),
      scopes: t.field({
        type: [scopeType()],
        required: true,
        description: "Its scopes, at least one; each includes what its description says.",
      }),
      origin: t.string({
        description: "Binds it to pages of this exact origin, such as `https://www.raterhub.com`.",
      }),
      expiresAt: t.field({ type: "DateTime", description: "When it expires; omitted: never." }),
      idempotencyKey: t.field({
        type: "UUID",
        description: "A repeated request with the same key and content returns the same token.",
      }),
    }),
    rules: {
      name: nameRule,
      scopes: z.array(z.string()).min(1, "Choose at least one scope."),
      origin: z
        .string()
        .max(LONGEST_ORIGIN, `At most ${LONGEST_ORIGIN} characters.`)
        .refine(isOrigin, {
          message: "Not an origin. Enter only scheme and host, such as https://www.raterhub.com.",
          params: { code: "WRONG_FORMAT" },
        })
        .nullish(),
    },
  },
  errors: [InvalidInputError, IdempotencyConflict, TooManyTokens],
  resolve: ({ expiresAt = null, idempotencyKey = null, name, origin = null, scopes }, context) => {
    const { client, db, viewer, secretKey } = context;
    if (expiresAt && expiresAt.getTime() <= context.now()) {
      throw invalidInput(["expiresAt"], "TOO_EARLY", "Choose a time in the future, or none.");
    }
    const made = { name, scopes, origin, expiresAt, idempotencyKey };
    return createApiToken(db, secretKey, viewer.userId, made, client, context.now());
  },
  payload: {
    description: "The new token with its secret.",
    fields: (t) => ({
      token: t.exposeString("secret", {
        description: "The secret for `Authorization: Bearer …`, shown only this once.",
      }),
      apiToken: t.expose("apiToken", { type: ApiTokenType, description: "The token without its secret." }),
    }),
  },
});

mutation("revokeApiToken", {
  description:
    "Revokes a token at once; its sockets close within 5 s. Does nothing if it is already revoked. A token can revoke only itself.",
  access: { anyScope: ["WRITE"] },
  input: whichOne(ApiTokenType, "token", "Which token."),
  errors: [NotFound],
  resolve: async (input, { client, db, viewer, now, forgetCredential }) => {
    const id = rowId(input.id.id);
    if (viewer.apiTokenId !== null && viewer.apiTokenId !== id) {
      throw forbidden("A token cannot revoke another token. Use a login.", { viewer, requiresLogin: true });
    }
    const apiToken = await revokeApiToken(db, viewer.userId, id, client, now());
    forgetCredential(apiToken.id);
    return { apiToken };
  },
  payload: {
    description: "The revoked token.",
    fields: (t) => ({
      apiToken: t.expose("apiToken", { type: ApiTokenType, description: "The token after the change." }),
    }),
  },
});
