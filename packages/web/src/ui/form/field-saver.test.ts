import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { UpdateProfileDocument } from "../../generated/graphql.ts";
import { answeringClient, type Reply } from "../../testing/answering-client.ts";
import { inApp } from "../../testing/in-app.ts";
import { createFieldSaver } from "./field-saver.ts";

const closing: (() => void)[] = [];
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  for (const close of closing.splice(0)) close();
  vi.useRealTimers();
});

function aSaver(reply: Reply) {
  const { made, dispose } = inApp(answeringClient(reply), () => createFieldSaver(UpdateProfileDocument));
  closing.push(dispose);
  return made;
}
const taken = { data: { updateProfile: { user: { id: "ilse" } } } };

test("it shows for two seconds that a change was saved", async () => {
  const saver = aSaver(() => taken);
  const done = saver.save({ firstName: "Ilse" });
  expect(saver.state().kind).toBe("saving");
  expect(await done).toBe(true);
  expect(saver.state().kind).toBe("saved");
  vi.advanceTimersByTime(2000);
  expect(saver.state().kind).toBe("idle");
});

test("an earlier change does not end the message of a later one", async () => {
  const saver = aSaver(() => taken);
  await saver.save({ firstName: "Ilse" });
  vi.advanceTimersByTime(1500);
  await saver.save({ firstName: "Ada" });
  vi.advanceTimersByTime(1000);
  expect(saver.state().kind).toBe("saved");
});

test("a refusal is shown until the next change", async () => {
  const replies = [{ data: { updateProfile: { message: "No." } } }, taken];
  const saver = aSaver(() => replies.shift() ?? taken);
  expect(await saver.save({ firstName: "" })).toBe(false);
  vi.advanceTimersByTime(10_000);
  expect(saver.state()).toEqual({ kind: "refused", words: "No." });
  expect(await saver.save({ firstName: "Ilse" })).toBe(true);
});
