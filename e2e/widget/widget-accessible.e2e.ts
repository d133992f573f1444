import { expect, test } from "../scene/test.ts";
import {
  buttonOf,
  connectByClick,
  cutOff,
  expectWidgetAccessible,
  saidBy,
  taskPage,
  widgetOf,
} from "../scene/widget.ts";

test.describe("axe finds no violation in the widget, in light and in dark,", () => {
  test("not connected", async ({ page, person: _ }) => {
    await page.goto(taskPage());
    await expect(saidBy(page, "not connected")).toBeVisible();
    await expectWidgetAccessible(page, "not connected");
    await buttonOf(page, "Close").click();
    await expect(saidBy(page, "not connected")).toBeHidden();
    await expectWidgetAccessible(page, "not connected, compact");
  });

  test("connected, through a session", async ({ context, page, person: _, faults }) => {
    faults.expectLostConnections();
    await page.goto(taskPage());
    await connectByClick(page);
    await expectWidgetAccessible(page, "without a session");
    await buttonOf(page, "Start").click();
    await expect(saidBy(page, "Running")).toBeVisible();
    await buttonOf(page, "Next").click();
    await expect(saidBy(page, /^avg/)).toBeVisible();
    await expectWidgetAccessible(page, "running");
    await buttonOf(page, "Menu").click();
    await expectWidgetAccessible(page, "with its menu open");
    await buttonOf(page, "Close").click();
    await buttonOf(page, "Make compact").click();
    await expect(widgetOf(page).getByRole("timer")).toBeVisible();
    await expectWidgetAccessible(page, "compact");
    await buttonOf(page, "Expand").click();
    await buttonOf(page, "Pause").click();
    await expect(saidBy(page, "Paused since")).toBeVisible();
    await expectWidgetAccessible(page, "paused");
    const mend = await cutOff(context);
    await buttonOf(page, "Next").click();
    await expect(saidBy(page, "1 queued.")).toBeVisible();
    await expectWidgetAccessible(page, "offline");
    await mend();
  });
});
