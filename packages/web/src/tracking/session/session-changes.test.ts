import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { dismissToast, toast } from "../../lib/toasts.ts";
import { answeringClient, NOTHING } from "../../testing/answering-client.ts";
import { inApp } from "../../testing/in-app.ts";
import { createServerFacts } from "../live/server-facts.ts";
import { aRunningSession } from "../session-fixture.ts";
import { createSessionChanges } from "./session-changes.ts";

const INCOMPLETE = expect.stringContaining("incomplete");

const closing: (() => void)[] = [];
beforeEach(dismissToast);
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

function aPage() {
  const facts = createServerFacts();
  const live = { hear: vi.fn(facts.hear), forget: vi.fn() };
  const { made, dispose } = inApp(
    answeringClient(() => NOTHING),
    () => createSessionChanges(live),
  );
  closing.push(dispose);
  return { changes: made, live };
}

const [question] = aRunningSession().questions.nodes;

test("a question reappears if its deletion was not answered, and no toast says that it was deleted", async () => {
  const { changes } = aPage();
  if (!question) throw new Error("the fixture has questions");
  await changes.removeQuestion(question);
  expect(toast()).toMatchObject({ words: INCOMPLETE, tone: "danger", action: null });
  expect(changes.isLeaving(question.id)).toBe(false);
});

test("a failed restore is reported", async () => {
  const { changes, live } = aPage();
  await changes.restoreQuestion("question-13");
  expect(toast()?.words).toEqual(INCOMPLETE);
  expect(live.hear).not.toHaveBeenCalled();
});

test("a session whose deletion was not answered stays", async () => {
  const { changes, live } = aPage();
  expect(await changes.deleteSession("session", "9:00")).toBe(false);
  expect(toast()?.words).toEqual(INCOMPLETE);
  expect(live.forget).not.toHaveBeenCalled();
});
