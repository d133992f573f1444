-- CreateEnum
CREATE TYPE "TimerStatus" AS ENUM ('IDLE', 'RUNNING', 'PAUSED', 'COMPLETED', 'STOPPED');

-- CreateEnum
CREATE TYPE "RunEnd" AS ENUM ('COMPLETED', 'STOPPED');

-- CreateEnum
CREATE TYPE "PomodoroPhase" AS ENUM ('WORK', 'SHORT_BREAK', 'LONG_BREAK');

-- AlterTable
ALTER TABLE "outbox" ALTER COLUMN "created_at" SET DEFAULT clock_timestamp();

-- CreateTable
CREATE TABLE "tasks" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "position" INTEGER NOT NULL,
    "length_ms" DOUBLE PRECISION,
    "ran_ms" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "tasks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "timers" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "task_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "status" "TimerStatus" NOT NULL DEFAULT 'IDLE',
    "run_id" UUID,
    "length_ms" DOUBLE PRECISION,
    "started_at" TIMESTAMPTZ(3),
    "ends_at" TIMESTAMPTZ(3),
    "paused_at" TIMESTAMPTZ(3),
    "remaining_ms" DOUBLE PRECISION,
    "ended_at" TIMESTAMPTZ(3),
    "phase" "PomodoroPhase",
    "works_done" INTEGER NOT NULL DEFAULT 0,
    "last_run_id" UUID,
    "suspended" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "timers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "timer_runs" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "task_id" UUID NOT NULL,
    "phase" "PomodoroPhase",
    "length_ms" DOUBLE PRECISION NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "end" "RunEnd",
    "ran_ms" DOUBLE PRECISION,
    "announced_at" TIMESTAMPTZ(3),

    CONSTRAINT "timer_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pomodoro_plans" (
    "user_id" UUID NOT NULL,
    "work_ms" DOUBLE PRECISION NOT NULL,
    "short_break_ms" DOUBLE PRECISION NOT NULL,
    "long_break_ms" DOUBLE PRECISION NOT NULL,
    "long_break_every" INTEGER NOT NULL,
    "starts_next" BOOLEAN NOT NULL,

    CONSTRAINT "pomodoro_plans_pkey" PRIMARY KEY ("user_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "tasks_user_id_id_key" ON "tasks"("user_id", "id");

-- CreateIndex
CREATE INDEX "timers_last_run_id_idx" ON "timers"("last_run_id");

-- CreateIndex
CREATE UNIQUE INDEX "timers_user_id_id_key" ON "timers"("user_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "timers_user_id_task_id_key" ON "timers"("user_id", "task_id");

-- CreateIndex
CREATE INDEX "timer_runs_user_id_started_at_idx" ON "timer_runs"("user_id", "started_at");

-- CreateIndex
CREATE INDEX "timer_runs_task_id_started_at_idx" ON "timer_runs"("task_id", "started_at");

-- CreateIndex
CREATE UNIQUE INDEX "timer_runs_user_id_id_key" ON "timer_runs"("user_id", "id");

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "timers" ADD CONSTRAINT "timers_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "timers" ADD CONSTRAINT "timers_user_id_task_id_fkey" FOREIGN KEY ("user_id", "task_id") REFERENCES "tasks"("user_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "timers" ADD CONSTRAINT "timers_user_id_last_run_id_fkey" FOREIGN KEY ("user_id", "last_run_id") REFERENCES "timer_runs"("user_id", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "timer_runs" ADD CONSTRAINT "timer_runs_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "timer_runs" ADD CONSTRAINT "timer_runs_user_id_task_id_fkey" FOREIGN KEY ("user_id", "task_id") REFERENCES "tasks"("user_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pomodoro_plans" ADD CONSTRAINT "pomodoro_plans_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;




-- What Prisma's schema cannot say ---------------------------------------------------------------

-- Due timers are looked for twice a second by every process.
CREATE INDEX "timers_due" ON "timers"("ends_at") WHERE "status" = 'RUNNING' AND NOT "suspended";

-- The timers that a person sees on every page.
CREATE INDEX "timers_shown" ON "timers"("user_id") WHERE "status" IN ('RUNNING', 'PAUSED', 'COMPLETED');

-- Each state has what it is derived from, and no other.
ALTER TABLE "timers"
  ADD CONSTRAINT "timers_running_has_end" CHECK (("status" = 'RUNNING') = ("ends_at" IS NOT NULL)),
  ADD CONSTRAINT "timers_paused_has_rest" CHECK (("status" = 'PAUSED') = ("paused_at" IS NOT NULL)),
  ADD CONSTRAINT "timers_ended_has_end" CHECK (("status" IN ('COMPLETED', 'STOPPED')) = ("ended_at" IS NOT NULL)),
  ADD CONSTRAINT "timers_run_has_length" CHECK ("status" = 'IDLE' OR ("run_id" IS NOT NULL AND "length_ms" > 0));

-- One run at a time, whoever starts it, and each ends once.
CREATE UNIQUE INDEX "timer_runs_one_open" ON "timer_runs"("task_id") WHERE "ended_at" IS NULL;
ALTER TABLE "timer_runs"
  ADD CONSTRAINT "timer_runs_end_is_whole"
    CHECK (("ended_at" IS NULL) = ("end" IS NULL) AND ("ended_at" IS NULL) = ("ran_ms" IS NULL)),
  ADD CONSTRAINT "timer_runs_in_order" CHECK ("started_at" <= "ended_at" AND "ran_ms" >= 0);

-- Open tasks in their order.
CREATE INDEX "tasks_open" ON "tasks"("user_id", "position") WHERE "completed_at" IS NULL AND "deleted_at" IS NULL;
ALTER TABLE "tasks"
  ADD CONSTRAINT "tasks_have_title" CHECK ("title" <> ''),
  ADD CONSTRAINT "tasks_have_place" CHECK ("position" >= 0),
  ADD CONSTRAINT "tasks_length_in_range" CHECK ("length_ms" BETWEEN 1000 AND 86400000);
