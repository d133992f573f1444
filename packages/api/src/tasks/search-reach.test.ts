import { afterAll, beforeAll, expect, it } from "vitest";
import { aTestApplication, type TestApplication } from "../testing/application.ts";
import { askTask } from "./testing/task-requests.ts";

let application: TestApplication;
beforeAll(async () => {
  application = await aTestApplication();
});
afterAll(() => application.close());

it("A token for timers finds tasks by their titles only, since it may not read descriptions", async () => {
  const guest = await application.aGuest();
  await askTask(guest, "createTask", { title: "Bank", description: "The pin is 4711" });
  const SEARCH =
    "query ($search: String) { viewer { tasks(filter: { search: $search }) { nodes { title } } } }";
  const found = async (scopes: string, search: string) => {
    const { data } = await guest.ask(
      `mutation { createApiToken(input: { name: "x", scopes: [${scopes}] }) { ... on CreateApiTokenPayload { token } } }`,
    );
    const authorization = `Bearer ${data.createApiToken.token}`;
    const answer = await application.ask(SEARCH, { search }, { authorization });
    return answer.data.viewer.tasks.nodes.length;
  };
  expect(await found("TIMERS_WRITE", "bank")).toBe(1);
  expect(await found("TIMERS_WRITE", "4711")).toBe(0);
  expect(await found("TIMERS_WRITE, READ", "4711")).toBe(1);
});
