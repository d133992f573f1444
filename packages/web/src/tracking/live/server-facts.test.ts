import { describe, expect, test } from "vitest";
import { aRunningSession } from "../session-fixture.ts";
import { createServerFacts } from "./server-facts.ts";

test("an answer older than the known version is ignored", () => {
  const facts = createServerFacts();
  facts.hear(aRunningSession({ version: 16, isPaused: true, pausedAt: "2026-11-20T10:12:00.000Z" }));
  facts.hear(aRunningSession({ version: 15 }));
  expect(facts.session()?.isPaused).toBe(true);
});

test("a late answer about the previous session does not replace the current one", () => {
  const facts = createServerFacts();
  const before = aRunningSession({ id: "before", version: 3 });
  facts.hear(before);
  facts.hear(aRunningSession({ id: "present", version: 1 }));
  facts.hear(before);
  expect(facts.session()?.id).toBe("present");
});

test("an ended session is no longer active", () => {
  const facts = createServerFacts();
  facts.hear(aRunningSession());
  facts.hear(aRunningSession({ version: 16, isActive: false }));
  expect(facts.session()).toBeNull();
});

test("the end of another session does not affect the current one", () => {
  const facts = createServerFacts();
  facts.hear(aRunningSession());
  facts.hear(aRunningSession({ id: "another", version: 99, isActive: false }));
  expect(facts.session()?.id).toBe("session");
});

test("'no session' is ignored if something newer arrived after the query was sent", () => {
  const facts = createServerFacts();
  const mark = facts.mark();
  facts.hear(aRunningSession());
  facts.hear(null, mark);
  expect(facts.session()?.id).toBe("session");
  facts.hear(null, facts.mark());
  expect(facts.session()).toBeNull();
});

describe("after the end of a session that arrived as 'no session'", () => {
  function ended() {
    const facts = createServerFacts();
    facts.hear(aRunningSession({ version: 5 }));
    facts.hear(null);
    return facts;
  }

  test("a delayed answer from before it does not bring the session back", () => {
    const facts = ended();
    facts.hear(aRunningSession({ version: 5 }));
    expect(facts.session()).toBeNull();
  });

  test("a session that was reopened elsewhere is active again", () => {
    const facts = ended();
    // The server counts the EXIT and the reopening.
    facts.hear(aRunningSession({ version: 7 }));
    expect(facts.session()?.version).toBe(7);
  });
});

test("a delayed answer does not bring a deleted session back", () => {
  const facts = createServerFacts();
  facts.hear(aRunningSession({ version: 5 }));
  facts.forget("session");
  facts.hear(aRunningSession({ version: 5 }));
  expect(facts.session()).toBeNull();
});

test("an event in the session's log is counted, even if it ended the session", () => {
  const facts = createServerFacts();
  facts.hear(aRunningSession({ isActive: false, events: { nodes: [{ id: "e", clientEventId: "mine" }] } }));
  expect([facts.isCounted("mine"), facts.isCounted("other")]).toEqual([true, false]);
});

test("the cached session holds until the server's first answer", () => {
  const facts = createServerFacts();
  facts.suppose(
    aRunningSession({ id: "remembered", events: { nodes: [{ id: "e", clientEventId: "mine" }] } }),
  );
  expect([facts.session()?.id, facts.isCounted("mine")]).toEqual(["remembered", true]);
  facts.hear(null);
  facts.suppose(aRunningSession());
  expect(facts.session()).toBeNull();
});
