import "./platform/error-types.ts";
import "./platform/request.graphql.ts";
import "./accounts/api-token.graphql.ts";
import "./accounts/login.graphql.ts";
import "./accounts/password.graphql.ts";
import "./accounts/profile.graphql.ts";
import "./tracking/corrections.graphql.ts";
import "./tracking/record-event.graphql.ts";
import "./tracking/subscriptions.graphql.ts";
import "./tracking/summary.graphql.ts";
import "./tracking/viewer-sessions.graphql.ts";
import { builder } from "./platform/builder.ts";

/** The whole schema: every room's part, put together. */
export const schema = builder.toSchema();
