import type { ExecutionResult } from "@urql/core";
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

test("of two changes under way, the field shows the outcome of the later one", async () => {
  const replies: ((result: ExecutionResult) => void)[] = [];
  const saver = aSaver(() => new Promise((resolve) => replies.push(resolve)));
  const earlier = saver.save({ firstName: "" });
  const later = saver.save({ firstName: "Ilse" });
  await vi.waitFor(() => expect(replies).toHaveLength(2));
  replies[1]?.(taken);
  expect(await later).toBe(true);
  replies[0]?.({ data: { updateProfile: { message: "No." } } });
  expect(await earlier).toBe(false);
  expect(saver.state().kind).toBe("saved");
});

test("the outcome of an earlier change does not replace the refusal of what was typed since", async () => {
  const saver = aSaver(() => taken);
  const earlier = saver.save({ firstName: "Ilse" });
  saver.refuse("Write a name.");
  await earlier;
  expect(saver.state()).toEqual({ kind: "refused", words: "Write a name." });
});
