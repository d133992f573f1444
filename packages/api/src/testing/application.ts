import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApplication } from "../application.ts";
import { readConfiguration } from "../platform/config/configuration.ts";
import { createLog } from "../platform/log.ts";
import { RATE_LIMITS } from "../rooms.ts";
import { aTestDatabase, type TestDatabase } from "./database.ts";

/** A GraphQL answer over HTTP. Its data is as loose as JSON, since each test knows its own document. */
export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the test's own document
  readonly data: any;
  readonly errors: {
    message: string;
    path?: readonly (string | number)[];
    extensions: { code?: string } & Record<string, unknown>;
  }[];
}

/** A whole server on its own database, and people who use it. */
export interface TestApplication {
  readonly url: string;
  readonly db: TestDatabase;
  /** The server's clock: the real one until set, in epoch milliseconds. */
  readonly clock: { at: number | null };
  /** Posts a document as a visitor. */
  ask(query: string, variables?: object, headers?: Record<string, string>): Promise<Answer>;
  /** A new guest. @param timezone an IANA name */
  aGuest(timezone?: string): Promise<Guest>;
  /** Runs a job by name now. */
  runJob(name: string): Promise<void>;
  /** How many streams of changes are open in it. */
  streamCount(): number;
  close(): Promise<void>;
}

export interface Guest {
  readonly accessToken: string;
  /** The raw id of the user's row. */
  readonly userId: string;
  /** Posts a document with the guest's bearer token. */
  ask(query: string, variables?: object): Promise<Answer>;
}

/**
 * Starts an application on any free port, without rate limits unless the environment sets them.
 *
 * @param jobs whether jobs run by the clock; only tests about that need it
 */
export async function aTestApplication(
  environment: Record<string, string> = {},
  { jobs = false }: { readonly jobs?: boolean } = {},
): Promise<TestApplication> {
  const db = await aTestDatabase();
  const directory = mkdtempSync(join(tmpdir(), "pacekeeper-application-"));
  const clock: { at: number | null } = { at: null };
  const variables = {
    PORT: "0",
    RATE_LIMIT_FACTOR: "0",
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? "silent",
    ...environment,
  };
  const machine = { isRoot: false, projectDirectory: directory };
  const config = readConfiguration(variables, machine, RATE_LIMITS);
  const application = createApplication({
    config,
    log: createLog(config.logLevel),
    db,
    secretKey: "a key of the tests, with more than 32 characters",
    assets: { web: join(directory, "web"), widget: join(directory, "widget") },
    now: () => clock.at ?? Date.now(),
    jobs,
  });
  const { port, url } = await application.listen();

  const ask = async (
    query: string,
    values: object = {},
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const response = await fetch(`http://localhost:${port}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ query, variables: values }),
    });
    const { data, errors = [] } = JSON.parse(await response.text());
    return { status: response.status, data, errors };
  };

  return {
    url,
    db,
    clock,
    ask,
    runJob: application.runJob,
    streamCount: () => application.pubsub.size,
    async aGuest(timezone = "UTC") {
      const document = `mutation ($timezone: String) { continueAsGuest(input: { timezone: $timezone }) {
        ... on LoginPayload { accessToken user { id } } } }`;
      const { data } = await ask(document, { timezone });
      const { accessToken, user } = data.continueAsGuest;
      const userId = Buffer.from(user.id, "base64").toString().slice("User:".length);
      return {
        accessToken,
        userId,
        ask: (query, values) => ask(query, values, { authorization: `Bearer ${accessToken}` }),
      };
    },
    async close() {
      await application.close();
      await db.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
