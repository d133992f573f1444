import { type BrowserContext, expect, type Locator, type Page } from "@playwright/test";
import type { Person } from "./person.ts";
import { askTimer, aTask, timerStates } from "./tasks-elsewhere.ts";

/** Creates a task and starts its timer from another client. @returns the task's id */
export async function aStartedTimer(person: Person, title: string, seconds: number): Promise<string> {
  const taskId = await aTask(person, title, seconds);
  await askTimer(person, "startTimer", { taskId });
  return taskId;
}

/** Waits until the server has completed a task's timer. */
export async function whenCompleted(person: Person, title: string): Promise<void> {
  await expect.poll(() => timerStates(person)).toContain(`${title} COMPLETED`);
}

/** A timer in the rail: its task's title, its clock and its state. */
export const railTimer = (page: Page, title: string): Locator =>
  page.locator('[data-part="rail-timers"]').getByRole("link", { name: title });

/** The toast that says that a timer is over. */
export const toastOf = (page: Page, title: string): Locator =>
  page.locator('[data-ui="toast"]').filter({ hasText: title });

/** A device's settings for the end of a timer. */
export interface Alerts {
  readonly sound?: boolean;
  readonly notices?: boolean;
}

/** Applies settings to all pages that a context opens from now on, and counts notes and notifications there. */
export async function withAlerts(context: BrowserContext, alerts: Alerts): Promise<void> {
  if (alerts.notices) await context.grantPermissions(["notifications"]);
  await context.addInitScript(({ notices, sound }) => {
    // A new tab's blank page has no storage.
    if (origin === "null") return;
    localStorage.setItem("pacekeeper-timer-asked", "yes");
    if (sound) localStorage.setItem("pacekeeper-timer-sound", "on");
    if (notices) localStorage.setItem("pacekeeper-timer-notifications", "on");
    const counts = { notes: 0, notices: 0 };
    Object.assign(globalThis, { counts });
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (this: OscillatorNode, at?: number) {
      counts.notes += 1;
      return start.call(this, at);
    };
    const Shown = globalThis.Notification;
    globalThis.Notification = class extends Shown {
      constructor(title: string, options?: NotificationOptions) {
        super(title, options);
        counts.notices += 1;
      }
    };
  }, alerts);
}

/** The counts from `withAlerts` on a page; a ring has two notes. */
export const countsOf = (page: Page): Promise<{ readonly notes: number; readonly notices: number }> =>
  page.evaluate("counts");

/** Counts how often the pages of a context ask the server whether they may ring. */
export function countingAsked(context: BrowserContext): () => number {
  let count = 0;
  context.on("request", (request) => {
    if (request.postData()?.includes("announceTimerRun")) count += 1;
  });
  return () => count;
}
