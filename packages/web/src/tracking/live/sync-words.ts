import { counted } from "../../lib/count-words.ts";
import type { LinkState } from "../../lib/data/connection.ts";
import type { Fault } from "../../lib/data/result.ts";
import { clockTime } from "../../lib/time/local-time.ts";

/** The line under the name: what is known of the way to the server, and how many events wait. */
export function syncLine(state: LinkState, waiting: number): string {
  const kept = waiting === 0 ? "" : `, ${counted(waiting, "event")} kept`;
  if (state === "offline") return `Offline${kept}`;
  // Without a socket what others do shows a little later: it is not live, and nothing is wrong.
  if (state === "polling") return "Every 10 s";
  return state === "live" ? "Live" : `Connecting …`;
}

/** What to say in place while events cannot go; null: nothing needs saying. @param since server time, epoch ms */
export function waitingWords(
  waiting: number,
  since: number | null,
  fault: Fault | null,
): { readonly lead: string; readonly rest: string } | null {
  const are = waiting === 1 ? "is" : "are";
  const events = `${counted(waiting, "event")} ${are} kept here`;
  if (fault?.kind === "unauthenticated" && waiting > 0) {
    return { lead: "You are signed out.", rest: `${events} until you are signed in again.` };
  }
  if (since !== null) {
    const rest =
      waiting === 0 ? "The clock goes on; what you press is kept." : `${events} and sent in order.`;
    return { lead: `Offline since ${clockTime(since)}.`, rest };
  }
  if (fault && waiting > 0) return { lead: fault.words, rest: `${events} and sent in order.` };
  return null;
}
