-- When rows last changed ------------------------------------------------------------------------

-- What is there already counts as changed now: whoever keeps a copy has none yet.
ALTER TABLE "work_sessions" ADD COLUMN "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now();
ALTER TABLE "questions" ADD COLUMN "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now();
ALTER TABLE "tasks" ADD COLUMN "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now();
ALTER TABLE "timers" ADD COLUMN "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now();
ALTER TABLE "timer_runs" ADD COLUMN "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now();
ALTER TABLE "habits" ADD COLUMN "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now();
ALTER TABLE "habit_logs" ADD COLUMN "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now();

-- From now on it is the time of the statement's own work, after it has waited for the person's lock. So a person's later
-- change never has an earlier time, and whoever asks for what changed since the latest time they know misses nothing.
ALTER TABLE "work_sessions" ALTER COLUMN "updated_at" SET DEFAULT clock_timestamp();
ALTER TABLE "questions" ALTER COLUMN "updated_at" SET DEFAULT clock_timestamp();
ALTER TABLE "tasks" ALTER COLUMN "updated_at" SET DEFAULT clock_timestamp();
ALTER TABLE "timers" ALTER COLUMN "updated_at" SET DEFAULT clock_timestamp();
ALTER TABLE "timer_runs" ALTER COLUMN "updated_at" SET DEFAULT clock_timestamp();
ALTER TABLE "habits" ALTER COLUMN "updated_at" SET DEFAULT clock_timestamp();
ALTER TABLE "habit_logs" ALTER COLUMN "updated_at" SET DEFAULT clock_timestamp();

CREATE INDEX "work_sessions_user_id_updated_at_id_idx" ON "work_sessions"("user_id", "updated_at", "id");
CREATE INDEX "tasks_user_id_updated_at_id_idx" ON "tasks"("user_id", "updated_at", "id");
CREATE INDEX "timer_runs_user_id_updated_at_id_idx" ON "timer_runs"("user_id", "updated_at", "id");
CREATE INDEX "habit_logs_habit_id_updated_at_id_idx" ON "habit_logs"("habit_id", "updated_at", "id");

-- What Prisma's schema cannot say ---------------------------------------------------------------

CREATE FUNCTION "note_update"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."updated_at" := clock_timestamp();
  RETURN NEW;
END $$;

-- In the same statement as the version, where there is one, and when the rows of a guest become those of an account.
-- What a row keeps for the server alone, such as a habit's settled streaks, is no change of it.
CREATE TRIGGER "work_sessions_updated" BEFORE UPDATE OF "version", "user_id" ON "work_sessions"
  FOR EACH ROW EXECUTE FUNCTION "note_update"();
CREATE TRIGGER "questions_updated" BEFORE UPDATE ON "questions"
  FOR EACH ROW EXECUTE FUNCTION "note_update"();
CREATE TRIGGER "tasks_updated" BEFORE UPDATE OF "version", "user_id", "ran_ms" ON "tasks"
  FOR EACH ROW EXECUTE FUNCTION "note_update"();
CREATE TRIGGER "timers_updated" BEFORE UPDATE OF "version", "user_id" ON "timers"
  FOR EACH ROW EXECUTE FUNCTION "note_update"();
CREATE TRIGGER "timer_runs_updated" BEFORE UPDATE ON "timer_runs"
  FOR EACH ROW EXECUTE FUNCTION "note_update"();
CREATE TRIGGER "habits_updated" BEFORE UPDATE OF "version", "user_id" ON "habits"
  FOR EACH ROW EXECUTE FUNCTION "note_update"();
CREATE TRIGGER "habit_logs_updated" BEFORE UPDATE OF "version", "user_id" ON "habit_logs"
  FOR EACH ROW EXECUTE FUNCTION "note_update"();
