import { randomBytes, randomUUID } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { secretKeyCharacters } from "./configuration.ts";

/** The file's name in the data directory. Anyone who can read it can sign in as any user. */
export const secretKeyFile = "secret-key";

/**
 * The key kept in the data directory, generated on the first call (48 random bytes, base64url) and readable only by its
 * owner. Two servers that start at once get the same key.
 *
 * @throws when the directory is not writable, or when the file holds no valid key
 */
export function readOrMakeSecretKey(dataDirectory: string): string {
  const path = join(dataDirectory, secretKeyFile);
  const existing = readKey(path);
  if (existing !== null) return existing;
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  // Written completely under another name, then linked: nobody ever reads half a key, and the first server wins.
  const draft = `${path}.${randomUUID()}`;
  try {
    writeFileSync(draft, `${randomBytes(48).toString("base64url")}\n`, { mode: 0o600, flag: "wx" });
    try {
      linkSync(draft, path);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
  } finally {
    rmSync(draft, { force: true });
  }
  const made = readKey(path);
  if (made === null) throw new Error(`The secret key could not be stored in ${path}.`);
  return made;
}

function readKey(path: string): string | null {
  let key: string;
  try {
    key = readFileSync(path, "utf8").trim();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
  if (key.length < secretKeyCharacters) {
    throw new Error(
      `${path} holds fewer than ${secretKeyCharacters} characters. Restore it from a backup, or remove it to sign everybody out.`,
    );
  }
  return key;
}
