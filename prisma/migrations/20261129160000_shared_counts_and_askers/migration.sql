-- CreateTable
CREATE TABLE "rate_counts" (
    "key" TEXT NOT NULL,
    "used" INTEGER NOT NULL,
    "reset_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rate_counts_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "rate_counts_reset_at_idx" ON "rate_counts"("reset_at");

-- AlterTable
ALTER TABLE "mails" ADD COLUMN "asker_address" TEXT,
ADD COLUMN "asker_user_agent" TEXT NOT NULL DEFAULT '';

-- What was kept before ---------------------------------------------------------------------------

-- Pending registrations held the codes of invitations and of the set-up. They are valid for an hour: ask again.
DELETE FROM "mails" WHERE "registration" IS NOT NULL;
