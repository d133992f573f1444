import { aHabit, cellOf, openHabits, weekEndsIn } from "./scene/habits.ts";
import { test, expect } from "./scene/test.ts";
test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });
test("hold", async ({ page, context, person }) => {
  await weekEndsIn(person, 0);
  await aHabit(person, { name: "Reading", goal: { kind: "AT_LEAST", minutes: 30 } });
  await openHabits(page);
  await page.evaluate(() => {
    const log: string[] = [];
    Object.assign(window, { log });
    for (const type of ["pointerdown", "pointerup", "pointercancel", "click", "contextmenu", "toggle", "beforetoggle", "focusin"])
      document.addEventListener(type, (e) => log.push(`${type} ${(e as PointerEvent).pointerType} ${Math.round(e.timeStamp)}/${Math.round(performance.now())} ${(e.target as Element).tagName} ${(e.target as HTMLElement).dataset?.column} ${(e as ToggleEvent).newState ?? ""}`), true);
  });
  await cellOf(page, "Reading", 6).tap();
  await expect(cellOf(page, "Reading", 6)).toHaveText("30");
  const finger = await context.newCDPSession(page);
  const b = await cellOf(page, "Reading", 5).boundingBox();
  if (!b) throw new Error();
  const [x, y] = [b.x + b.width / 2, b.y + b.height / 2];
  await finger.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] });
  await page.waitForTimeout(700);
  await finger.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await page.waitForTimeout(1500);
  const n = await page.getByRole("textbox", { name: "Minutes" }).count();
  console.log(`FOUND ${n}\n` + await page.evaluate(() => (window as unknown as { log: string[] }).log.join("\n")));
});
