import { connect } from "node:net";
import { expect, it } from "vitest";
import { aPlatformServer } from "../testing/platform-server.ts";

it("finishes a running request before it stops, and does not wait for idle connections", async () => {
  let answer = (_viewer: null) => {};
  let asked = () => {};
  const running = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const server = await aPlatformServer(
    {},
    {
      authenticate: () => {
        asked();
        return new Promise((resolve) => {
          answer = resolve;
        });
      },
    },
  );
  const idle = connect(server.port, "127.0.0.1");
  await new Promise((resolve) => idle.once("connect", resolve));
  const idleEnded = new Promise((resolve) => idle.once("close", resolve));
  const slow = server.ask("{ greeting }", { headers: { cookie: "pacekeeper=ada" } });
  await running;
  const stopped = server.stop();
  await idleEnded;
  answer(null);
  expect((await slow).data).toEqual({ greeting: "hello" });
  await stopped;
});

it("reports that the port is taken", async () => {
  const first = await aPlatformServer();
  await expect(aPlatformServer({ PORT: String(first.port) })).rejects.toMatchObject({ code: "EADDRINUSE" });
  await first.stop();
});

it("masks a fault outside of GraphQL, and logs it with its reference", async () => {
  const server = await aPlatformServer(
    {},
    { authenticate: () => Promise.reject(new Error("the password is hunter2")) },
  );
  const answer = await server.ask("{ greeting }", { headers: { authorization: "Bearer ada" } });
  expect(answer).toMatchObject({ status: 500, errors: [{ extensions: { code: "INTERNAL" } }] });
  expect(answer.text).not.toContain("hunter2");
  const reference = answer.errors[0]?.extensions.reference;
  expect(server.logged.find((line) => line.reference === reference)).toMatchObject({
    err: { message: "the password is hunter2" },
  });
  await server.stop();
});

it("logs no credentials", async () => {
  const server = await aPlatformServer();
  await server.ask("{ greeting fault }", {
    headers: { authorization: "Bearer ada", cookie: "pacekeeper=bob" },
  });
  expect(JSON.stringify(server.logged)).not.toMatch(/Bearer|pacekeeper=/);
  await server.stop();
});
