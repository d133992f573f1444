import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aTestDatabase, type TestDatabase } from "../../testing/database.ts";
import { createLog } from "../log.ts";
import { publicError } from "./faults.ts";

const WARNING = 40;
const ERROR = 50;

let db: TestDatabase;
const logged: { level: number }[] = [];
const scene = {
  log: createLog("debug", { write: (line) => logged.push(JSON.parse(line)) }),
  requestId: "request",
};

beforeAll(async () => {
  db = await aTestDatabase();
});
afterAll(() => db.close());

it("A row that is gone when it is read again is no fault", async () => {
  const error = await db.prisma.user
    .findUniqueOrThrow({ where: { id: randomUUID() } })
    .catch((thrown: unknown) => thrown);
  expect(publicError(error, scene).extensions.code).toBe("NOT_FOUND");
  expect(logged.splice(0).map(({ level }) => level)).toEqual([WARNING]);
});

it("Any other failure of a statement is a fault, and masked", async () => {
  const error = await db.prisma.$queryRaw`SELECT nothing_like_this`.catch((thrown: unknown) => thrown);
  const { extensions, message } = publicError(error, scene);
  expect(extensions.code).toBe("INTERNAL");
  expect(message).not.toContain("nothing_like_this");
  expect(logged.splice(0).map(({ level }) => level)).toEqual([ERROR]);
});
