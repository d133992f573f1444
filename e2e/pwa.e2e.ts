import { aRunningSession } from "./scene/past-session.ts";
import { expect, test } from "./scene/test.ts";
import { clockOf, openToday, questionOf, sessionRows, statOf, viewerOf } from "./scene/today.ts";

test.describe("the installed app", () => {
  test("has a manifest whose icons load in the sizes they claim", async ({ page }) => {
    await page.goto("/");
    const address = await page.locator("link[rel=manifest]").getAttribute("href");
    const answer = await page.request.get(String(address));
    expect(answer.headers()["content-type"]).toContain("application/manifest+json");
    const manifest = await answer.json();
    expect(manifest).toMatchObject({ name: "Pacekeeper", display: "standalone", start_url: "/", scope: "/" });
    expect(manifest.icons.map(({ sizes }: { sizes: string }) => sizes)).toEqual(
      expect.arrayContaining(["192x192", "512x512"]),
    );
    for (const { src, sizes } of manifest.icons) {
      const size = await page.evaluate(async (address) => {
        const image = new Image();
        image.src = address;
        await image.decode();
        return `${image.naturalWidth}x${image.naturalHeight}`;
      }, src);
      expect(size).toBe(sizes);
    }
    for (const icon of await page.locator("link[rel*=icon]").all()) {
      expect((await page.request.get(String(await icon.getAttribute("href")))).ok()).toBe(true);
    }
  });

  test("opens without the server, with cached data", async ({ context, page, person, faults }) => {
    faults.expectLostConnections();
    await person.live(aRunningSession([{ active: 300 }, { active: 330 }], 100));
    await openToday(page);
    await expect(statOf(page, "Questions").first()).toHaveText("2");
    await page.evaluate(() => navigator.serviceWorker.ready);
    await context.setOffline(true);
    await page.reload();
    await expect(questionOf(page, "Question 3")).toBeVisible();
    await expect(clockOf(page)).toHaveText(/^0[12]:\d\d$/);
    await expect(statOf(page, "Active").first()).toHaveText("10:30");
    await expect(sessionRows(page)).toHaveCount(1);
    await expect(viewerOf(page)).toContainText("Offline");
    await sessionRows(page).getByRole("link").click();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.getByRole("link", { name: "Settings" }).click();
    await expect(page.getByRole("textbox", { name: "Target per question" })).toHaveValue("05:30");
  });

  test("queues presses after an offline start, and sends them when the server is back", async ({
    context,
    page,
    person,
    faults,
  }) => {
    faults.expectLostConnections();
    faults.expectRefusedTokens();
    await person.live(aRunningSession([{ active: 300 }], 100));
    await openToday(page);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await context.setOffline(true);
    await page.reload();
    await expect(questionOf(page, "Question 2")).toBeVisible();
    await page.keyboard.press("n");
    await page.keyboard.press("p");
    await expect(viewerOf(page)).toContainText("Offline, 2 events kept");
    await context.setOffline(false);
    await expect(viewerOf(page)).toContainText("Live", { timeout: 40_000 });
    await expect
      .poll(async () => (await person.sessions())[0]?.events.map(({ type }) => type))
      .toEqual(["NEXT", "NEXT", "NEXT", "PAUSE"]);
    await expect(questionOf(page, "Question 3")).toBeVisible();
    await expect(page.getByRole("button", { name: "Resume" })).toBeVisible();
  });

  test("does not intercept the server's own addresses", async ({ page }) => {
    await page.goto("/");
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload();
    await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
    const [health, schema] = await page.evaluate(() =>
      Promise.all(["/healthz", "/schema.graphql"].map((path) => fetch(path).then((answer) => answer.text()))),
    );
    expect(health).not.toContain("<!doctype html>");
    expect(schema).toContain("type Query");
  });
});

test("presses queued after an offline start are sent without a refusal first", async ({
  context,
  page,
  person,
  faults,
}) => {
  faults.expectLostConnections();
  await person.live(aRunningSession([{ active: 300 }], 100));
  await openToday(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await context.setOffline(true);
  await page.reload();
  await expect(questionOf(page, "Question 2")).toBeVisible();
  await page.keyboard.press("n");
  await expect(viewerOf(page)).toContainText("Offline, 1 event kept");
  const statuses: number[] = [];
  page.on("response", (response) => response.url().endsWith("/graphql") && statuses.push(response.status()));
  await context.setOffline(false);
  await expect(viewerOf(page)).toContainText("Live", { timeout: 40_000 });
  await expect.poll(async () => (await person.sessions())[0]?.events.length).toBe(3);
  expect(statuses.filter((status) => status !== 200)).toEqual([]);
});
