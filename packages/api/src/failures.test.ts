import { afterAll, beforeAll, expect, it } from "vitest";
import { askTask, aTask } from "./tasks/testing/task-requests.ts";
import { aTestApplication, type Guest, type TestApplication } from "./testing/application.ts";

let application: TestApplication;
let guest: Guest;
beforeAll(async () => {
  application = await aTestApplication();
  guest = await application.aGuest();
});
afterAll(() => application.close());

const UPDATE = `mutation ($input: UpdateTaskInput!) { it: updateTask(input: $input) { __typename
  ... on Error { code path message } } }`;

it("A failure tells its code, and the field that it is about", async () => {
  const { id } = await aTask(guest);
  await askTask(guest, "deleteTask", { id });
  const answer = await guest.ask(UPDATE, { input: { id, title: "Later" } });
  expect(answer.errors).toEqual([]);
  expect(answer.data.it).toMatchObject({ __typename: "NotFound", code: "NOT_FOUND", path: ["id"] });
});
