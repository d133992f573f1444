-- Devices get a scope when they get a room. An enum's value cannot be dropped, so the type is made anew, and the trigger
-- that watches the column with it.
DROP TRIGGER "api_tokens_changed" ON "api_tokens";
ALTER TYPE "TokenScope" RENAME TO "TokenScope_old";
CREATE TYPE "TokenScope" AS ENUM ('READ', 'WRITE', 'TRACKING_WRITE', 'TIMERS_WRITE');
ALTER TABLE "api_tokens" ALTER COLUMN "scopes" TYPE "TokenScope"[]
  USING array_remove("scopes", 'DEVICE')::text[]::"TokenScope"[];
DROP TYPE "TokenScope_old";
CREATE TRIGGER "api_tokens_changed" AFTER DELETE OR UPDATE OF "revoked_at", "expires_at", "scopes", "origin", "user_id" ON "api_tokens"
  FOR EACH ROW EXECUTE FUNCTION "tell_credential_change"();
