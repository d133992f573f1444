-- What happened to the row of an outbox entry, for subscribers.
ALTER TABLE "outbox" ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'CHANGED';
