import type { Guest, TestApplication } from "../../testing/application.ts";
import { aHabit, askHabit, theHabit } from "./habit-requests.ts";

/** A guest with a habit that sources can be linked to. */
export interface CountingHabit {
  readonly guest: Guest;
  readonly habitId: string;
  /** Links a source, backdated by weeks: the sessions and runs of tests lie in the last days. */
  // biome-ignore lint/suspicious/noExplicitAny: the answer is the mutation's own
  link(source: string, taskId?: string): Promise<any>;
  logs(): Promise<Record<string, unknown>[]>;
  /** The minutes of the logs, ascending. */
  minutes(): Promise<number[]>;
  /** Consumes the outbox, as each process does once a second. */
  followSources(): Promise<void>;
}

const LOGS = "logs(first: 50) { nodes { id date minutes note origin sourceId } }";

/** Makes one without a goal, called Deep work. */
export async function aCountingHabit(application: TestApplication): Promise<CountingHabit> {
  const guest = await application.aGuest();
  const habitId = (await aHabit(guest, "Deep work")).id;
  const { db } = application;
  const logs = async () => (await theHabit(guest, habitId, LOGS)).logs.nodes;
  const minutes = async () =>
    (await logs())
      .map((one: { minutes: number }) => one.minutes)
      .sort((one: number, other: number) => one - other);
  const followSources = () => application.runJob("follow the outbox");
  return {
    guest,
    habitId,
    logs,
    minutes,
    followSources,
    async link(source, taskId) {
      const it = await askHabit(guest, "linkHabit", { habitId, source, taskId });
      await db.pool.query(
        "UPDATE habit_links SET created_at = now() - interval '40 days' WHERE user_id = $1",
        [guest.userId],
      );
      return it;
    },
  };
}
