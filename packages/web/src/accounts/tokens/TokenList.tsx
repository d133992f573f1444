import { TokenRows } from "./TokenRows.tsx";
import { isOfWidget } from "./token-scopes.ts";

/** What may record work and run timers for this person and nothing else, each of which can be ended at once. */
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
