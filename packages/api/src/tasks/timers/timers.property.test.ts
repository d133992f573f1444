import {
  applyTimer,
  IDLE_TIMER,
  ranMs,
  type TimerRequest,
  type TimerState,
  timerAt,
} from "@pacekeeper/domain/tasks/timer";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aTestApplication, type Guest, type TestApplication } from "../../testing/application.ts";
import { askTimer, aTask, theTask } from "../testing/task-requests.ts";
import { completeDueTimers } from "./due-timers.ts";

let application: TestApplication;
beforeAll(async () => {
  application = await aTestApplication();
});
afterAll(() => application.close());

const SECOND = 1000;
/** Time passes in steps of ten minutes, and ends lie five minutes off them: no test takes that long itself. */
const STEP = 600 * SECOND;
const SLOWEST = 300 * SECOND;
const length = fc.integer({ min: 0, max: 4 }).map((steps) => steps * STEP + SLOWEST);

type Ask = { readonly action: TimerRequest["action"]; readonly ms: number };
const ask: fc.Arbitrary<Ask> = fc.record({
  action: fc.constantFrom("start" as const, "pause", "resume", "extend", "stop", "reset"),
  ms: length,
});
const life = fc.array(fc.record({ ask, steps: fc.nat({ max: 3 }), swept: fc.boolean() }), { maxLength: 9 });

/** Lets time pass for a person by moving all of their data back. */
async function pass({ userId }: Guest, ms: number): Promise<void> {
  const by = `make_interval(secs => ${ms / 1000})`;
  await application.db.pool.query(
    `WITH runs AS (UPDATE timer_runs SET started_at = started_at - ${by}, ended_at = ended_at - ${by}
       WHERE user_id = $1)
     UPDATE timers SET started_at = started_at - ${by}, ends_at = ends_at - ${by},
       paused_at = paused_at - ${by}, ended_at = ended_at - ${by} WHERE user_id = $1`,
    [userId],
  );
}

/** Extensions are whole steps, so that an end stays off the steps; past the end they are a new run's length. */
const extension = (timer: TimerState, ms: number) =>
  timer.status === "COMPLETED" ? ms : Math.max(STEP, ms - SLOWEST);

const nearly = (ms: number) => Math.round(ms / SLOWEST);

it("Whatever is requested, and when, the database, its sweep and the rules agree on timer and runs", async () => {
  await fc.assert(
    fc.asyncProperty(life, async (steps) => {
      const guest = await application.aGuest();
      const { id } = await aTask(guest, "Laundry", 3600);
      let timer: TimerState = IDLE_TIMER;
      let now = 0;
      const runs = new Map<string, number>();
      const note = () => {
        timer = timerAt(timer, now);
        if (timer.runId !== null && timer.status !== "IDLE") runs.set(timer.runId, nearly(ranMs(timer, now)));
      };
      for (const { ask, steps: waited, swept } of steps) {
        await pass(guest, waited * STEP);
        now += waited * STEP;
        note();
        if (swept) await completeDueTimers(application.db.pool);
        const ms = ask.action === "extend" ? extension(timer, ask.ms) : ask.ms;
        const runId = `${runs.size + 1}`;
        const request =
          ask.action === "start"
            ? { action: ask.action, lengthMs: ms, runId }
            : ask.action === "extend"
              ? { action: ask.action, byMs: ms, runId }
              : { action: ask.action };
        const step = applyTimer(timer, request, now);
        const more = ask.action === "start" || ask.action === "extend" ? { seconds: ms / SECOND } : {};
        const answer = await askTimer(guest, `${ask.action}Timer`, id, more);
        expect(answer.__typename === "TimerConflict").toBe(!step.ok);
        if (step.ok) timer = step.timer;
        note();
        expect(answer.timer.status).toBe(timer.status);
      }
      while ((await completeDueTimers(application.db.pool)).length > 0);
      const { prisma } = application.db;
      const kept = await prisma.timerRun.findMany({
        where: { userId: guest.userId },
        orderBy: { startedAt: "asc" },
      });
      const ended = kept.filter(({ endedAt }) => endedAt !== null);
      const isOpen = timer.status === "RUNNING" || timer.status === "PAUSED";
      expect(kept.length - ended.length).toBe(isOpen ? 1 : 0);
      const inOrder = [...runs.values()].slice(0, ended.length);
      expect(ended.map((run) => nearly(run.ranMs ?? -1)).sort()).toEqual(inOrder.sort());
      const total = ended.reduce((sum, run) => sum + (run.ranMs ?? 0), 0);
      const task = await prisma.task.findFirstOrThrow({ where: { userId: guest.userId } });
      expect(task.ranMs).toBeCloseTo(total, 3);
      expect((await theTask(guest, id)).timer.status).toBe(timer.status);
    }),
    { numRuns: 40 },
  );
}, 180_000);
