import "./platform/request.graphql.ts";
import "./accounts/account.graphql.ts";
import "./accounts/administration/administration.graphql.ts";
import "./accounts/tokens/api-token.graphql.ts";
import "./accounts/administration/audit.graphql.ts";
import "./accounts/mail/email.graphql.ts";
import "./accounts/logins/login.graphql.ts";
import "./accounts/logins/login-session.graphql.ts";
import "./accounts/passwords/password.graphql.ts";
import "./accounts/profile.graphql.ts";
import "./accounts/registration/registration.graphql.ts";
import "./accounts/administration/server.graphql.ts";
import "./tracking/corrections.graphql.ts";
import "./tracking/record-event.graphql.ts";
import "./tracking/subscriptions.graphql.ts";
import "./tracking/days/summary.graphql.ts";
import "./tracking/viewer-sessions.graphql.ts";
import "./tasks/subscriptions.graphql.ts";
import "./tasks/task-changes.graphql.ts";
import "./tasks/timers/timer-actions.graphql.ts";
import "./tasks/viewer-tasks.graphql.ts";
import "./habits/logs/day-changes.graphql.ts";
import "./habits/habit-changes.graphql.ts";
import "./habits/logs/log-changes.graphql.ts";
import "./habits/viewer-habits.graphql.ts";
import { builder } from "./platform/builder.ts";

/** The whole schema, assembled from every room's part. */
export const schema = builder.toSchema();
