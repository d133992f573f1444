import { counted } from "../../lib/count-words.ts";
import type { LinkState } from "../../lib/data/connection.ts";
import type { Fault } from "../../lib/data/result.ts";
import { clockTime } from "../../lib/time/local-time.ts";

/** The line below the name: the state of the connection, and how many events are queued. */
export function syncLine(state: LinkState, waiting: number): string {
  const kept = waiting === 0 ? "" : `, ${counted(waiting, "event")} kept`;
  if (state === "offline") return `Offline${kept}`;
  // Without a socket, changes from elsewhere show a little later: not live, but not a fault either.
  if (state === "polling") return "Every 10 s";
  return state === "live" ? "Live" : `Connecting …`;
}

/** The inline notice while events cannot be sent; null: none. @param since server time, epoch ms */
export function waitingWords(
  waiting: number,
  since: number | null,
  fault: Fault | null,
): { readonly lead: string; readonly rest: string } | null {
  const are = waiting === 1 ? "is" : "are";
  const events = `${counted(waiting, "event")} ${are} kept here`;
  if (fault?.kind === "unauthenticated" && waiting > 0) {
    return { lead: "You are logged out.", rest: `${events} until you log in again.` };
  }
  if (since !== null) {
    const rest =
      waiting === 0 ? "The clock keeps running; your presses are kept." : `${events} and sent in order.`;
    return { lead: `Offline since ${clockTime(since)}.`, rest };
  }
  if (fault && waiting > 0) return { lead: fault.words, rest: `${events} and sent in order.` };
  return null;
}
