import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aTestDatabase, type TestDatabase } from "../../testing/database.ts";
import { type InstalledServer, installServer, type ServerProcess } from "../../testing/server-process.ts";

let db: TestDatabase;
let installed: InstalledServer;
let server: ServerProcess;
beforeAll(async () => {
  [db, installed] = await Promise.all([aTestDatabase(), installServer()]);
  server = await installed.start(db.url, { NODE_OPTIONS: "--max-old-space-size=512" });
});
afterAll(async () => {
  await installed.remove();
  await db.close();
});

const REQUESTS = 3_000;
const AT_ONCE = 8;
const MB = 1024 * 1024;

const FIELDS = Array.from({ length: 1_900 }, (_, place) => `f${place}`).join(" ");

/** Documents that nobody has sent before, of 250 kB each: nine that cannot be parsed, one of many fields. */
function document(number: number): string {
  return `# ${number} ${"x".repeat(240_000)}\n{ ${FIELDS} ${number % 10 === 0 ? "}" : ""}`;
}

async function send(from: number, to: number): Promise<void> {
  let next = from;
  const sender = async () => {
    for (let number = next++; number < to; number = next++) {
      const response = await fetch(`${server.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query: document(number) }),
      });
      await response.text();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sender));
}

/** The memory that the server holds, in bytes, as Linux counts it. */
function heldMemory(): number {
  const [, kilobytes = "0"] =
    /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${server.pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) * 1024;
}

it.runIf(process.platform === "linux")(
  "does not grow with large documents that come once",
  // A busy machine takes long for so many.
  { timeout: 600_000 },
  async () => {
    await send(0, 200);
    const before = heldMemory();
    await send(200, REQUESTS);
    expect(server.hasEnded, server.complaints()).toBe(false);
    expect(heldMemory() - before).toBeLessThan(150 * MB);
    const guest = await server.aGuest();
    expect((await guest.ask("{ serverTime }")).errors).toEqual([]);
  },
);
