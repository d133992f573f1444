import { chromium } from "@playwright/test";
import { expect, it } from "vitest";
import { aPlatformServer } from "../../testing/platform-server.ts";

it("runs queries and subscriptions as the browser's login, under its content security policy, without any other host", async () => {
  const server = await aPlatformServer();
  const browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"],
  });
  try {
    const context = await browser.newContext();
    await context.addCookies([{ name: "pacekeeper", value: "ada", url: server.url }]);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(server.url))
        complaints.push(request.url());
    });
    for (const [query, answer] of [
      ["{ viewerId greeting }", '"viewerId": "ada"'],
      ['subscription { news(reader: "ada") }', '"news": "hello"'],
    ] as const) {
      await page.goto(`${server.url}/graphql?query=${encodeURIComponent(query)}`);
      await page.getByRole("button", { name: /^Execute query/ }).click();
      const shown = async () =>
        (await page.locator(".result-window").textContent())?.replaceAll("\u00a0", " ");
      await expect.poll(shown, { timeout: 15_000 }).toContain(answer);
    }
    expect(complaints).toEqual([]);
  } finally {
    await browser.close();
    await server.stop();
  }
}, 60_000);
