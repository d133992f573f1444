import type { Streak } from "@pacekeeper/domain/habits/streak";
import { readStreaksAndFirsts } from "../streaks/streaks.ts";

/** The streaks of some of a person's habits, as the server reads them, keyed by the habit's id. */
export async function readStreaks(
  ...asked: Parameters<typeof readStreaksAndFirsts>
): Promise<Map<string, Streak>> {
  const read = await readStreaksAndFirsts(...asked);
  return new Map([...read].map(([id, { streak }]) => [id, streak]));
}
