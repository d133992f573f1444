import type { Scope } from "../../generated/graphql.ts";

interface ScopeWords {
  readonly name: Scope;
  /** What a person calls it. The API's name is shown beside it where a token is made for a program. */
  readonly title: string;
  readonly allows: string;
}

/** The scopes of a token, in the order in which they are offered. */
export const SCOPES: readonly ScopeWords[] = [
  { name: "READ", title: "Read", allows: "See everything you have here." },
  {
    name: "WRITE",
    title: "Read and change",
    allows: "See and change it, except logins, passwords and tokens.",
  },
  {
    name: "TRACKING_WRITE",
    title: "Record work",
    allows: "Record work, and see the running session and the day. The widget needs this.",
  },
  {
    name: "TIMERS_WRITE",
    title: "Run timers",
    allows: "Run your task timers, and see your tasks. The widget's timers need this.",
  },
];

/** Names scopes in one phrase, such as "Record work, run timers". */
export function scopeWords(scopes: readonly Scope[]): string {
  const titles = SCOPES.filter(({ name }) => scopes.includes(name)).map(({ title }) => title);
  return titles.map((title, index) => (index === 0 ? title : lowerFirst(title))).join(", ");
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** The scopes of the widget's token. */
export const WIDGET_SCOPES: readonly Scope[] = ["TRACKING_WRITE", "TIMERS_WRITE"];

/**
 * Whether a token can only do what the widget does, so that it is listed there. Tokens from before the widget had
 * timers only have `TRACKING_WRITE`.
 */
export function isOfWidget(scopes: readonly Scope[]): boolean {
  return scopes.includes("TRACKING_WRITE") && scopes.every((scope) => WIDGET_SCOPES.includes(scope));
}
