import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aDirectory, aHistory, clearAway } from "../../testing/data-directories.ts";
import { installProgram, startProgram } from "../../testing/program.ts";
import { withConnection } from "./client.ts";
import { type EmbeddedServer, joinServer } from "./embedded/join-server.ts";

const secret = "correct-horse";
let installation: string;
let program: string;
let migrationsDirectory: string;
let dataDirectory: string;
let server: EmbeddedServer;
let socket: string;

beforeAll(async () => {
  installation = await aDirectory();
  dataDirectory = await aDirectory();
  program = await installProgram(installation);
  migrationsDirectory = await aHistory({ "1_rows": "CREATE TABLE acknowledged (id bigint PRIMARY KEY)" });
  // A server that requires a password of one user, as an operator's own server does.
  server = await joinServer(dataDirectory, { info: () => {}, warn: () => {} }, { fsync: "off" });
  socket = new URL(server.urlOf("postgres")).searchParams.get("host") ?? "";
  const rules = join(dataDirectory, "postgres", "pg_hba.conf");
  await writeFile(rules, `local all operator scram-sha-256\n${await readFile(rules, "utf8")}`);
  await withConnection(server.urlOf("postgres"), async (connection) => {
    await connection.query("SELECT pg_reload_conf()");
    await connection.query(`CREATE ROLE operator LOGIN PASSWORD '${secret}'`);
    await connection.query("CREATE DATABASE owned OWNER operator");
    await connection.query("CREATE DATABASE foreign_one");
  });
});
afterAll(async () => {
  await server.leave();
  await Promise.all([installation, dataDirectory, migrationsDirectory].map(clearAway));
});

const onServer = (password: string, database: string) =>
  `postgresql://operator:${password}@localhost:5432/${database}?host=${encodeURIComponent(socket)}`;

/** Starts the program with a DATABASE_URL that cannot work; returns the paragraph it ends with. */
async function refusal(databaseUrl: string): Promise<string> {
  const running = startProgram(program, { databaseUrl, dataDirectory, migrationsDirectory });
  expect(await running.exited, running.lines.join("\n")).toBe(1);
  const paragraph = running.complaints().trim();
  expect(paragraph).not.toContain("\n");
  expect(`${paragraph}${running.lines.join()}`).not.toContain(secret);
  return paragraph;
}

describe("a DATABASE_URL", () => {
  it("that works opens the operator's own server, in UTC", async () => {
    const running = startProgram(program, {
      databaseUrl: onServer(secret, "owned"),
      dataDirectory,
      migrationsDirectory,
    });
    await running.line("open external");
    running.say("close");
    expect(await running.exited).toBe(0);
  });

  it("with a wrong password fails with a message that says so", async () => {
    const said = await refusal(onServer(`${secret}-battery`, "owned"));
    expect(said).toContain('cannot connect to the database "owned"');
    expect(said).toContain("The password is wrong");
  });

  it("without a password where the server requires one fails with a message that says so", async () => {
    expect(await refusal(onServer("", "owned"))).toContain("gives none");
  });

  it("of a database that does not exist fails with a message that says so", async () => {
    expect(await refusal(onServer(secret, "nowhere"))).toContain("There is no such database");
  });

  it("of a database where the user may not create tables fails with a message that says so", async () => {
    expect(await refusal(onServer(secret, "foreign_one"))).toContain("may not create tables");
  });

  it("of a port where nothing listens fails with a message that says so", async () => {
    const probe = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => probe.on("listening", resolve));
    const address = probe.address();
    const port = typeof address === "object" ? address?.port : null;
    await new Promise((resolve) => probe.close(resolve));
    const said = await refusal(`postgresql://operator:${secret}@127.0.0.1:${port}/owned`);
    expect(said).toContain(`on 127.0.0.1:${port} as operator. Nothing listens there.`);
  });

  it("of a host that has no address fails with a message that says so", async () => {
    expect(await refusal(`postgresql://operator:${secret}@database.invalid/owned`)).toMatch(/host name/);
  });

  it("of a port where something else answers fails with a message that says so", async () => {
    const other = createServer((connection) => {
      connection.resume();
      connection.end("HTTP/1.1 400 Bad Request\r\n\r\n");
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => other.on("listening", resolve));
    const address = other.address();
    const port = typeof address === "object" ? address?.port : null;
    expect(await refusal(`postgresql://operator:${secret}@127.0.0.1:${port}/owned`)).toContain(
      "cannot connect",
    );
    await new Promise((resolve) => other.close(resolve));
  });

  it("that is no PostgreSQL URL fails with a message that does not repeat it", async () => {
    expect(await refusal(`operator:${secret}@localhost/owned`)).toContain(
      "DATABASE_URL begins with operator:",
    );
    expect(await refusal(`postgresql://operator:${secret}@local host/owned`)).toContain("is not a URL");
    expect(await refusal(`mysql://operator:${secret}@localhost/owned`)).toContain(
      "Pacekeeper needs PostgreSQL",
    );
  });
});
