import type { Page } from "@playwright/test";
import { aPlainProxy, type PlainProxy } from "./scene/plain-proxy.ts";
import { expect, test as inScene } from "./scene/test.ts";
import { questionOf, statOf, viewerOf } from "./scene/today.ts";

/** Behind a proxy that forwards requests and refuses sockets until told otherwise. */
const test = inScene.extend<{ readonly way: PlainProxy }>({
  way: async ({ baseURL, faults }, use) => {
    faults.expectLostConnections();
    const way = await aPlainProxy(baseURL ?? "");
    await use(way);
    way.close();
  },
});

/** Slightly longer than the longest polling interval. */
const aTurn = (page: Page) => page.clock.fastForward(11_500);

/** Counts the page's requests from now on, all of them or those of one operation. */
function counting(page: Page, operation = "") {
  let count = 0;
  page.on("request", (request) => {
    if (request.method() === "POST" && request.postData()?.includes(operation)) count += 1;
  });
  return () => count;
}

/** Opens Today with a clock that the test moves. */
async function atWork(page: Page, way: PlainProxy) {
  await page.clock.install();
  await page.goto(way.origin);
  await expect(questionOf(page, "No session is running")).toBeVisible();
}

test.describe("without WebSockets", () => {
  test("changes from elsewhere appear within a polling interval", async ({ page, person, way }) => {
    await atWork(page, way);
    await expect(viewerOf(page)).toContainText("Connecting …");
    expect(await person.press("NEXT")).toBeNull();
    await aTurn(page);
    await expect(questionOf(page, "Question 1")).toBeVisible();
    await expect(viewerOf(page)).toContainText("Every 10 s");
    expect(await person.press("NEXT")).toBeNull();
    await aTurn(page);
    await expect(questionOf(page, "Question 2")).toBeVisible();
    await expect(statOf(page, "Questions").first()).toHaveText("1");
    await page.keyboard.press("e");
    await expect(questionOf(page, "No session is running")).toBeVisible();
    await expect.poll(async () => (await person.sessions())[0]?.isActive).toBe(false);
  });

  test("a hidden page does not poll until it is visible", async ({ page, person, way }) => {
    await atWork(page, way);
    await look(page, "hidden");
    expect(await person.press("NEXT")).toBeNull();
    const asked = counting(page);
    await page.clock.fastForward("10:00");
    await page.clock.fastForward("10:00");
    // It still retries the socket, each time with a check whether requests pass, but requests nothing else.
    await expect(questionOf(page, "No session is running")).toBeVisible();
    expect(asked()).toBeLessThan(10);
    await look(page, "visible");
    await expect(questionOf(page, "Question 1")).toBeVisible();
  });

  test("the page is live as soon as a socket opens, and stops polling", async ({ page, person, way }) => {
    await atWork(page, way);
    await aTurn(page);
    await aTurn(page);
    expect(await person.press("NEXT")).toBeNull();
    way.passSockets(true);
    // Longer than the longest wait between two retries.
    await page.clock.fastForward(31_000);
    await expect(viewerOf(page)).toContainText("Live");
    await expect(questionOf(page, "Question 1")).toBeVisible();
    expect(await person.press("NEXT")).toBeNull();
    await expect(questionOf(page, "Question 2")).toBeVisible();
    await expect(statOf(page, "Questions").first()).toHaveText("1");
    // Each poll begins with the app query. What the return had asked may be asked again once a push has overtaken it.
    const again = counting(page, "query App");
    let before = -1;
    await expect
      .poll(
        () => {
          const isQuiet = again() === before;
          before = again();
          return isQuiet;
        },
        { intervals: [500] },
      )
      .toBe(true);
    const asked = counting(page, "query App");
    // Only one interval: with more, the clock would outrun the socket's pings, which the real network answers.
    await aTurn(page);
    await expect(viewerOf(page)).toContainText("Live");
    expect(asked()).toBe(0);
  });

  test("a permanently lost socket is replaced by polling", async ({ page, person, way }) => {
    way.passSockets(true);
    await atWork(page, way);
    await expect(viewerOf(page)).toContainText("Live");
    way.passSockets(false);
    way.cutSockets();
    await expect(viewerOf(page)).toContainText("Connecting …");
    expect(await person.press("NEXT")).toBeNull();
    await aTurn(page);
    await expect(questionOf(page, "Question 1")).toBeVisible();
  });
});

/** Makes the page visible or hidden. */
async function look(page: Page, state: DocumentVisibilityState) {
  await page.evaluate((visibility) => {
    Object.defineProperty(document, "visibilityState", { value: visibility, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, state);
}
