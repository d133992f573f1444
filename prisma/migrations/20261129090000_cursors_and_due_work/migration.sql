-- CreateTable
CREATE TABLE "outbox_cursors" (
    "user_id" UUID NOT NULL,
    "consumer" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "leased_until" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "outbox_cursors_pkey" PRIMARY KEY ("user_id","consumer")
);

-- CreateTable
CREATE TABLE "due_work" (
    "user_id" UUID NOT NULL,
    "work" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "leased_until" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "due_work_pkey" PRIMARY KEY ("user_id","work")
);

-- CreateIndex
CREATE INDEX "due_work_work_due_at_idx" ON "due_work"("work", "due_at");

-- CreateIndex
CREATE INDEX "idempotency_keys_created_at_idx" ON "idempotency_keys"("created_at");

-- AddForeignKey
ALTER TABLE "outbox_cursors" ADD CONSTRAINT "outbox_cursors_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "due_work" ADD CONSTRAINT "due_work_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema cannot say ---------------------------------------------------------------

-- What went wrong is found without reading every cursor.
CREATE INDEX "outbox_cursors_to_try_again" ON "outbox_cursors"("consumer", "leased_until") WHERE "attempts" > 0;

-- What was kept before ---------------------------------------------------------------------------

INSERT INTO "outbox_cursors" ("user_id", "consumer", "sequence")
  SELECT "user_id", 'count towards habits', "sequence" FROM "habit_flows";
DROP TABLE "habit_flows";

-- Streaks are settled once now, and from then on whenever they are due.
INSERT INTO "due_work" ("user_id", "work", "due_at")
  SELECT DISTINCT "user_id", 'settle streaks', now() FROM "habits";
INSERT INTO "outbox_cursors" ("user_id", "consumer", "sequence")
  SELECT u."id", 'settle streaks by other weeks', u."sequence" FROM "users" u
  WHERE EXISTS (SELECT FROM "habits" h WHERE h."user_id" = u."id");
