import { aRunningSession } from "./scene/past-session.ts";
import { expect, test } from "./scene/test.ts";
import { viewerOf } from "./scene/today.ts";

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("nothing covers the question whether a page may record work", async ({ page, person }) => {
    await person.live(aRunningSession([{ active: 300 }], 100));
    await page.goto("/connect?origin=https://raterhub.com&nonce=1");
    const card = page.getByRole("region", { name: /^Allow https:\/\/raterhub\.com/ });
    const running = page.getByRole("link", { name: /on this question, running/ });
    await expect(running).toBeVisible();
    const top = (await card.boundingBox())?.y ?? 0;
    for (const over of [viewerOf(page), running]) {
      const box = await over.boundingBox();
      expect((box?.y ?? top) + (box?.height ?? 0)).toBeLessThanOrEqual(top);
    }
  });
});

test.describe("settings", () => {
  test("link to the userscript", async ({ page, person: _ }) => {
    await page.goto("/settings");
    await expect(
      page.getByText(/^Needs a userscript manager.*Tampermonkey or Violentmonkey\.$/),
    ).toBeVisible();
    const answer = page.waitForResponse("**/widget.user.js");
    await page.getByRole("link", { name: "Install the userscript" }).click();
    expect((await answer).headers()["content-type"]).toBe("text/javascript; charset=utf-8");
    await expect(page).toHaveURL("/widget.user.js");
    await expect(page.locator("body")).toContainText("==UserScript==");
  });

  test("offer the line that embeds the widget", async ({ context, page, person: _, baseURL }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto("/settings");
    const line = `<script src="${baseURL}/widget.js" async></script>`;
    const field = page.getByRole("textbox", { name: "Line for a page" });
    await expect(field).toHaveValue(line);
    await page.getByRole("listitem").filter({ has: field }).getByRole("button", { name: "Copy" }).click();
    await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(line);
    expect((await page.request.get("/widget.js")).ok()).toBe(true);
  });
});
