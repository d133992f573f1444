import { ALLOWED_EVENTS } from "@pacekeeper/domain/tracking/events";
import { statusOf } from "@pacekeeper/domain/tracking/live";
import { expect, it, vi } from "vitest";
import { TYPES } from "./hotkeys.ts";
import { project } from "./project.ts";
import { aSession, at, knowing, NINE } from "./testing/facts.ts";

// The module needs a document; these tests press nothing.
vi.stubGlobal("document", { hidden: true });
const { may, numbersOf } = await import("./press.ts");

it.each([
  ["no session", null],
  ["a first question", aSession(0)],
  ["a second question", aSession(1)],
  ["a paused question", aSession(1, { pausedAt: at(6) })],
])("with %s, a button does what the domain's table allows", (_which, session) => {
  const shown = project(knowing(session), NINE + 7 * 60_000);
  for (const type of TYPES) {
    const undoes = type !== "UNDO" || shown.totals.questionCount > 0;
    expect(may(type, shown)).toBe(ALLOWED_EVENTS[statusOf(shown.live)].includes(type) && undoes);
  }
});

it("the numbers are the count of questions, the time and the average", () => {
  expect(numbersOf({ questionCount: 3, activeMs: 951_000 })).toBe("3 · 15:51 · avg 05:17");
  expect(numbersOf({ questionCount: 0, activeMs: 0 })).toBe("0 · 00:00");
});
