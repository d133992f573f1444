-- A list names its owner and what it belongs to. PostgreSQL would think that both together leave almost no rows, and sort
-- them all where it could read a page in the order of an index.
CREATE STATISTICS "habit_logs_owner" (dependencies) ON "user_id", "habit_id" FROM "habit_logs";
CREATE STATISTICS "timer_runs_owner" (dependencies) ON "user_id", "task_id" FROM "timer_runs";
