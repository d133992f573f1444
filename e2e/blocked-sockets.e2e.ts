import type { Page } from "@playwright/test";
import { aPlainProxy, type PlainProxy } from "./scene/plain-proxy.ts";
import { expect, test as inScene } from "./scene/test.ts";
import { questionOf, statOf, viewerOf } from "./scene/today.ts";

/** Behind a proxy that passes requests on and refuses sockets until told otherwise. */
const test = inScene.extend<{ readonly way: PlainProxy }>({
  way: async ({ baseURL, faults }, use) => {
    faults.expectLostConnections();
    const way = await aPlainProxy(baseURL ?? "");
    await use(way);
    way.close();
  },
});

/** As long as a turn of asking may take, and a little more. */
const aTurn = (page: Page) => page.clock.fastForward(11_500);

/** How often the page has asked since now, for something or for the operation named. */
function counting(page: Page, operation = "") {
  let count = 0;
  page.on("request", (request) => {
    if (request.method() === "POST" && request.postData()?.includes(operation)) count += 1;
  });
  return () => count;
}

/** Today, with a clock that the test moves. */
async function atWork(page: Page, way: PlainProxy) {
  await page.clock.install();
  await page.goto(way.origin);
  await expect(questionOf(page, "No session is running")).toBeVisible();
}

test.describe("where no socket comes through", () => {
  test("what happens elsewhere shows within the time of asking", async ({ page, person, way }) => {
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

  test("a page that is not looked at asks nothing until it is", async ({ page, person, way }) => {
    await atWork(page, way);
    await look(page, "hidden");
    expect(await person.press("NEXT")).toBeNull();
    const asked = counting(page);
    await page.clock.fastForward("10:00");
    await page.clock.fastForward("10:00");
    // The socket is still tried for, each time with a look at whether requests pass; nothing else is asked.
    await expect(questionOf(page, "No session is running")).toBeVisible();
    expect(asked()).toBeLessThan(10);
    await look(page, "visible");
    await expect(questionOf(page, "Question 1")).toBeVisible();
  });

  test("it is live as soon as a socket opens, and asks no more", async ({ page, person, way }) => {
    await atWork(page, way);
    await aTurn(page);
    await aTurn(page);
    expect(await person.press("NEXT")).toBeNull();
    way.passSockets(true);
    // Longer than the longest wait between two tries.
    await page.clock.fastForward(31_000);
    await expect(viewerOf(page)).toContainText("Live");
    await expect(questionOf(page, "Question 1")).toBeVisible();
    expect(await person.press("NEXT")).toBeNull();
    await expect(questionOf(page, "Question 2")).toBeVisible();
    await expect(statOf(page, "Questions").first()).toHaveText("1");
    // Each turn of asking begins with the app's own question; the day may ask for itself once after a change.
    const asked = counting(page, "query App");
    // One turn alone: with more the clock would outrun the socket's own pings, which the network answers.
    await aTurn(page);
    await expect(viewerOf(page)).toContainText("Live");
    expect(asked()).toBe(0);
  });

  test("a socket that is lost for good is replaced by asking", async ({ page, person, way }) => {
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

/** The person looks at this page, or at another one. */
async function look(page: Page, state: DocumentVisibilityState) {
  await page.evaluate((visibility) => {
    Object.defineProperty(document, "visibilityState", { value: visibility, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, state);
}
