import type { Guest, TestApplication } from "./application.ts";
import { giveEverything } from "./isolation-matrix.ts";

/** A guest with history, and the global ids of their data. */
export interface PersonWhoTracked {
  readonly guest: Guest;
  /** Ended by EXIT: questions of 10 and 20 minutes. */
  readonly ended: { readonly id: string; readonly key: string };
  /** Running. */
  readonly active: { readonly id: string; readonly key: string };
  /** Global ids by their type's name. */
  readonly ids: Readonly<Record<string, string>>;
}

/**
 * A guest with data of every kind: sessions, questions, a task whose timer has run, a habit, a token.
 *
 * @param until epoch ms; the sessions lie in the two hours before it
 */
export async function aPersonWhoTracked(
  application: TestApplication,
  until: number,
): Promise<PersonWhoTracked> {
  const guest = await application.aGuest();
  const { ids, words } = await giveEverything(application, guest, "somebody", until);
  const { WorkSession = "" } = ids;
  const { activeId = "", activeKey = "", endedKey = "" } = words;
  return {
    guest,
    ended: { id: WorkSession, key: endedKey },
    active: { id: activeId, key: activeKey },
    ids,
  };
}
