import type { Page } from "@playwright/test";
import { expect, test } from "../scene/test.ts";
import { aLineOf, buttonOf, connectedPage, cutOff, saidBy, taskPage, widgetOf } from "../scene/widget.ts";

const TOKENS = "{ viewer { apiTokens { nodes { id } } } }";
const REVOKE = `mutation ($id: ID!) {
  revokeApiToken(input: { id: $id }) { ... on RevokeApiTokenPayload { apiToken { id } } }
}`;

test.describe("cut off from the tracker, the widget", () => {
  test("keeps counting and queues presses, across a reload and two tabs", async ({
    context,
    person,
    faults,
  }) => {
    faults.expectLostConnections();
    const page = await connectedPage(context);
    const other = await context.newPage();
    await other.goto(taskPage());
    await expect(saidBy(other, "No session")).toBeVisible();
    const mend = await cutOff(context);
    await buttonOf(page, "Start").click();
    await expect(saidBy(page, "Offline")).toBeVisible();
    await expect(saidBy(page, "1 queued")).toBeVisible();
    await expect(saidBy(other, "Q1")).toBeVisible();
    await buttonOf(other, "Next").click();
    await buttonOf(other, "Pause").click();
    await buttonOf(other, "Resume").click();
    await expect(saidBy(page, "4 queued")).toBeVisible();
    await page.reload();
    await expect(saidBy(page, "Q2")).toBeVisible();
    await expect(saidBy(page, "4 queued")).toBeVisible();
    const clock = (await widgetOf(page).getByRole("timer").textContent()) ?? "";
    await expect(widgetOf(page).getByRole("timer")).not.toHaveText(clock);
    await mend();
    await expect(saidBy(page, "queued")).toBeHidden({ timeout: 40_000 });
    await expect(saidBy(other, "queued")).toBeHidden({ timeout: 40_000 });
    await expect
      .poll(async () => (await person.sessions())[0]?.events.map(({ type }) => type))
      .toEqual(["NEXT", "NEXT", "PAUSE", "PAUSE"]);
    expect(await person.sessions()).toHaveLength(1);
  });

  test("says how many presses were sent when the server is back", async ({ context, person: _, faults }) => {
    faults.expectLostConnections();
    const page = await connectedPage(context);
    const mend = await cutOff(context);
    await buttonOf(page, "Start").click();
    await buttonOf(page, "Next").click();
    await expect(saidBy(page, "2 queued")).toBeVisible();
    await mend();
    await expect(saidBy(page, "2 sent.")).toBeVisible({ timeout: 40_000 });
  });

  test("says that its token was revoked, and keeps the queue until it is connected again", async ({
    context,
    person,
    faults,
  }) => {
    faults.expectLostConnections();
    faults.expectRefusedTokens();
    const page = await connectedPage(context);
    await buttonOf(page, "Start").click();
    await expect.poll(async () => (await person.sessions()).length).toBe(1);
    expect(await person.press("NEXT")).toBeNull();
    // Q2 comes only from the server, so no press is in flight any more.
    await expect(saidBy(page, "Q2")).toBeVisible();
    const mend = await cutOff(context);
    await buttonOf(page, "Next").click();
    await expect(saidBy(page, "1 queued")).toBeVisible();
    const [token] = (await person.ask(TOKENS)).viewer.apiTokens.nodes;
    await person.ask(REVOKE, { id: token.id });
    await mend();
    await expect(buttonOf(page, "Connect")).toBeVisible({ timeout: 40_000 });
    await expect(saidBy(page, "1 queued")).toBeVisible();
    await expect(saidBy(page, /revoked|no longer|token/i)).toBeVisible();
    const opened = page.waitForEvent("popup");
    await buttonOf(page, "Connect").click();
    await (await opened).getByRole("button", { name: "Allow", exact: true }).click();
    await expect.poll(async () => (await person.sessions())[0]?.events.length).toBe(3);
    await expect(saidBy(page, "queued")).toBeHidden();
  });
});

test("when its connection dies silently, the widget says so, queues, and catches up", async ({
  context,
  person,
  faults,
}) => {
  faults.expectLostConnections();
  const line = await aLineOf(context);
  const page = await connectedPage(context);
  await buttonOf(page, "Start").click();
  await expect.poll(async () => (await person.sessions()).length).toBe(1);
  expect(await person.press("NEXT")).toBeNull();
  // Q2 comes only from the server, so no press is in flight any more.
  await expect(saidBy(page, "Q2")).toBeVisible();
  await line.lose();
  expect(await person.press("NEXT")).toBeNull();
  await buttonOf(page, "Pause").click();
  await expect(saidBy(page, "Offline, paused")).toBeVisible();
  await expect(saidBy(page, "1 queued.")).toBeVisible();
  // The widget cannot hear of another client's change meanwhile.
  await expect(saidBy(page, "Q2")).toBeVisible();
  await line.mend();
  await expect(saidBy(page, "Q3")).toBeVisible({ timeout: 40_000 });
  await expect(saidBy(page, "Paused since")).toBeVisible();
  await expect(saidBy(page, "queued")).toBeHidden();
  const types = async () => (await person.sessions())[0]?.events.map(({ type }) => type);
  await expect.poll(types).toEqual(["NEXT", "NEXT", "NEXT", "PAUSE"]);
  expect(await person.press("PAUSE")).toBeNull();
  await expect(saidBy(page, "Running")).toBeVisible({ timeout: 20_000 });
});

test.describe("the place of the widget", () => {
  const boxOf = async (page: Page) => {
    const box = await widgetOf(page).locator("section").boundingBox();
    if (!box) throw new Error("The widget is not visible");
    return box;
  };

  test("stays where it was dragged to after a reload, and in view after a resize", async ({
    context,
    person: _,
  }) => {
    const page = await connectedPage(context);
    const before = await boxOf(page);
    const head = widgetOf(page).getByText("Pacekeeper", { exact: true }).first();
    await head.hover();
    await page.mouse.down();
    await page.mouse.move(300, 200, { steps: 5 });
    await page.mouse.up();
    const dragged = await boxOf(page);
    expect(Math.abs(dragged.x - before.x)).toBeGreaterThan(100);
    await page.reload();
    await expect(buttonOf(page, "Start")).toBeVisible();
    const after = await boxOf(page);
    expect(Math.abs(after.x - dragged.x)).toBeLessThan(3);
    expect(Math.abs(after.y - dragged.y)).toBeLessThan(3);
    await page.setViewportSize({ width: 400, height: 420 });
    await expect
      .poll(async () => {
        const { x, y, width, height } = await boxOf(page);
        return x >= 0 && y >= 0 && x + width <= 400 && y + height <= 420;
      })
      .toBe(true);
  });

  test("shrinks to a clock with two buttons, and stays compact", async ({ context, person: _ }) => {
    const page = await connectedPage(context);
    await buttonOf(page, "Start").click();
    await buttonOf(page, "Make compact").click();
    await expect(buttonOf(page, "Undo")).toBeHidden();
    await expect(buttonOf(page, /^Next/)).toBeVisible();
    await expect(buttonOf(page, /^Pause/)).toBeVisible();
    await expect(widgetOf(page).getByRole("timer")).toBeVisible();
    expect(await boxOf(page)).toMatchObject({ width: 208, height: 48 });
    await page.reload();
    await buttonOf(page, "Expand").click();
    await expect(buttonOf(page, "Undo")).toBeVisible();
  });

  test("is just as small while not connected", async ({ page, person: _ }) => {
    await page.goto(taskPage());
    await buttonOf(page, "Close").click();
    await expect(buttonOf(page, "Connect")).toBeVisible();
    expect(await boxOf(page)).toMatchObject({ width: 208, height: 48 });
  });
});
