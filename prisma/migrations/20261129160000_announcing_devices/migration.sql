-- The device that claimed the announcement of a run's end, so that its repeated request gets the same answer.
ALTER TABLE "timer_runs" ADD COLUMN "announced_by" UUID;
