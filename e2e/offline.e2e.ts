import type { BrowserContext, Page } from "@playwright/test";
import { anOwnServer, type OwnServer } from "./scene/own-server.ts";
import { aRunningSession } from "./scene/past-session.ts";
import { aGuest, type Person } from "./scene/person.ts";
import { expect, test as inScene } from "./scene/test.ts";
import { clockOf, questionOf, statOf, viewerOf } from "./scene/today.ts";

interface Losable {
  readonly server: OwnServer;
  /** A guest on that server, with a question that has run for 200 s, after a closed one of 300 s. */
  readonly worker: Person;
}

/** With its own server, which the test may kill. */
const test = inScene.extend<Losable>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameters of a fixture from its pattern
  server: async ({}, use) => {
    const server = await anOwnServer();
    await server.start();
    await use(server);
    await server.discard();
  },
  worker: async ({ server, context, playwright, timezoneId, faults }, use) => {
    faults.expectLostConnections();
    faults.expectRefusedTokens();
    const outside = await playwright.request.newContext();
    const person = await aGuest(context.request, outside, timezoneId ?? "Europe/Berlin", server.origin);
    await person.live(aRunningSession([{ active: 300 }], 200));
    await use(person);
    await outside.dispose();
  },
});

// The server starts twice, and the page waits longer after each retry.
async function atWork(context: BrowserContext, server: OwnServer) {
  const page = await context.newPage();
  await page.goto(server.origin);
  await expect(questionOf(page, "Question 2")).toBeVisible();
  await expect(statOf(page, "Questions").first()).toHaveText("1");
  await expect(viewerOf(page)).toContainText("Live");
  return page;
}
/** The number of queued events that would survive a reload. */
const onDisk = (page: Page) =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("pacekeeper.event.")).length);
const typesOf = async (person: Person) => (await person.sessions())[0]?.events.map(({ type }) => type);

test.describe("when the server is lost", () => {
  test("the screen says so, keeps counting and queues presses", async ({ context, server, worker }) => {
    const page = await atWork(context, server);
    await server.kill();
    await page.keyboard.press("p");
    await expect(viewerOf(page)).toContainText("Offline, 1 event kept");
    await expect(
      page.getByText(/^Offline since \d\d:\d\d\. 1 event is kept here and sent in order\.$/),
    ).toBeVisible();
    await expect(page.getByRole("button", { name: "Resume" })).toBeVisible();
    await page.keyboard.press("p");
    await page.keyboard.press("n");
    await expect(questionOf(page, "Question 3")).toBeVisible();
    await expect(viewerOf(page)).toContainText("Offline, 3 events kept");
    await expect(statOf(page, "Questions").first()).toHaveText("2");
    const before = (await clockOf(page).textContent()) ?? "";
    await expect(clockOf(page)).not.toHaveText(before);

    await server.start();
    await expect(viewerOf(page)).toContainText("Live", { timeout: 40_000 });
    await expect(page.getByText(/kept here/)).toBeHidden();
    await expect(questionOf(page, "Question 3")).toBeVisible();
    await expect.poll(() => typesOf(worker)).toEqual(["NEXT", "NEXT", "PAUSE", "PAUSE", "NEXT"]);
    await expect(statOf(page, "Questions").first()).toHaveText("2");
  });

  test("queued presses survive a reload, and are sent when the server is back", async ({
    context,
    server,
    worker,
  }) => {
    const page = await atWork(context, server);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload();
    await expect(questionOf(page, "Question 2")).toBeVisible();
    await server.kill();
    await page.keyboard.press("n");
    await page.keyboard.press("n");
    await expect(viewerOf(page)).toContainText("Offline, 2 events kept");
    expect(await onDisk(page)).toBe(2);
    await page.reload();
    await expect(questionOf(page, "Question 4")).toBeVisible();
    await expect(viewerOf(page)).toContainText("Offline, 2 events kept");
    await server.start();
    await expect(viewerOf(page)).toContainText("Live", { timeout: 40_000 });
    await expect.poll(() => typesOf(worker)).toEqual(["NEXT", "NEXT", "NEXT", "NEXT"]);
    await expect(questionOf(page, "Question 4")).toBeVisible();
  });

  test("two tabs share one queue and send each event once", async ({ context, server, worker }) => {
    const one = await atWork(context, server);
    const other = await atWork(context, server);
    await server.kill();
    await one.keyboard.press("n");
    await expect(questionOf(other, "Question 3")).toBeVisible();
    await other.keyboard.press("n");
    await expect(questionOf(one, "Question 4")).toBeVisible();
    await one.keyboard.press("p");
    await expect(other.getByRole("button", { name: "Resume" })).toBeVisible();
    await expect(viewerOf(one)).toContainText("3 events kept");
    await expect(viewerOf(other)).toContainText("3 events kept");
    await server.start();
    await expect(viewerOf(one)).toContainText("Live", { timeout: 40_000 });
    await expect(viewerOf(other)).toContainText("Live", { timeout: 40_000 });
    await expect.poll(() => typesOf(worker)).toEqual(["NEXT", "NEXT", "NEXT", "NEXT", "PAUSE"]);
    const [session] = await worker.sessions();
    const ids = session?.events.map(({ clientEventId }) => clientEventId) ?? [];
    expect(new Set(ids).size).toBe(5);
    await expect(questionOf(other, "Question 4")).toBeVisible();
  });

  test("an Exit that was not sent yet can be taken back by Reopen", async ({ context, server, worker }) => {
    const page = await atWork(context, server);
    await server.kill();
    await page.keyboard.press("e");
    await expect(questionOf(page, "No session is running")).toBeVisible();
    await expect(viewerOf(page)).toContainText("1 event kept");
    await page.getByRole("button", { name: "Reopen" }).click();
    await expect(questionOf(page, "Question 2")).toBeVisible();
    await server.start();
    await expect(viewerOf(page)).toContainText("Live", { timeout: 40_000 });
    expect(await typesOf(worker)).toEqual(["NEXT", "NEXT"]);
  });
});

test("times pressed offline are kept, however late they are sent", async ({ context, server, worker }) => {
  const page = await context.newPage();
  await page.clock.install();
  await page.goto(server.origin);
  await expect(questionOf(page, "Question 2")).toBeVisible();
  await expect(statOf(page, "Questions").first()).toHaveText("1");
  await context.setOffline(true);
  const pressAfter = async (key: string, wait: string) => {
    await page.clock.fastForward(wait);
    await page.keyboard.press(key);
  };
  // In total less than the question has already run, so for the server all presses lie in the past.
  await page.keyboard.press("n");
  await pressAfter("p", "01:00");
  await pressAfter("p", "00:30");
  await pressAfter("n", "01:00");
  await expect(questionOf(page, "Question 4")).toBeVisible();
  await expect(statOf(page, "Questions").first()).toHaveText("3");
  await context.setOffline(false);
  await expect.poll(() => typesOf(worker)).toEqual(["NEXT", "NEXT", "NEXT", "PAUSE", "PAUSE", "NEXT"]);
  const { viewer } = await worker.ask(
    "{ viewer { activeSession { questions(first: 9) { nodes { activeSeconds rawSeconds } } } } }",
  );
  const last = viewer.activeSession.questions.nodes.at(-1);
  const paused = last.rawSeconds - last.activeSeconds;
  expect(paused).toBeGreaterThanOrEqual(30);
  expect(paused).toBeLessThan(60);
  expect(last.activeSeconds).toBeGreaterThanOrEqual(120);
  expect(last.activeSeconds).toBeLessThan(180);
});
