// The built server for the end-to-end tests, on PORT. It uses a temporary data directory that is removed at the end,
// unless E2E_DATA_DIR names one that stays. Playwright or a test starts and stops it.

import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serverFile } from "../scripts/steps/paths.mjs";

// Not created here: the server creates it with the owner that its database needs.
const kept = process.env.E2E_DATA_DIR;
const dataDirectory = kept ?? join(tmpdir(), `pacekeeper-e2e-${randomUUID()}`);
if (kept === undefined) {
  process.on("exit", () => rmSync(dataDirectory, { recursive: true, force: true, maxRetries: 5 }));
}

process.env.DATA_DIR = dataDirectory;
process.env.LOG_LEVEL ??= "warn";
process.argv[1] = serverFile;
await import(serverFile);
