import { expect, test, vi } from "vitest";
import { answeringClient, NOTHING } from "../../testing/answering-client.ts";
import { inApp } from "../../testing/in-app.ts";
import { createAct } from "./act.ts";

function anAct() {
  return inApp(
    answeringClient(() => NOTHING),
    createAct,
  ).made;
}

test("after work that throws, the button can be pressed again", async () => {
  const act = anAct();
  await expect(act.run(() => Promise.reject(new Error("no storage")))).rejects.toThrow("no storage");
  expect(act.busy()).toBe(false);
  expect(await act.run(async () => null)).toBe(true);
});

test("without the server it does nothing, unless the server turns out to be reachable again", async () => {
  const { made: act, parts } = inApp(
    answeringClient(() => NOTHING),
    createAct,
  );
  const work = vi.fn(async () => null);
  parts.http.unreachable();
  expect([await act.run(work), act.busy(), work.mock.calls.length]).toEqual([false, false, 0]);
  const again = act.run(work);
  parts.http.reached();
  expect([await again, work.mock.calls.length]).toEqual([true, 1]);
});

test("a failure is shown until the next attempt", async () => {
  const act = anAct();
  expect(await act.run(async () => "Not now.")).toBe(false);
  expect(act.failure()).toBe("Not now.");
  const again = act.run(async () => null);
  expect([act.busy(), act.failure()]).toEqual([true, null]);
  expect(await again).toBe(true);
});
