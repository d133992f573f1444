-- CreateEnum
CREATE TYPE "HabitColour" AS ENUM ('VIOLET', 'TEAL', 'AMBER', 'ROSE', 'BLUE', 'SLATE');

-- CreateEnum
CREATE TYPE "HabitGoalKind" AS ENUM ('AT_LEAST', 'AT_MOST');

-- CreateEnum
CREATE TYPE "HabitLogOrigin" AS ENUM ('MANUAL', 'STOPWATCH', 'TIMER', 'WORK_SESSION');

-- CreateEnum
CREATE TYPE "HabitSource" AS ENUM ('WORK_SESSIONS', 'TIMERS', 'TASK');

-- CreateTable
CREATE TABLE "habits" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "category" TEXT NOT NULL DEFAULT '',
    "colour" "HabitColour" NOT NULL,
    "goal" "HabitGoalKind",
    "goal_minutes" INTEGER,
    "weekdays" SMALLINT[],
    "times_a_week" SMALLINT,
    "position" INTEGER NOT NULL,
    "made_on" DATE NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "archived_at" TIMESTAMPTZ(3),
    "stopwatch_at" TIMESTAMPTZ(3),
    "settled_on" DATE,
    "settled_week" SMALLINT NOT NULL DEFAULT 1,
    "settled_run" INTEGER NOT NULL DEFAULT 0,
    "settled_best" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "habits_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "habit_logs" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "habit_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "date" DATE NOT NULL,
    "minutes" INTEGER NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "origin" "HabitLogOrigin" NOT NULL DEFAULT 'MANUAL',
    "source_id" UUID,
    "source_minutes" INTEGER,
    "source_gone" BOOLEAN NOT NULL DEFAULT false,
    "edited" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "habit_logs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "habit_days" (
    "user_id" UUID NOT NULL,
    "habit_id" UUID NOT NULL,
    "date" DATE NOT NULL,
    "minutes" INTEGER NOT NULL DEFAULT 0,
    "skipped" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "habit_days_pkey" PRIMARY KEY ("habit_id","date")
);

-- CreateTable
CREATE TABLE "habit_links" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "habit_id" UUID NOT NULL,
    "source" "HabitSource" NOT NULL,
    "task_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "habit_links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "habit_flows" (
    "user_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,

    CONSTRAINT "habit_flows_pkey" PRIMARY KEY ("user_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "habits_user_id_id_key" ON "habits"("user_id", "id");

-- CreateIndex
CREATE INDEX "habit_logs_habit_id_date_idx" ON "habit_logs"("habit_id", "date");

-- CreateIndex
CREATE INDEX "habit_logs_user_id_source_id_idx" ON "habit_logs"("user_id", "source_id");

-- CreateIndex
CREATE UNIQUE INDEX "habit_logs_user_id_id_key" ON "habit_logs"("user_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "habit_logs_habit_id_source_id_key" ON "habit_logs"("habit_id", "source_id");

-- CreateIndex
CREATE INDEX "habit_links_habit_id_idx" ON "habit_links"("habit_id");

-- CreateIndex
CREATE UNIQUE INDEX "habit_links_user_id_id_key" ON "habit_links"("user_id", "id");

-- AddForeignKey
ALTER TABLE "habits" ADD CONSTRAINT "habits_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "habit_logs" ADD CONSTRAINT "habit_logs_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "habit_logs" ADD CONSTRAINT "habit_logs_user_id_habit_id_fkey" FOREIGN KEY ("user_id", "habit_id") REFERENCES "habits"("user_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "habit_days" ADD CONSTRAINT "habit_days_user_id_habit_id_fkey" FOREIGN KEY ("user_id", "habit_id") REFERENCES "habits"("user_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "habit_links" ADD CONSTRAINT "habit_links_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "habit_links" ADD CONSTRAINT "habit_links_user_id_habit_id_fkey" FOREIGN KEY ("user_id", "habit_id") REFERENCES "habits"("user_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "habit_links" ADD CONSTRAINT "habit_links_user_id_task_id_fkey" FOREIGN KEY ("user_id", "task_id") REFERENCES "tasks"("user_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "habit_flows" ADD CONSTRAINT "habit_flows_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema cannot say ---------------------------------------------------------------

-- Of two habits of a name one is archived.
CREATE UNIQUE INDEX "habits_name" ON "habits"("user_id", "name_key") WHERE "archived_at" IS NULL;
ALTER TABLE "habits"
  ADD CONSTRAINT "habits_have_name" CHECK ("name" <> ''),
  ADD CONSTRAINT "habits_have_place" CHECK ("position" >= 0),
  ADD CONSTRAINT "habits_goal_is_whole" CHECK (("goal" IS NULL) = ("goal_minutes" IS NULL)),
  ADD CONSTRAINT "habits_goal_in_range" CHECK (
    "goal_minutes" BETWEEN CASE WHEN "goal" = 'AT_MOST' THEN 0 ELSE 1 END AND 1440),
  ADD CONSTRAINT "habits_times_in_range" CHECK ("times_a_week" BETWEEN 1 AND 7),
  ADD CONSTRAINT "habits_have_weekdays" CHECK (
    cardinality("weekdays") > 0 AND "weekdays" <@ ARRAY[1, 2, 3, 4, 5, 6, 7]::smallint[]),
  ADD CONSTRAINT "habits_times_of_all_days" CHECK ("times_a_week" IS NULL OR cardinality("weekdays") = 7);

-- A day has 1,440 minutes, whoever adds them up.
ALTER TABLE "habit_days" ADD CONSTRAINT "habit_days_in_range" CHECK ("minutes" BETWEEN 0 AND 1440);
ALTER TABLE "habit_logs"
  ADD CONSTRAINT "habit_logs_minutes_in_range" CHECK ("minutes" BETWEEN 1 AND 1440),
  ADD CONSTRAINT "habit_logs_have_source" CHECK (
    ("origin" IN ('TIMER', 'WORK_SESSION')) = ("source_id" IS NOT NULL)
    AND ("source_id" IS NULL) = ("source_minutes" IS NULL));

-- One link of a kind for each habit, and for each task.
CREATE UNIQUE INDEX "habit_links_kind" ON "habit_links"("habit_id", "source") WHERE "task_id" IS NULL;
CREATE UNIQUE INDEX "habit_links_task" ON "habit_links"("habit_id", "task_id") WHERE "task_id" IS NOT NULL;
ALTER TABLE "habit_links"
  ADD CONSTRAINT "habit_links_name_task" CHECK (("source" = 'TASK') = ("task_id" IS NOT NULL));
-- A link follows its task and its habit to another person, and these go one after the other.
ALTER TABLE "habit_links" ALTER CONSTRAINT "habit_links_user_id_habit_id_fkey" DEFERRABLE INITIALLY DEFERRED;
