-- CreateEnum
CREATE TYPE "UserKind" AS ENUM ('GUEST', 'REGISTERED');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('USER', 'ADMIN');

-- CreateEnum
CREATE TYPE "Weekday" AS ENUM ('MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY');

-- CreateEnum
CREATE TYPE "TokenScope" AS ENUM ('READ', 'WRITE', 'TRACKING_WRITE', 'TIMERS_WRITE', 'DEVICE');

-- CreateEnum
CREATE TYPE "SessionEndReason" AS ENUM ('EXIT', 'ABANDONED');

-- CreateEnum
CREATE TYPE "TrackerEventType" AS ENUM ('NEXT', 'PAUSE', 'UNDO', 'EXIT', 'REOPEN', 'REMOVE_QUESTION', 'RESTORE_QUESTION');

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "kind" "UserKind" NOT NULL DEFAULT 'GUEST',
    "role" "Role" NOT NULL DEFAULT 'USER',
    "email" TEXT,
    "first_name" TEXT NOT NULL DEFAULT '',
    "last_name" TEXT NOT NULL DEFAULT '',
    "timezone" TEXT NOT NULL DEFAULT 'UTC',
    "week_start" "Weekday" NOT NULL DEFAULT 'MONDAY',
    "target_ms" DOUBLE PRECISION NOT NULL DEFAULT 330000,
    "wants_report_emails" BOOLEAN NOT NULL DEFAULT false,
    "abandon_after_hours" INTEGER NOT NULL DEFAULT 4,
    "version" INTEGER NOT NULL DEFAULT 1,
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_sessions" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "user_agent" TEXT NOT NULL DEFAULT '',
    "address" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "auth_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_tokens" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "scopes" "TokenScope"[],
    "origin" TEXT,
    "secret_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "work_sessions" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "key" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "timezone" TEXT NOT NULL,
    "target_ms" DOUBLE PRECISION NOT NULL,
    "abandon_after_hours" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "last_event_at" TIMESTAMPTZ(3) NOT NULL,
    "event_count" INTEGER NOT NULL DEFAULT 1,
    "ended_at" TIMESTAMPTZ(3),
    "end_reason" "SessionEndReason",
    "is_current" BOOLEAN NOT NULL,
    "paused_at" TIMESTAMPTZ(3),
    "current_id" UUID,
    "current_started_at" TIMESTAMPTZ(3),
    "current_estimate_ms" DOUBLE PRECISION,
    "current_pauses" JSONB NOT NULL DEFAULT '[]',
    "question_count" INTEGER NOT NULL DEFAULT 0,
    "raw_ms" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "active_ms" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "target_sum_ms" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "work_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tracker_events" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "type" "TrackerEventType" NOT NULL,
    "client_event_id" UUID NOT NULL,
    "session_key" UUID,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "clock_adjusted" BOOLEAN NOT NULL DEFAULT false,
    "estimate_ms" DOUBLE PRECISION,
    "question_id" UUID,
    "closed_id" UUID,

    CONSTRAINT "tracker_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "questions" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "index" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3) NOT NULL,
    "pauses" JSONB NOT NULL DEFAULT '[]',
    "raw_ms" DOUBLE PRECISION NOT NULL,
    "active_ms" DOUBLE PRECISION NOT NULL,
    "target_ms" DOUBLE PRECISION NOT NULL,
    "estimate_ms" DOUBLE PRECISION,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "questions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "user_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "topic" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("user_id","sequence")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "user_id" UUID NOT NULL,
    "key" UUID NOT NULL,
    "operation" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "result_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("user_id","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "auth_sessions_user_id_id_key" ON "auth_sessions"("user_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "api_tokens_secret_hash_key" ON "api_tokens"("secret_hash");

-- CreateIndex
CREATE INDEX "api_tokens_origin_idx" ON "api_tokens"("origin");

-- CreateIndex
CREATE UNIQUE INDEX "api_tokens_user_id_id_key" ON "api_tokens"("user_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "work_sessions_user_id_id_key" ON "work_sessions"("user_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "work_sessions_user_id_key_key" ON "work_sessions"("user_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "tracker_events_user_id_id_key" ON "tracker_events"("user_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "tracker_events_user_id_client_event_id_key" ON "tracker_events"("user_id", "client_event_id");

-- CreateIndex
CREATE UNIQUE INDEX "tracker_events_session_id_position_key" ON "tracker_events"("session_id", "position");

-- CreateIndex
CREATE INDEX "questions_session_id_started_at_idx" ON "questions"("session_id", "started_at");

-- CreateIndex
CREATE UNIQUE INDEX "questions_user_id_id_key" ON "questions"("user_id", "id");

-- CreateIndex
CREATE INDEX "outbox_created_at_idx" ON "outbox"("created_at");

-- AddForeignKey
ALTER TABLE "auth_sessions" ADD CONSTRAINT "auth_sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work_sessions" ADD CONSTRAINT "work_sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tracker_events" ADD CONSTRAINT "tracker_events_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tracker_events" ADD CONSTRAINT "tracker_events_user_id_session_id_fkey" FOREIGN KEY ("user_id", "session_id") REFERENCES "work_sessions"("user_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "questions" ADD CONSTRAINT "questions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "questions" ADD CONSTRAINT "questions_user_id_session_id_fkey" FOREIGN KEY ("user_id", "session_id") REFERENCES "work_sessions"("user_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What Prisma's schema cannot say ---------------------------------------------------------------

-- One current session per person, whatever the code does.
CREATE UNIQUE INDEX "work_sessions_one_current" ON "work_sessions"("user_id") WHERE "is_current";
ALTER TABLE "work_sessions"
  ADD CONSTRAINT "work_sessions_open_is_current" CHECK ("ended_at" IS NOT NULL OR "is_current" OR "deleted_at" IS NOT NULL),
  ADD CONSTRAINT "work_sessions_deleted_is_not_current" CHECK ("deleted_at" IS NULL OR NOT "is_current"),
  ADD CONSTRAINT "work_sessions_end_has_reason" CHECK (("ended_at" IS NULL) = ("end_reason" IS NULL)),
  ADD CONSTRAINT "work_sessions_in_order" CHECK ("started_at" <= "last_event_at");

-- The sweeper looks only at sessions that seem to run.
CREATE INDEX "work_sessions_open" ON "work_sessions"("last_event_at") WHERE "ended_at" IS NULL AND "deleted_at" IS NULL;

-- A person's sessions by time, with their ends: those of a day and those that go on into it.
CREATE INDEX "work_sessions_standing" ON "work_sessions"("user_id", "started_at") INCLUDE ("ended_at", "id")
  WHERE "deleted_at" IS NULL;

-- A NEXT that names one session and opened another, after too long a gap: the name goes on with the new one.
CREATE INDEX "tracker_events_renamed" ON "tracker_events"("user_id", "session_key")
  WHERE "position" = 1 AND "session_key" <> "client_event_id";

-- No question of no length, no time lost or made.
ALTER TABLE "questions"
  ADD CONSTRAINT "questions_have_length" CHECK ("started_at" < "ended_at"),
  ADD CONSTRAINT "questions_active_within_raw" CHECK ("active_ms" >= 0 AND "active_ms" <= "raw_ms");

-- Sums of a day, week or month read this index alone.
CREATE INDEX "questions_counted" ON "questions"("user_id", "started_at")
  INCLUDE ("session_id", "raw_ms", "active_ms", "target_ms") WHERE "removed_at" IS NULL;

-- E-mail addresses are unique ignoring case.
CREATE UNIQUE INDEX "users_email" ON "users"(lower("email")) WHERE "email" IS NOT NULL;

-- The log is append-only: an event is written once and leaves only with its whole session.
CREATE FUNCTION "refuse_event_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'tracker_events is append-only';
END $$;
CREATE TRIGGER "tracker_events_append_only" BEFORE UPDATE ON "tracker_events"
  FOR EACH ROW EXECUTE FUNCTION "refuse_event_change"();

-- Every process remembers who a credential stands for, and forgets it the moment this says so: when a login
-- or token is revoked or deleted, or its person changes: what they may do or their profile, by its version.
CREATE FUNCTION "tell_credential_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('credential_changed', OLD."id"::text);
  RETURN NULL;
END $$;
CREATE TRIGGER "auth_sessions_changed" AFTER DELETE OR UPDATE OF "revoked_at", "expires_at" ON "auth_sessions"
  FOR EACH ROW EXECUTE FUNCTION "tell_credential_change"();
CREATE TRIGGER "api_tokens_changed" AFTER DELETE OR UPDATE OF "revoked_at", "expires_at", "scopes", "origin" ON "api_tokens"
  FOR EACH ROW EXECUTE FUNCTION "tell_credential_change"();
CREATE TRIGGER "users_changed" AFTER DELETE OR UPDATE OF "kind", "role", "version" ON "users"
  FOR EACH ROW EXECUTE FUNCTION "tell_credential_change"();
