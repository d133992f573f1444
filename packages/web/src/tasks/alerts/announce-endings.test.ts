import { afterEach, expect, test, vi } from "vitest";
import { useServices } from "../../lib/data/services.ts";
import { toast } from "../../lib/toasts.ts";
import { answeringClient, NOTHING, type Reply } from "../../testing/answering-client.ts";
import { inApp } from "../../testing/in-app.ts";
import { anEndedTimer, aRunningTimer } from "../timers/timer-fixture.ts";
import { announceEndings } from "./announce-endings.ts";

vi.mock("./timer-bell.ts", () => ({ createBell: () => () => Promise.resolve() }));

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** Sets up an app that has just announced the end of a run. */
function toldOfAnEnd(runId: string, reply: Reply) {
  const timers = [anEndedTimer(1, { runId })];
  const followed = { timers: () => timers, isLoaded: () => true, hear: vi.fn(), refetch: vi.fn() };
  const { dispose } = inApp(answeringClient(reply), () => {
    announceEndings(useServices(), followed, () => {});
    return null;
  });
  closing.push(dispose);
  expect(toast()?.action?.label).toBe("Add 5 min");
  return { addTime: () => toast()?.action?.run(), followed };
}

test("time that the server added is shown at once", async () => {
  const timer = aRunningTimer(300);
  const { addTime, followed } = toldOfAnEnd("run-1", () => ({ data: { extendTimer: { timer } } }));
  addTime();
  await vi.waitFor(() => expect(followed.hear).toHaveBeenCalledWith(timer));
});

test("a failure to add time is reported", async () => {
  const { addTime, followed } = toldOfAnEnd("run-2", () => NOTHING);
  addTime();
  await vi.waitFor(() => expect(toast()?.words).toMatch("incomplete"));
  expect(followed.hear).not.toHaveBeenCalled();
});
