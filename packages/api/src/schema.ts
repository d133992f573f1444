import "./platform/error-types.ts";
import "./platform/request.graphql.ts";
import "./accounts/account.graphql.ts";
import "./accounts/administration.graphql.ts";
import "./accounts/api-token.graphql.ts";
import "./accounts/audit.graphql.ts";
import "./accounts/email.graphql.ts";
import "./accounts/login.graphql.ts";
import "./accounts/login-session.graphql.ts";
import "./accounts/password.graphql.ts";
import "./accounts/profile.graphql.ts";
import "./accounts/registration.graphql.ts";
import "./accounts/server.graphql.ts";
import "./tracking/claim.ts";
import "./tracking/corrections.graphql.ts";
import "./tracking/record-event.graphql.ts";
import "./tracking/subscriptions.graphql.ts";
import "./tracking/summary.graphql.ts";
import "./tracking/viewer-sessions.graphql.ts";
import "./tasks/claim.ts";
import "./tasks/subscriptions.graphql.ts";
import "./tasks/task-changes.graphql.ts";
import "./tasks/timer-actions.graphql.ts";
import "./tasks/viewer-tasks.graphql.ts";
import { builder } from "./platform/builder.ts";

/** The whole schema: every room's part, put together. */
export const schema = builder.toSchema();
