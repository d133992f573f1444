import { aRunningSession } from "./scene/past-session.ts";
import { expect, test } from "./scene/test.ts";
import { announced, clockOf, openToday, questionOf, sessionRows, statOf } from "./scene/today.ts";

const TWO_CLOSED = [{ active: 300 }, { active: 330, pause: { after: 100, seconds: 60 } }];

test.describe("a day of work by keyboard alone", () => {
  test("shows the closed questions in the numbers, the hours and the sessions", async ({ page, person }) => {
    await person.live(aRunningSession(TWO_CLOSED, 200));
    await openToday(page);
    await expect(questionOf(page, "Question 3")).toBeVisible();
    await expect(clockOf(page)).toHaveText(/^03:[2-5]\d$/);
    await expect(statOf(page, "Questions")).toHaveText(["2", "1 session"]);
    await expect(statOf(page, "Active")).toHaveText(["10:30", "raw 11:30"]);
    await expect(statOf(page, "Average").last()).toHaveText("target 05:30");
    await expect(statOf(page, "Average").first()).toHaveText("05:15");
    await expect(statOf(page, "Pace")).toHaveText(["💜✅ 95", "On target"]);
    await expect(sessionRows(page)).toHaveText([/–now Running\s*2\s*10:30\s*05:15\s*💜✅ On target 95/]);
    const hours = page.getByRole("table", { name: "Active minutes by hour" });
    const minutes = (await hours.getByRole("cell").allInnerTexts()).filter((text) => text.includes("minute"));
    const sum = minutes.reduce((total, text) => total + Number.parseInt(text, 10), 0);
    expect(sum, "rounded minutes of one or two hours").toBeGreaterThanOrEqual(10);
    expect(sum).toBeLessThanOrEqual(11);
  });

  test("starts, pauses, resumes, closes, takes back, ends and reopens", async ({ page, person }) => {
    await person.live(aRunningSession(TWO_CLOSED, 200));
    await openToday(page);
    await expect(questionOf(page, "Question 3")).toBeVisible();

    await page.keyboard.press("p");
    await expect(page.getByRole("button", { name: "Resume" })).toBeVisible();
    await expect(page.getByRole("main").getByText(/^Paused since \d\d:\d\d$/)).toBeVisible();
    await expect(announced(page, "Paused")).toBeAttached();

    await page.keyboard.press("p");
    await expect(page.getByRole("button", { name: "Pause", exact: true })).toBeVisible();
    await expect(announced(page, "Resumed")).toBeAttached();

    await page.keyboard.press("n");
    await expect(questionOf(page, "Question 4")).toBeVisible();
    await expect(clockOf(page)).toHaveText(/^00:\d\d$/);
    await expect(announced(page, "Question 4")).toBeAttached();
    await expect(statOf(page, "Questions").first()).toHaveText("3");
    await expect(sessionRows(page)).toHaveText([/–now Running\s*3\s*/]);

    await page.keyboard.press("u");
    await expect(questionOf(page, "Question 3")).toBeVisible();
    await expect(clockOf(page)).toHaveText(/^03:[2-5]\d$/);
    await expect(page.getByText("Question 3 is running again.")).toBeVisible();
    await expect(announced(page, "Question 3")).toBeAttached();
    await expect(statOf(page, "Active").first()).toHaveText("10:30");

    await page.keyboard.press("e");
    await expect(questionOf(page, "No session is running")).toBeVisible();
    await expect(
      page.getByText(/^Session ended: 3 questions, average 04:[3-5]\d, slightly fast$/),
    ).toBeVisible();
    await expect(announced(page, "Session ended")).toBeAttached();
    await expect(statOf(page, "Questions").first()).toHaveText("3");
    await expect(sessionRows(page)).not.toHaveText([/now/]);

    await page.getByRole("button", { name: "Reopen" }).click();
    await expect(questionOf(page, "Question 3")).toBeVisible();
    await expect(statOf(page, "Questions").first()).toHaveText("2");
    const [session] = await person.sessions();
    expect(session).toMatchObject({ isActive: true, questionCount: 2 });
    expect(session?.events.map(({ type }) => type)).toEqual([
      "NEXT",
      "NEXT",
      "PAUSE",
      "PAUSE",
      "NEXT",
      "PAUSE",
      "PAUSE",
      "NEXT",
      "UNDO",
      "EXIT",
      "REOPEN",
    ]);
  });

  test("says why nothing happens when there is nothing to take back or to pause", async ({
    page,
    person,
  }) => {
    expect(await person.press("NEXT")).toBeNull();
    await openToday(page);
    await page.keyboard.press("u");
    await expect(page.getByRole("alert")).toHaveText("Nothing to undo: question 1 is still running.");
    await page.keyboard.press("e");
    await expect(questionOf(page, "No session is running")).toBeVisible();
    await page.keyboard.press("p");
    await expect(page.getByRole("alert")).toHaveText("No session is running. Press Next to start one.");
    // It is only `aria-disabled`: it can be pressed, and says why it does nothing.
    await page.getByRole("button", { name: "Exit" }).click({ force: true });
    await expect(page.getByRole("alert")).toHaveText("No session is running. Press Next to start one.");
  });
});

test.describe("single keys", () => {
  test("are left to inputs, to modifiers and to open dialogs", async ({ page, person }) => {
    expect(await person.press("NEXT")).toBeNull();
    await page.goto("/settings");
    const name = page.getByRole("textbox", { name: "First name" });
    await name.pressSequentially("nupe");
    await expect(name).toHaveValue("nupe");
    await name.blur();
    for (const chord of ["Alt+p", "Control+e", "Meta+p"]) await page.keyboard.press(chord);
    await page.keyboard.press("?");
    const keys = page.getByRole("dialog", { name: "Keyboard" });
    await expect(keys).toBeVisible();
    await page.keyboard.press("e");
    await page.keyboard.press("Escape");
    await expect(keys).toBeHidden();
    await page.keyboard.press("p");
    await expect(page.getByRole("link", { name: /on this question, paused$/ })).toBeVisible();
    await expect
      .poll(async () => (await person.sessions())[0]?.events.map(({ type }) => type))
      .toEqual(["NEXT", "PAUSE"]);
  });

  test("can be switched off in Settings, and stay off after a reload", async ({ page, person }) => {
    expect(await person.press("NEXT")).toBeNull();
    await page.goto("/settings");
    const keys = page.getByRole("switch", { name: /^Single-key shortcuts/ });
    await keys.uncheck();
    await page.reload();
    await expect(keys).not.toBeChecked();
    await page.getByRole("heading", { name: "Settings" }).click();
    await page.keyboard.press("p");
    await keys.check();
    await page.getByRole("heading", { name: "Settings" }).click();
    await page.keyboard.press("n");
    await expect(page.getByRole("link", { name: /Q2.*on this question, running$/ })).toBeVisible();
    await expect
      .poll(async () => (await person.sessions())[0]?.events.map(({ type }) => type))
      .toEqual(["NEXT", "NEXT"]);
  });

  test("open the pages: G and then a number", async ({ page, person }) => {
    expect(await person.press("NEXT")).toBeNull();
    await openToday(page);
    await page.keyboard.press("g");
    await page.keyboard.press("2");
    await expect(page.getByRole("heading", { name: "Tasks" })).toBeVisible();
    await page.keyboard.press("g");
    await page.keyboard.press("6");
    await expect(page.getByRole("heading", { name: "Settings" })).toBeVisible();
    await page.keyboard.press("g");
    await page.keyboard.press("1");
    await expect(questionOf(page, "Question 1")).toBeVisible();
  });
});

test("nothing on the page moves when a session starts or ends", async ({ page, person: _ }) => {
  await openToday(page);
  await expect(questionOf(page, "No session is running")).toBeVisible();
  const next = page.getByRole("button", { name: /^(Start|Next)( N)?$/ });
  const idle = await next.boundingBox();
  await page.keyboard.press("n");
  await expect(questionOf(page, "Question 1")).toBeVisible();
  expect((await next.boundingBox())?.y).toBe(idle?.y);
});
