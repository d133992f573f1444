/** What a token may be allowed, in the order in which it is offered. */
export const SCOPES = [
  { name: "read", allows: "See everything you have here." },
  { name: "write", allows: "Change it, but no logins, passwords and tokens." },
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

/** What the widget is given when it is connected. */
export const WIDGET_SCOPES = ["tracking:write", "timers:write"] as const;

/**
 * Whether a token can do just what the widget does; such are listed with it. One that was connected before it
 * had timers records work alone.
 */
export function isOfWidget(scopes: readonly string[]): boolean {
  const isKnown = (scope: string) => WIDGET_SCOPES.some((each) => each === scope);
  return scopes.includes("tracking:write") && scopes.every(isKnown);
}
