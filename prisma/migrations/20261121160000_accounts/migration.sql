-- Mailed links, invitations, and guests who are taken along into an account.
-- CreateEnum
CREATE TYPE "MailKind" AS ENUM ('CONFIRM_REGISTRATION', 'HAS_ACCOUNT', 'CONFIRM_EMAIL', 'RESET_PASSWORD', 'PASSWORD_CHANGED', 'EMAIL_CHANGED');

-- AlterEnum


ALTER TYPE "AuditAct" ADD VALUE 'LOGGED_OUT_EVERYWHERE';
ALTER TYPE "AuditAct" ADD VALUE 'LOGIN_REVOKED';
ALTER TYPE "AuditAct" ADD VALUE 'GUEST_CLAIMED';
ALTER TYPE "AuditAct" ADD VALUE 'RESET_ASKED';
ALTER TYPE "AuditAct" ADD VALUE 'RESET_LINK_ISSUED';
ALTER TYPE "AuditAct" ADD VALUE 'PASSWORD_RESET';
ALTER TYPE "AuditAct" ADD VALUE 'EMAIL_CONFIRMED';
ALTER TYPE "AuditAct" ADD VALUE 'EMAIL_CHANGE_ASKED';
ALTER TYPE "AuditAct" ADD VALUE 'EMAIL_CHANGED';
ALTER TYPE "AuditAct" ADD VALUE 'TOKEN_CREATED';
ALTER TYPE "AuditAct" ADD VALUE 'TOKEN_REVOKED';
ALTER TYPE "AuditAct" ADD VALUE 'INVITE_CREATED';
ALTER TYPE "AuditAct" ADD VALUE 'INVITE_REVOKED';
ALTER TYPE "AuditAct" ADD VALUE 'BECAME_ADMIN';

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "email_confirmed_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "mails" (
    "id" UUID NOT NULL,
    "user_id" UUID,
    "kind" "MailKind" NOT NULL,
    "recipient" TEXT NOT NULL,
    "secret_hash" TEXT,
    "registration" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3),

    CONSTRAINT "mails_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invites" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "invites_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "mails_secret_hash_key" ON "mails"("secret_hash");

-- CreateIndex
CREATE INDEX "mails_next_at_idx" ON "mails"("next_at");

-- CreateIndex
CREATE UNIQUE INDEX "mails_user_id_id_key" ON "mails"("user_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "invites_secret_hash_key" ON "invites"("secret_hash");

-- CreateIndex
CREATE UNIQUE INDEX "invites_user_id_id_key" ON "invites"("user_id", "id");

-- AddForeignKey
ALTER TABLE "mails" ADD CONSTRAINT "mails_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invites" ADD CONSTRAINT "invites_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- An event of the log may change hands, when the guest whose it is becomes part of an account, and with that
-- the id under which a client knows it, where the account has one of the same. What happened and when stays.
CREATE OR REPLACE FUNCTION "refuse_event_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - ARRAY['user_id', 'client_event_id'] IS DISTINCT FROM to_jsonb(OLD) - ARRAY['user_id', 'client_event_id'] THEN
    RAISE EXCEPTION 'tracker_events is append-only';
  END IF;
  RETURN NEW;
END $$;

-- A token that changes hands stands for somebody else from then on.
DROP TRIGGER "api_tokens_changed" ON "api_tokens";
CREATE TRIGGER "api_tokens_changed" AFTER DELETE OR UPDATE OF "revoked_at", "expires_at", "scopes", "origin", "user_id" ON "api_tokens"
  FOR EACH ROW EXECUTE FUNCTION "tell_credential_change"();
