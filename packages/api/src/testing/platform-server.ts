import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { Pool } from "pg";
import { aUser } from "../accounts/testing/a-user.ts";
import { PrismaClient } from "../generated/prisma/client.ts";
import { readConfiguration } from "../platform/config/configuration.ts";
import { MUTATIONS, NEW_DOCUMENTS, READS } from "../platform/config/rate-limits.ts";
import { createLog } from "../platform/log.ts";
import { createServer, type Server, type ServerOptions } from "../platform/server.ts";
import { type Viewer, viewerByLogin } from "../platform/viewer.ts";
import { throwawaySchema } from "./throwaway-schema.ts";

/** A viewer by name, with a login. */
function aLogin(name: string): Viewer {
  return viewerByLogin(aUser({ id: name, kind: "REGISTERED" }), `session of ${name}`, null);
}

export interface PlatformServer {
  url: string;
  port: number;
  server: Server;
  /** The parsed log lines. */
  logged: Record<string, unknown>[];
  /** The directories of the interface's and the widget's built files; both empty. */
  assets: { web: string; widget: string };
  /** Credentials, bearer or cookie, and their viewers; delete one to revoke it. */
  logins: Map<string, Viewer>;
  /** Posts a document; returns the status, headers and parsed body. */
  ask(query: string, more?: AskOptions): Promise<Answer>;
  stop(): Promise<void>;
}

export interface AskOptions {
  variables?: Record<string, unknown>;
  operationName?: string;
  headers?: Record<string, string>;
}

export interface Answer {
  status: number;
  headers: Headers;
  data: Record<string, unknown> | null | undefined;
  errors: { message: string; path?: unknown[]; extensions: Record<string, unknown> }[];
  text: string;
}

let schema: ReturnType<typeof throwawaySchema> | undefined;

/**
 * A listening server with the throwaway schema, on any free port, and one login per given name: the name is its bearer
 * token and its cookie. The database client is real but never connects.
 */
export async function aPlatformServer(
  environment: Record<string, string> = {},
  more: Partial<ServerOptions> = {},
): Promise<PlatformServer> {
  schema ??= throwawaySchema();
  const directory = mkdtempSync(join(tmpdir(), "pacekeeper-platform-"));
  const assets = { web: join(directory, "web"), widget: join(directory, "widget") };
  const logged: Record<string, unknown>[] = [];
  const logins = new Map<string, Viewer>(["ada", "bob"].map((name) => [name, aLogin(name)]));
  const nowhere = "postgresql://nobody@127.0.0.1:9/none";
  const pool = new Pool({ connectionString: nowhere });
  const server = createServer({
    config: readConfiguration({ PORT: "0", ...environment }, { isRoot: false, projectDirectory: directory }, [
      MUTATIONS,
      NEW_DOCUMENTS,
      READS,
    ]),
    log: createLog("debug", { write: (line) => logged.push(JSON.parse(line)) }),
    schema,
    db: { prisma: new PrismaClient({ adapter: new PrismaPg({ connectionString: nowhere }) }), pool },
    secretKey: "a key of the tests, with more than 32 characters",
    authenticate: async ({ bearer, cookie }) => logins.get(bearer ?? cookie ?? "") ?? "rejected",
    ready: async () => {},
    assets,
    ...more,
  });
  const { url, port } = await server.listen();
  return {
    url,
    port,
    server,
    logged,
    assets,
    logins,
    ask: (query, options) => ask(url, query, options),
    async stop() {
      await server.close();
      await pool.end();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function ask(url: string, query: string, { headers, ...parameters }: AskOptions = {}): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query, ...parameters }),
  });
  const text = await response.text();
  const { data, errors = [] } = JSON.parse(text);
  return { status: response.status, headers: response.headers, data, errors, text };
}
