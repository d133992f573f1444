import { expect, test } from "vitest";
import { answeringClient } from "../../testing/answering-client.ts";
import { inApp } from "../../testing/in-app.ts";
import { createPressSender } from "./send-press.ts";
import { aPausedTimer } from "./timer-fixture.ts";

const timer = aPausedTimer(600);

function pressed(pauseTimer: object) {
  const client = answeringClient(() => ({ data: { pauseTimer } }));
  const { made, dispose } = inApp(client, createPressSender);
  return made("task-1", { action: "pause" }).finally(dispose);
}

test("a successful press returns the timer", async () => {
  expect(await pressed({ timer })).toEqual({ timer, refusal: null });
});

test("a conflict returns the timer together with its message", async () => {
  const message = "It was paused already.";
  expect(await pressed({ message, timer })).toEqual({ timer, refusal: message });
});

test("any other refusal returns only its message", async () => {
  const message = "This task no longer exists.";
  expect(await pressed({ message })).toEqual({ timer: null, refusal: message });
});
