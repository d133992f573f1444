/** What a token may be allowed, in the order in which it is offered. */
export const SCOPES = [
  { name: "read", allows: "See everything you have here." },
  { name: "write", allows: "Change it, but no logins, passwords and tokens." },
  {
    name: "tracking:write",
    allows: "Record work, and see the running session and the day. The widget needs no more.",
  },
  { name: "timers:write", allows: "Run your task timers." },
  { name: "device", allows: "Report as one of your devices." },
] as const;

/** Whether a token can do just what the widget does; such are listed with it. */
export function isOfWidget(scopes: readonly string[]): boolean {
  return scopes.length === 1 && scopes[0] === "tracking:write";
}
