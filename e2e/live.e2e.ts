import { aRunningSession } from "./scene/past-session.ts";
import { expect, test } from "./scene/test.ts";
import { openToday, questionOf, sessionRows, statOf } from "./scene/today.ts";

test.describe("a change made anywhere", () => {
  test("shows in the other tab without a reload", async ({ context, person }) => {
    expect(await person.press("NEXT")).toBeNull();
    const [one, other] = [await context.newPage(), await context.newPage()];
    await openToday(one);
    await openToday(other);
    await one.keyboard.press("n");
    await expect(questionOf(other, "Question 2")).toBeVisible();
    await expect(statOf(other, "Questions").first()).toHaveText("1");
    await other.keyboard.press("p");
    await expect(one.getByRole("button", { name: "Resume" })).toBeVisible();
    await one.keyboard.press("e");
    await expect(questionOf(other, "No session is running")).toBeVisible();
    await expect(sessionRows(other)).not.toHaveText([/now/]);
  });

  test("shows here when another client makes it over the API", async ({ page, person }) => {
    await page.goto("/");
    await expect(questionOf(page, "No session is running")).toBeVisible();
    expect(await person.press("NEXT")).toBeNull();
    await expect(questionOf(page, "Question 1")).toBeVisible();
    expect(await person.press("PAUSE")).toBeNull();
    await expect(page.getByRole("button", { name: "Resume" })).toBeVisible();
    expect(await person.press("NEXT", { estimatedSeconds: 180 })).toBeNull();
    await expect(questionOf(page, "Question 2")).toBeVisible();
    await expect(page.getByText(/^0[23]:\d\d to target$/)).toBeVisible();
    await expect(sessionRows(page)).toHaveText([/–now Running\s*1/]);
    expect(await person.press("UNDO")).toBeNull();
    await expect(questionOf(page, "Question 1")).toBeVisible();
    expect(await person.press("EXIT")).toBeNull();
    await expect(questionOf(page, "No session is running")).toBeVisible();
    await expect(statOf(page, "Questions").first()).toHaveText("1");
  });

  test("reaches another client when it is made here", async ({ page, person }) => {
    await page.goto("/");
    await expect(questionOf(page, "No session is running")).toBeVisible();
    await page.keyboard.press("n");
    await expect.poll(async () => (await person.sessions()).map(({ isActive }) => isActive)).toEqual([true]);
    await page.keyboard.press("p");
    await expect.poll(async () => (await person.sessions())[0]?.isPaused).toBe(true);
  });
});

test("two tabs that press N at once open one session, and agree on it", async ({ context, person }) => {
  const [one, other] = [await context.newPage(), await context.newPage()];
  for (const page of [one, other]) {
    await page.goto("/");
    await expect(questionOf(page, "No session is running")).toBeVisible();
  }
  await Promise.all([one.keyboard.press("n"), other.keyboard.press("n")]);
  await expect.poll(async () => (await person.sessions())[0]?.events.length).toBe(2);
  const sessions = await person.sessions();
  expect(sessions).toHaveLength(1);
  // Presses at the same instant leave no question between them.
  const question = `Question ${(sessions[0]?.questionCount ?? 0) + 1}`;
  await expect(questionOf(one, question)).toBeVisible();
  await expect(questionOf(other, question)).toBeVisible();
  await expect(sessionRows(one)).toHaveCount(1);
  await expect(sessionRows(other)).toHaveCount(1);
});

test("a press that the server refuses is rolled back, and the reason is shown", async ({
  context,
  page,
  person,
  faults,
}) => {
  faults.expectLostConnections();
  await person.live(aRunningSession([{ active: 300 }], 60));
  await openToday(page);
  await context.setOffline(true);
  await page.keyboard.press("p");
  await expect(page.getByRole("button", { name: "Resume" })).toBeVisible();
  expect(await person.press("EXIT")).toBeNull();
  await context.setOffline(false);
  await expect(page.getByRole("alert").filter({ hasText: /ended/i })).toBeVisible();
  await expect(questionOf(page, "No session is running")).toBeVisible();
  await expect(page.getByRole("button", { name: "Start" })).toBeVisible();
  const [session] = await person.sessions();
  expect(session?.events.map(({ type }) => type)).toEqual(["NEXT", "NEXT", "EXIT"]);
});

test("an outdated answer does not bring back old numbers", async ({ page, person }) => {
  await person.live(aRunningSession([{ active: 300 }], 60));
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let arrived = () => {};
  const answered = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  await openToday(page);
  await expect(statOf(page, "Questions").first()).toHaveText("1");
  let isFirst = true;
  await page.route("**/graphql", async (route) => {
    if (!isFirst || !route.request().postData()?.includes("DayPage")) return route.continue();
    isFirst = false;
    // The server has answered, but the answer is delayed.
    const response = await route.fetch();
    arrived();
    await held;
    await route.fulfill({ response });
  });
  await page.getByRole("link", { name: "Week" }).click();
  await page.getByRole("main").getByRole("link", { name: "Today" }).click();
  await answered;
  expect(await person.press("NEXT")).toBeNull();
  await expect(statOf(page, "Active").first()).toHaveText(/^06:0\d$/);
  // The page discards it and asks once more.
  let answers = 0;
  const second = page.waitForResponse((response) => {
    answers += response.request().postData()?.includes("DayPage") ? 1 : 0;
    return answers === 2;
  });
  letGo();
  await second;
  await expect(statOf(page, "Questions").first()).toHaveText("2");
  await expect(statOf(page, "Active").first()).toHaveText(/^06:0\d$/);
});
