import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApplication } from "../application.ts";
import { readConfiguration } from "../platform/config/configuration.ts";
import { createClient } from "../platform/database/client.ts";
import { createLog } from "../platform/log.ts";
import { RATE_LIMITS } from "../rooms.ts";
import type { Guest, TestApplication } from "./application.ts";

/** Another application on the same database, like a second process of the same server. */
export interface SecondProcess {
  readonly url: string;
  /** How many streams of changes are open in it. */
  streamCount(): number;
  /** The same person, using this process. */
  as(guest: Guest): Guest;
  close(): Promise<void>;
}

/**
 * Starts a second process with its own connections and memory, but with the first one's clock and key.
 *
 * @param jobs whether jobs run by its clock
 */
export async function aSecondProcessOf(
  first: TestApplication,
  { jobs = false }: { readonly jobs?: boolean } = {},
): Promise<SecondProcess> {
  const directory = mkdtempSync(join(tmpdir(), "pacekeeper-second-"));
  const variables = { PORT: "0", RATE_LIMIT_FACTOR: "0", LOG_LEVEL: "silent" };
  const machine = { isRoot: false, projectDirectory: directory };
  const config = readConfiguration(variables, machine, RATE_LIMITS);
  const { pool, prisma, disconnect } = createClient(
    first.db.url,
    { info() {}, warn() {} },
    { connections: 5, statementSeconds: 60, lockSeconds: 60 },
  );
  const application = createApplication({
    config,
    log: createLog(config.logLevel),
    db: { pool, prisma, url: first.db.url },
    secretKey: "a key of the tests, with more than 32 characters",
    assets: { web: join(directory, "web"), widget: join(directory, "widget") },
    now: () => first.clock.at ?? Date.now(),
    jobs,
  });
  const { url } = await application.listen();
  return {
    url,
    streamCount: () => application.pubsub.size,
    as: (guest) => ({
      ...guest,
      async ask(query, variables = {}) {
        const response = await fetch(`${url}/graphql`, {
          method: "POST",
          headers: { "content-type": "application/json", authorization: `Bearer ${guest.accessToken}` },
          body: JSON.stringify({ query, variables }),
        });
        const { data, errors = [] } = JSON.parse(await response.text());
        return { status: response.status, data, errors };
      },
    }),
    async close() {
      await application.close();
      await disconnect();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
