import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import type { Environment } from "./variables.ts";

/**
 * The environment plus the directory's `.env`. A real variable wins over the file, even when it is empty. Throws when
 * the file exists and cannot be read.
 */
export function withEnvironmentFile(directory: string, environment: Environment): Environment {
  let text: string;
  try {
    text = readFileSync(join(directory, ".env"), "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return environment;
    throw error;
  }
  return { ...parseEnv(text.replace(/^\uFEFF/, "")), ...environment };
}
