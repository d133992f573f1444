import { TokenRows } from "./TokenRows.tsx";
import { isOfWidget } from "./token-scopes.ts";

/** The tokens that can only record work and run timers; each can be revoked. */
export function TokenList() {
  return (
    <TokenRows
      id="widget"
      label="Connected"
      lists={isOfWidget}
      none="Nothing is connected yet."
      ended="can no longer record your work."
    />
  );
}
