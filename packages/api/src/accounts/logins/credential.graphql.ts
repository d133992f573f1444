import { builder } from "../../platform/builder.ts";
import type { Client } from "../../platform/context.ts";
import { scopeType } from "../../platform/guards/scope.graphql.ts";
import type { Viewer } from "../../platform/viewer.ts";
import "../scopes.ts";
import { renewLogin } from "./login.ts";

const CredentialKind = builder.enumType("CredentialKind", {
  description: "What a request is signed in with.",
  values: {
    COOKIE: { description: "A login, by the cookie of our pages: mutations need the header `x-csrf-token`." },
    ACCESS_TOKEN: { description: "A login, by `Authorization: Bearer …` with its `accessToken`." },
    API_TOKEN: { description: "A personal access token, by `Authorization: Bearer …`." },
  } as const,
});

const CredentialType = builder
  .objectRef<{ readonly viewer: Viewer; readonly client: Client }>("Credential")
  .implement({
    description: "What this request is signed in with, and what that allows.",
    fields: (t) => ({
      kind: t.field({
        type: CredentialKind,
        description: "How it signs in.",
        resolve: ({ client, viewer }) => {
          if (viewer.apiTokenId !== null) return "API_TOKEN" as const;
          return client.credential === "cookie" ? ("COOKIE" as const) : ("ACCESS_TOKEN" as const);
        },
      }),
      scopes: t.field({
        type: [scopeType()],
        description: "All that it allows, included scopes as well; a login holds every scope.",
        resolve: ({ viewer }) => [...viewer.scopes],
      }),
      origin: t.string({
        nullable: true,
        description: "The only origin whose pages may use it; null: it is bound to none.",
        resolve: ({ viewer }) => viewer.tokenOrigin,
      }),
      expiresAt: t.field({
        type: "DateTime",
        nullable: true,
        description: "When it expires; a cookie is renewed by use. Null: never.",
        resolve: ({ viewer }) => viewer.expiresAt,
      }),
    }),
  });

builder.queryField("credential", (t) =>
  t.field({
    type: CredentialType,
    nullable: true,
    description: "What this request is signed in with; null for a visitor.",
    resolve: async (_root, _args, context) => {
      await renewLogin(context);
      const { client, viewer } = context;
      return viewer && { client, viewer };
    },
  }),
);
