import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type Account, anAccount, login } from "../accounts/testing/accounts.ts";
import { aTestApplication, type Guest, type TestApplication } from "../testing/application.ts";
import { askTask, askTimer, aTask, theTask, titles } from "./testing/task-requests.ts";

let application: TestApplication;
let account: Account;
let guest: Guest;
beforeAll(async () => {
  application = await aTestApplication();
});
beforeEach(async () => {
  account = await anAccount(application);
  guest = await application.aGuest();
});
afterAll(() => application.close());

const logIn = () =>
  login(application, { email: account.email }, { authorization: `Bearer ${guest.accessToken}` });
const plan = (person: Pick<Guest, "ask">, workSeconds: number) =>
  person.ask(
    "mutation ($input: UpdatePomodoroPlanInput!) { updatePomodoroPlan(input: $input) { __typename } }",
    { input: { workSeconds } },
  );
const workOf = async (person: Pick<Guest, "ask">) =>
  (await person.ask("{ viewer { pomodoroPlan { workSeconds } } }")).data.viewer.pomodoroPlan.workSeconds;

it("A guest's running timer keeps running in the account: the same run with the same end", async () => {
  const { id } = await aTask(guest, "Laundry", 2700);
  await askTimer(guest, "startTimer", id);
  await askTimer(guest, "stopTimer", id);
  const { timer } = await askTimer(guest, "startTimer", id);
  await logIn();
  const moved = await theTask(account, id);
  expect(moved.timer).toMatchObject({ status: "RUNNING", runId: timer.runId, endsAt: timer.endsAt });
  const { data } = await account.ask("{ viewer { timerRuns { nodes { id } } } }");
  expect(data.viewer.timerRuns.nodes.length).toBe(2);
  expect((await askTimer(account, "pauseTimer", id)).timer.status).toBe("PAUSED");
});

it("The guest's tasks come after the account's, in their order and without gaps", async () => {
  for (const title of ["a", "b"]) await aTask(account, title, null);
  const made = [];
  for (const title of ["x", "y", "z"]) made.push(await aTask(guest, title, null));
  await askTask(guest, "updateTask", { id: made[1].id, completed: true });
  await logIn();
  expect(await titles(account)).toEqual(["a", "b", "x", "z"]);
  expect(await titles(account, true)).toEqual(["y"]);
  const { data } = await account.ask(
    "{ viewer { tasks(filter: { completed: false }) { nodes { position } } } }",
  );
  expect(data.viewer.tasks.nodes.map(({ position }: { position: number }) => position)).toEqual([0, 1, 2, 3]);
});

it("A claim happens once, even when two tabs log in at the same moment", async () => {
  await aTask(guest, "x", null);
  await Promise.all([logIn(), logIn()]);
  expect(await titles(account)).toEqual(["x"]);
});

it.each([
  ["The account's plan stays", 600, 600],
  ["An account without a plan gets the guest's", null, 1200],
])("%s", async (_what, ofAccount, after) => {
  if (ofAccount) await plan(account, ofAccount);
  await plan(guest, 1200);
  await logIn();
  expect(await workOf(account)).toBe(after);
});
