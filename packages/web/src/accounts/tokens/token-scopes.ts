import type { Scope } from "../../generated/graphql.ts";

/** The scopes of a token, in the order in which they are offered. */
export const SCOPES: readonly { readonly name: Scope; readonly allows: string }[] = [
  { name: "READ", allows: "See everything you have here." },
  { name: "WRITE", allows: "See and change it, except logins, passwords and tokens." },
  {
    name: "TRACKING_WRITE",
    allows: "Record work, and see the running session and the day. The widget needs this.",
  },
  {
    name: "TIMERS_WRITE",
    allows: "Run your task timers, and see your tasks. The widget's timers need this.",
  },
];

/** The scopes of the widget's token. */
export const WIDGET_SCOPES: readonly Scope[] = ["TRACKING_WRITE", "TIMERS_WRITE"];

/**
 * Whether a token can only do what the widget does, so that it is listed there. Tokens from before the widget had
 * timers only have `TRACKING_WRITE`.
 */
export function isOfWidget(scopes: readonly Scope[]): boolean {
  return scopes.includes("TRACKING_WRITE") && scopes.every((scope) => WIDGET_SCOPES.includes(scope));
}
