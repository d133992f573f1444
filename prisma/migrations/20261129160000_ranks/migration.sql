-- Positions become ranks -------------------------------------------------------------------------

-- Positions had no gaps, so that they changed whenever another row came or went. A rank belongs to its row alone.
-- Completed and deleted tasks come right before the open task that has their last position, as they would have before.
DROP INDEX "tasks_open";
ALTER TABLE "tasks" DROP CONSTRAINT "tasks_have_place";
ALTER TABLE "tasks" ADD COLUMN "rank" DOUBLE PRECISION;
UPDATE "tasks" t SET "rank" = r."rank" FROM (
  SELECT "id", row_number() OVER (
    PARTITION BY "user_id"
    ORDER BY "position", "completed_at" IS NULL AND "deleted_at" IS NULL, "id") AS "rank"
  FROM "tasks") r WHERE t."id" = r."id";
ALTER TABLE "tasks" ALTER COLUMN "rank" SET NOT NULL, DROP COLUMN "position";

ALTER TABLE "habits" DROP CONSTRAINT "habits_have_place";
ALTER TABLE "habits" ADD COLUMN "rank" DOUBLE PRECISION;
UPDATE "habits" h SET "rank" = r."rank" FROM (
  SELECT "id", row_number() OVER (
    PARTITION BY "user_id" ORDER BY "archived_at" IS NOT NULL, "position", "id") AS "rank"
  FROM "habits") r WHERE h."id" = r."id";
ALTER TABLE "habits" ALTER COLUMN "rank" SET NOT NULL, DROP COLUMN "position";

-- What Prisma's schema cannot say ---------------------------------------------------------------

-- Tasks as they are listed: the open ones in their order, then the completed ones, the latest first.
CREATE INDEX "tasks_listed" ON "tasks"("user_id", "completed_at" DESC NULLS FIRST, "rank", "id")
  WHERE "deleted_at" IS NULL;
