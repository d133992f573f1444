import { addDays } from "@pacekeeper/domain/time/calendar-date";
import type { Pool } from "pg";
import { updateProfile } from "../../accounts/profile.ts";
import { makeChange as changingPerson } from "../../platform/changes/change.ts";
import { aChangeContext } from "../../testing/change-context.ts";
import type { HabitsContext } from "../context.ts";
import { updateHabit } from "../habits.ts";
import { deleteHabitLog, logHabit, restoreHabitLog, updateHabitLog } from "../logs/logs.ts";
import { skipHabit } from "../logs/skips.ts";
import { SETTLING } from "../streaks/settling.ts";
import type { HabitAct } from "./habit-acts.ts";
import type { KeptHabit, KeptLog } from "./kept-habit.ts";

/** Two zones with their dates during the test: the one in the east is a day ahead. */
export interface Places {
  readonly west: Place;
  readonly east: Place;
}
export interface Place {
  readonly zone: string;
  readonly today: string;
}

/**
 * Two zones a day apart, as far from midnight as possible, so that none passes while a test runs.
 *
 * @param now epoch milliseconds
 */
export function placesAt(now: number): Places {
  const places = Array.from({ length: 27 }, (_, index) => {
    const hours = index - 12;
    const at = new Date(now + hours * 3_600_000);
    const fromMidnight = Math.min(at.getUTCHours(), 23 - at.getUTCHours());
    // The names of these zones count westwards.
    const zone = `Etc/GMT${hours > 0 ? "-" : "+"}${Math.abs(hours)}`;
    return { zone, today: at.toISOString().slice(0, 10), fromMidnight };
  });
  const pairs = places.flatMap((west) =>
    places.filter(({ today }) => today === addDays(west.today, 1)).map((east) => ({ west, east })),
  );
  const far = ({ east, west }: (typeof pairs)[number]) => Math.min(east.fromMidnight, west.fromMidnight);
  const [best] = pairs.sort((a, b) => far(b) - far(a));
  if (!best) throw new Error("Some zone is always a day ahead of another.");
  return best;
}

/** A person with one habit, its model, and where they are. */
export interface Life {
  readonly context: HabitsContext;
  readonly habitId: string;
  readonly kept: KeptHabit;
  readonly places: Places;
  place: Place;
}

/**
 * Carries out an act through the services and in the model.
 *
 * @returns what the services answered and what they should have answered: `done`, or the name of a failure
 */
export async function act(life: Life, step: HabitAct): Promise<{ answered: string; expected: string }> {
  const { carryOut, expected } = planned(life, step);
  let answered = "done";
  try {
    await carryOut();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    answered = error.name;
  }
  return { answered, expected };
}

interface Planned {
  readonly expected: string;
  carryOut(): Promise<void>;
}

function planned(life: Life, step: HabitAct): Planned {
  const { context, habitId, kept, place } = life;
  const done = (carryOut: () => Promise<void>): Planned => ({ expected: "done", carryOut });
  const on = (ago: number) => addDays(place.today, -ago);
  switch (step.kind) {
    case "log":
      return logging(life, on(step.ago), step.minutes);
    case "change":
      return onLog(life, step.chosen, (log) =>
        makeChange(life, log, {
          date: step.ago === null ? log.date : on(step.ago),
          minutes: step.minutes ?? log.minutes,
        }),
      );
    case "delete":
      return onLog(life, step.chosen, (log) =>
        done(async () => {
          await deleteHabitLog(context, log.id);
          log.isDeleted = true;
        }),
      );
    case "restore":
      return onLog(life, step.chosen, (log) => restoring(life, log));
    case "skip":
      return skipping(life, on(step.ago), step.skipped);
    case "goal":
      return done(async () => {
        kept.goal = step.goal;
        await updateHabit(context, habitId, { goal: step.goal });
      });
    case "schedule":
      return done(async () => {
        kept.schedule = step.schedule;
        await updateHabit(context, habitId, { schedule: step.schedule });
      });
    case "weekStart":
      return done(async () => {
        kept.weekStart = step.weekStart;
        await updateProfile(aChangeContext(context.db, context.userId), { weekStart: step.weekStart });
      });
    case "travel":
      return done(() => travel(life));
    case "sweep":
      return done(async () => {
        await changingPerson(context, (change) => SETTLING.run(change));
      });
    case "wait":
      return done(async () => {
        kept.age(7 * step.weeks);
        await age(context.db.pool, context.userId, 7 * step.weeks);
      });
  }
}

function onLog({ kept }: Life, chosen: number, plan: (log: KeptLog) => Planned): Planned {
  const log = kept.logs[chosen % Math.max(1, kept.logs.length)];
  return log ? plan(log) : { expected: "done", carryOut: async () => {} };
}

function logging({ context, habitId, kept, place }: Life, date: string, minutes: number): Planned {
  const expected =
    date > place.today ? "InvalidInputError" : kept.hasRoom(date, minutes) ? "done" : "HabitDayFull";
  const carryOut = async () => {
    const { id } = await logHabit(context, { habitId, date, minutes, note: "", idempotencyKey: null });
    kept.logs.push({ id, date, minutes, isDeleted: false });
    kept.skips.delete(date);
  };
  return { expected, carryOut };
}

function makeChange(
  { context, kept, place }: Life,
  log: KeptLog,
  { date, minutes }: { date: string; minutes: number },
): Planned {
  const isSame = date === log.date && minutes === log.minutes;
  const carryOut = async () => {
    await updateHabitLog(context, log.id, { date, minutes });
    Object.assign(log, { date, minutes });
  };
  if (log.isDeleted) return { expected: "NotFound", carryOut };
  if (isSame) return { expected: "done", carryOut };
  if (date > place.today) return { expected: "InvalidInputError", carryOut };
  return { expected: kept.hasRoom(date, minutes, log) ? "done" : "HabitDayFull", carryOut };
}

function restoring({ context, kept }: Life, log: KeptLog): Planned {
  const fits = !log.isDeleted || kept.hasRoom(log.date, log.minutes);
  const carryOut = async () => {
    await restoreHabitLog(context, log.id);
    log.isDeleted = false;
  };
  return { expected: fits ? "done" : "HabitDayFull", carryOut };
}

function skipping({ context, habitId, kept, place }: Life, date: string, skipped: boolean): Planned {
  const carryOut = async () => {
    await skipHabit(context, habitId, date, skipped);
    if (skipped) kept.skips.add(date);
    else kept.skips.delete(date);
  };
  return { expected: date > place.today ? "InvalidInputError" : "done", carryOut };
}

async function travel(life: Life): Promise<void> {
  const { context, places } = life;
  life.place = life.place === places.east ? places.west : places.east;
  await updateProfile(aChangeContext(context.db, context.userId), { timezone: life.place.zone });
}

// The services' dates come from the database's clock, so time passes by moving everything back. Days move in two steps,
// first far beyond all others, because no two days may share a date in between.
async function age(pool: Pool, userId: string, days: number): Promise<void> {
  const FAR = 1_000_000;
  const move = (table: string, set: string) =>
    pool.query(`UPDATE ${table} SET ${set} WHERE user_id = $1`, [userId]);
  await move("habits", `made_on = made_on - ${days}, settled_on = settled_on - ${days}`);
  await move("habit_logs", `date = date - ${days}`);
  await move("habit_days", `date = date + ${FAR}`);
  await move("habit_days", `date = date - ${FAR + days}`);
}
