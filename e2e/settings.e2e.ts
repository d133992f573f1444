import type { Page } from "@playwright/test";
import { clockIn, dateIn } from "./scene/afternoon.ts";
import { aRunningSession, aSession } from "./scene/past-session.ts";
import { expect, test } from "./scene/test.ts";
import { openToday, statOf } from "./scene/today.ts";

const ME = "{ viewer { firstName lastName timezone weekStart targetSeconds abandonAfterHours } }";
/** The status beside a field after a change. */
const saved = (page: Page) => page.getByRole("status").filter({ hasText: /^Saved$/ });

test.describe("settings", () => {
  test("save a name, and show it in the rail", async ({ page, person }) => {
    await page.goto("/settings");
    await page.getByRole("textbox", { name: "First name" }).fill("Ilse");
    await page.getByRole("textbox", { name: "First name" }).press("Enter");
    await expect(saved(page)).toBeVisible();
    await page.getByRole("textbox", { name: "Last name" }).fill("Brandt");
    await page.getByRole("textbox", { name: "Last name" }).blur();
    await expect(page.getByRole("button", { name: /Ilse Brandt/ })).toBeVisible();
    await page.reload();
    await expect(page.getByRole("textbox", { name: "First name" })).toHaveValue("Ilse");
    expect((await person.ask(ME)).viewer).toMatchObject({ firstName: "Ilse", lastName: "Brandt" });
  });

  for (const width of [1700, 1280, 900, 390]) {
    test(`leave no hole between the fields at ${width} px`, async ({ page, person: _ }) => {
      await page.setViewportSize({ width, height: 800 });
      await page.goto("/settings");
      await expect(page.getByRole("textbox", { name: "First name" })).toBeVisible();
      for (const name of ["Profile", "Pace"]) {
        const holes = await page.getByRole("region", { name }).evaluate((region) => {
          const grid = region.querySelector('[data-part="fields"]');
          const end = Math.round(grid?.getBoundingClientRect().right ?? 0);
          const ends = new Map<number, number>();
          for (const field of grid?.querySelectorAll('[data-ui="field"]') ?? []) {
            const { top, right } = field.getBoundingClientRect();
            ends.set(top, Math.max(ends.get(top) ?? 0, Math.round(right)));
          }
          return { rows: ends.size, short: [...ends.values()].filter((right) => right !== end) };
        });
        expect(holes.rows).toBeGreaterThan(0);
        expect(holes.short, `rows of ${name} that end before the others`).toEqual([]);
      }
    });
  }

  test("show the current time in the zone, and keep it current", async ({ page, person }) => {
    await page.clock.install();
    await page.goto("/settings");
    const option = page.getByRole("combobox", { name: "Time zone" }).locator("option:checked");
    const before = clockIn(person.timezone, Date.now());
    await expect(option).toHaveText(new RegExp(`^${person.timezone} \\(\\d\\d:\\d\\d\\)$`));
    const first = await option.textContent();
    const after = clockIn(person.timezone, Date.now());
    expect([before, after].map((time) => `${person.timezone} (${time})`)).toContain(first);
    await page.clock.fastForward(60_000);
    await expect(option).not.toHaveText(first ?? "");
  });

  test("show a typed target in minutes", async ({ page, person: _ }) => {
    await page.goto("/settings");
    const target = page.getByRole("textbox", { name: "Target per question" });
    await expect(target).toHaveAccessibleDescription("5.5 minutes. From 00:10 to 60:00.");
    await target.fill("4:15");
    await expect(target).toHaveAccessibleDescription("4.25 minutes. From 00:10 to 60:00.");
    await target.fill("4:");
    await expect(target).toHaveAccessibleDescription("From 00:10 to 60:00.");
  });

  test("show Saved only for a while", async ({ page, person: _ }) => {
    await page.clock.install();
    await page.goto("/settings");
    await page.getByRole("combobox", { name: "Week starts on" }).selectOption("Sunday");
    await expect(saved(page)).toBeVisible();
    await page.clock.fastForward(3000);
    await expect(saved(page)).toBeHidden();
  });

  test("regroup the days when the zone is changed, after asking", async ({ page, person }) => {
    const start = Date.now() - 5 * 60_000;
    await person.live(aSession(start, [{ active: 200 }], "ended"));
    await page.goto("/");
    await expect(statOf(page, "Questions").first()).toHaveText("1");
    // A zone far enough away to have another date.
    const away = otherDay(person.timezone, start);
    await page.goto("/settings");
    const zone = page.getByRole("combobox", { name: "Time zone" });
    await zone.selectOption(away);
    const dialog = page.getByRole("dialog", { name: `Use ${away}?` });
    await expect(dialog.getByRole("button", { name: `Keep ${person.timezone}` })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(zone).toHaveValue(person.timezone);
    await zone.selectOption(away);
    await dialog.getByRole("button", { name: "Regroup my days" }).click();
    await expect(saved(page)).toBeVisible();
    await page.goto(`/day/${dateIn(person.timezone, start)}`);
    await expect(statOf(page, "Questions").first()).toHaveText("0");
    await page.goto(`/day/${dateIn(away, start)}`);
    await expect(statOf(page, "Questions").first()).toHaveText("1");
  });

  test("start the weeks on the chosen day", async ({ page, person }) => {
    await page.goto("/settings");
    await page.getByRole("combobox", { name: "Week starts on" }).selectOption("Wednesday");
    await expect(saved(page)).toBeVisible();
    await page.goto("/day/2025-01-10");
    await page.getByRole("link", { name: "The week" }).click();
    await expect(page).toHaveURL("/week/2025-01-08");
    expect((await person.ask(ME)).viewer.weekStart).toBe("WEDNESDAY");
  });

  test("change the target for future sessions, not for the running one", async ({ page, person }) => {
    await person.live(aRunningSession([{ active: 300 }], 20));
    await page.goto("/settings");
    const target = page.getByRole("textbox", { name: "Target per question" });
    await expect(target).toHaveValue("05:30");
    await target.fill("4:00");
    await target.press("Enter");
    await expect(saved(page)).toBeVisible();
    await openToday(page);
    await expect(page.getByText("target 05:30").first()).toBeVisible();
    await page.keyboard.press("e");
    await expect(page.getByRole("heading", { name: "No session is running" })).toBeVisible();
    await page.keyboard.press("n");
    await expect(page.getByText(/^03:5\d to target$/)).toBeVisible();
  });

  for (const { field, value, reason, inForce } of [
    {
      field: "Target per question",
      value: "soon",
      reason: "Enter minutes and seconds, such as 05:30.",
      inForce: "05:30",
    },
    {
      field: "Target per question",
      value: "61:00",
      reason: "Enter a target between 00:10 and 60:00.",
      inForce: "05:30",
    },
    {
      field: "Close an inactive session after",
      value: "25",
      reason: "Enter whole hours from 1 to 24.",
      inForce: "4",
    },
    { field: "First name", value: "x".repeat(101), reason: "100", inForce: "" },
  ]) {
    test(`keep the refused ${field} “${value.slice(0, 8)}” when the server answers again`, async ({
      context,
      faults,
      page,
      person: _,
    }) => {
      faults.expectLostConnections();
      await page.goto("/settings");
      const input = page.getByRole("textbox", { name: field });
      await input.fill(value);
      await input.press("Enter");
      await expect(input).toHaveAttribute("aria-invalid", "true");
      const answered = page.waitForResponse((response) =>
        Boolean(response.request().postData()?.includes("query App")),
      );
      await context.setOffline(true);
      await context.setOffline(false);
      await answered;
      await expect(page.getByRole("button", { name: /Live/ })).toBeVisible();
      await expect(input).toHaveValue(value);
    });

    test(`keep the refused ${field} “${value.slice(0, 8)}” with its reason`, async ({ page, person }) => {
      await page.goto("/settings");
      const input = page.getByRole("textbox", { name: field });
      await input.fill(value);
      await input.press("Enter");
      await expect(input).toHaveValue(value);
      await expect(input).toHaveAttribute("aria-invalid", "true");
      await expect(input).toHaveAccessibleDescription(new RegExp(reason));
      if (inForce) await expect(input).toHaveAccessibleDescription(new RegExp(`${inForce} still applies`));
      expect((await person.ask(ME)).viewer).toMatchObject({
        targetSeconds: 330,
        abandonAfterHours: 4,
        firstName: "",
      });
    });
  }

  test("change when an inactive session is closed", async ({ page, person }) => {
    await page.goto("/settings");
    const hours = page.getByRole("textbox", { name: "Close an inactive session after" });
    await hours.fill("2");
    await hours.press("Enter");
    await expect(saved(page)).toBeVisible();
    await person.live(aSession(Date.now() - 4 * 3_600_000, [{ active: 300 }], "running"));
    await page.goto("/");
    await expect(page.getByRole("heading", { name: "No session is running" })).toBeVisible();
    await expect(statOf(page, "Questions").first()).toHaveText("1");
  });

  test("switch the colours, for this browser and after a reload", async ({ page, person: _ }) => {
    await page.goto("/settings");
    const scheme = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
    await page.getByRole("combobox", { name: "Colours" }).selectOption("Dark");
    await expect(page.locator("html")).toHaveAttribute("data-scheme", "dark");
    expect(await scheme()).toBe("dark");
    await page.reload();
    await expect(page.locator("html")).toHaveAttribute("data-scheme", "dark");
    await page.getByRole("button", { name: "Switch colour scheme" }).click();
    await expect(page.locator("html")).toHaveAttribute("data-scheme", "light");
  });

  test("create a connection code, list the connection and revoke it", async ({ page, person, baseURL }) => {
    await page.goto("/settings");
    await expect(page.getByText("Nothing is connected yet.")).toBeVisible();
    await page.getByRole("button", { name: /connection code/i }).click();
    const code = page.getByRole("textbox", { name: "Connection code" });
    await expect(code).toHaveValue(/^[\w-]{40,}$/);
    const link = JSON.parse(Buffer.from(await code.inputValue(), "base64url").toString());
    expect(link.server).toBe(baseURL);
    const asWidget = () =>
      page.request
        .fetch("/graphql", {
          method: "POST",
          headers: { authorization: `Bearer ${link.token}` },
          data: { query: "{ viewer { activeSession { id } } }" },
        })
        .then((answer) => answer.json());
    expect((await asWidget()).data.viewer).toEqual({ activeSession: null });
    const revoke = page.getByRole("button", { name: /^Revoke / });
    await expect(revoke).toHaveCount(1);
    await expect(page.getByRole("listitem").filter({ hasText: "Record work" })).toBeVisible();
    await revoke.click();
    await page
      .getByRole("dialog", { name: "Revoke Widget?" })
      .getByRole("button", { name: "Revoke it" })
      .click();
    await expect(page.getByText(/can no longer record your work\.$/)).toBeVisible();
    await expect(page.getByText("Nothing is connected yet.")).toBeVisible();
    expect((await asWidget()).errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
    expect(person.token).toBeTruthy();
  });

  test("are empty for a visitor, with a next step", async ({ page }) => {
    await page.goto("/settings");
    await expect(page.getByRole("heading", { name: "Nothing to set yet" })).toBeVisible();
    await page.getByRole("link", { name: "Go to Today" }).click();
    await expect(page.getByRole("button", { name: "Start" })).toBeVisible();
  });
});

/** A zone in which the instant has another date. */
function otherDay(timeZone: string, at: number): string {
  const away = Intl.supportedValuesOf("timeZone").find((zone) => dateIn(zone, at) !== dateIn(timeZone, at));
  return away ?? timeZone;
}
