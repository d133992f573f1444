/** The scopes of a token, in the order in which they are offered. */
export const SCOPES = [
  { name: "read", allows: "See everything you have here." },
  { name: "write", allows: "Change it, except logins, passwords and tokens." },
  {
    name: "tracking:write",
    allows: "Record work, and see the running session and the day. The widget needs this.",
  },
  {
    name: "timers:write",
    allows: "Run your task timers, and see your tasks. The widget's timers need this.",
  },
  { name: "device", allows: "Report as one of your devices." },
] as const;

/** The scopes of the widget's token. */
export const WIDGET_SCOPES = ["tracking:write", "timers:write"] as const;

/**
 * Whether a token can only do what the widget does, so that it is listed there. Tokens from before the widget had
 * timers only have `tracking:write`.
 */
export function isOfWidget(scopes: readonly string[]): boolean {
  const isKnown = (scope: string) => WIDGET_SCOPES.some((each) => each === scope);
  return scopes.includes("tracking:write") && scopes.every(isKnown);
}
